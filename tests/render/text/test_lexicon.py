"""The word list is what it says: NFC, sorted, without doubles, and every syllable one that Vietnamese can have."""

from __future__ import annotations

import tomllib
import unicodedata

import pytest

from render.resources import ASSETS

LEXICON = ASSETS / "lexicon"
SECTIONS = [
    [line for line in section.splitlines()[1:] if line and not line.startswith("#")]
    for section in (LEXICON / "compounds.txt").read_text("utf-8").split("\n# ")
]
WORDS = [word for section in SECTIONS for word in section]
SYLLABLES = sorted({syllable for word in WORDS for syllable in word.split(" ")})

ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
RIMES = frozenset(
    """
    a ai ao au ay am an ang anh ac ach ap at ăm ăn ăng ăc ăp ăt âm ân âng âc âp ât âu ây
    e eo em en eng ec ep et ê êu êm ên ênh êch êp êt i iu im in inh ich ip it ia iêu iêm iên iêng iêc iêp iêt
    o oi om on ong oc op ot oa oai oay oan oang oanh oac oach oat oao oam oap oăm oăn oăng oăt oăc oe oen oeo oet
    oong ooc ô ôi ôm ôn ông ôc ôp ôt ơ ơi ơm ơn ơp ơt u ui um un ung uc up ut ua uôi uôm uôn uông uôc uôt
    uê uênh uêch uân uâng uât uây uơ uy uya uyên uyêt uynh uych uyt uyu ư ưi ưu ưng ưc ưt ưa ươi ươu ươm ươn ương
    ươc ươp ươt y yêu yên yêm yêng yêt
    """.split()
)
AFTER_QU = frozenset({"ynh", "yt", "ych"})
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
SHARP_OR_HEAVY = frozenset("\u0301\u0323")
# Names from other languages, in their usual Vietnamese spelling.
FOREIGN = frozenset(
    "lênin kạn đắk lắk kon plei ku kông xcơ phnôm crai sri xri xtrây xtan bru sing karl marx ni-lông".split()
)


def valid(syllable: str) -> bool:
    """Return whether onset, rime and tone make a Vietnamese syllable in standard spelling."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = [letter for letter in letters if letter in TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    if len(tones) > 1 or (plain.endswith(("c", "ch", "p", "t")) and not SHARP_OR_HEAVY & set(tones)):
        return False
    return any(fits(onset, plain.removeprefix(onset)) for onset in ONSETS if plain.startswith(onset))


def fits(onset: str, rime: str) -> bool:
    if onset == "g" and rime[:1] == "i":
        return rime in RIMES
    if rime not in RIMES:
        return onset == "qu" and rime in AFTER_QU
    front = rime[0] in "eêiy"
    if onset in ("c", "g", "ng") and front:
        return False
    return front or onset not in ("k", "gh", "ngh")


@pytest.mark.parametrize("syllable", "nghiêng quỳnh gì giếng khuya hoà thủy uyên oằn yêu quốc đường gìn".split())
def test_the_table_knows_good_syllables(syllable: str) -> None:
    assert valid(syllable)


@pytest.mark.parametrize("syllable", "ngiêng kanh cế nghanh hát̀ mat quôc lảnhh đuờng fan hoàa trach ghà".split())
def test_the_table_knows_bad_syllables(syllable: str) -> None:
    assert not valid(syllable)


def test_every_syllable_can_be_vietnamese() -> None:
    assert [syllable for syllable in SYLLABLES if syllable not in FOREIGN and not valid(syllable)] == []


def test_every_foreign_syllable_is_used() -> None:
    assert set(SYLLABLES) >= FOREIGN


def test_words_are_clean() -> None:
    assert len(WORDS) >= 4000
    assert [word for word in WORDS if word != unicodedata.normalize("NFC", word.lower())] == []
    assert [word for word in WORDS if not 2 <= len(word.split(" ")) <= 8 or word.split() != word.split(" ")] == []


def test_no_word_stands_twice_and_sections_are_sorted() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert all(section == sorted(section) for section in SECTIONS)


@pytest.mark.parametrize(
    "word",
    [
        "trách nhiệm", "quang vinh", "thắng lợi", "kỷ cương", "phồn vinh", "xã hội chủ nghĩa", "đại đoàn kết",
        "nông thôn mới", "chuyển đổi số", "căn cước công dân", "bảo hiểm y tế", "mặt trận tổ quốc",
        "hội đồng nhân dân", "ủy ban nhân dân", "hồ chí minh", "việt nam", "cần thơ", "hậu giang", "muôn năm",
        "hòa bình", "toàn dân", "lí luận", "chiến sỹ", "đảng bộ", "cuộc sống",
    ],
)  # fmt: skip
def test_the_words_of_slogans_are_there(word: str) -> None:
    assert word in WORDS


@pytest.mark.parametrize(
    "phrase",
    ["của đảng", "và dân", "các cấp", "vào cuộc", "đại hội đảng", "cấp tiến", "có nghĩa", "đưa vào", "việc công"],
)
def test_what_is_no_word_or_misleads_is_not(phrase: str) -> None:
    assert phrase not in WORDS


def test_phrases_are_clean() -> None:
    lists = tomllib.loads((LEXICON / "phrases.toml").read_text("utf-8"))
    numbers = {"numerals", "numerals_units", "binders_before_number"}
    assert set(lists) == numbers | {
        "openings",
        "named",
        "named_times",
        "ordinals",
        "comma_pairs",
        "bearers",
        "places",
        "alone",
    }
    for phrases in lists.values():
        assert len(set(phrases)) == len(phrases)
        assert [phrase for phrase in phrases if phrase != unicodedata.normalize("NFC", phrase).strip()] == []
