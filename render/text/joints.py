"""Where a Vietnamese line may end: the price of a break behind every syllable.

Vietnamese writes a space between syllables, not words, so a space is no reason to break. Words, names, numbers
with their units, ranges and terms stay whole; a break is cheap behind punctuation and before the small words
that open a phrase. The analysis reads the text as authored, before it is set in capitals.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from render.resources import ASSETS

FORBIDDEN = math.inf
FORCED = -math.inf
FREE, CHEAP, PLAIN, DEAR, LEADING, STUMBLE = 0.0, 0.35, 1.0, 2.0, 3.0, 8.0
LONE = 5.0
# A line that begins inside a name or inside a clause and runs on behind it.
TORN_NAME, TORN_CLAUSE = 4.0, 2.0
_LEXICON = ASSETS / "lexicon"
_LONGEST = 8
_SHORT_TERM = 3
_PUNCTUATION = ",;:.!?…"
_WRAPPERS = "“”\"'‘’«»()[]" + _PUNCTUATION
_DASHES = frozenset("-–—‐‑−")
_NUMBER = re.compile(r"\d[\d./,:%-]*|[IVXLC]+")
# Words that open a phrase: a line may well begin with them and should not end with them.
_OPENERS = frozenset(
    "và hoặc hay của để vì với trong trên dưới ngoài cho từ do bởi bằng tại ở đến tới vào ra các những là mọi mỗi về "
    "theo nhưng mà thì nếu khi như cùng không chưa đừng chống phòng hãy được bị đã đang sẽ nhằm gắn một nhiều".split()
)
# Of these a line may begin with them only; ending one is hardly a fault (cùng, phòng, một … also end phrases).
_MILD_ENDS = frozenset("cùng phòng chống một nhiều ra vào đến tới được như khi trên dưới ngoài gắn".split())
# Words that name no thing by themselves: a line does not end with them.
_CLASSIFIERS = frozenset("cuộc sự việc nền nỗi niềm cơn tấm chiếc bức ngôi đợt vụ trận bản mối".split())
# Old and new placement of the tone mark: one word, two spellings.
_TONE_STYLE = {
    f"{onset}{mark}": f"{first}{rest}"
    for onset, rest, marks in (("o", "a", "àáảãạ"), ("o", "e", "èéẻẽẹ"), ("u", "y", "ỳýỷỹỵ"))
    for first, mark in zip({"o": "òóỏõọ", "u": "ùúủũụ"}[onset], marks, strict=True)
}
_TONE_STYLE_AT_END = re.compile("(" + "|".join(_TONE_STYLE) + r")$")


@dataclass(frozen=True, slots=True)
class Joints:
    """A text as words between spaces, with the price of a line break behind each but the last.

    `rests` tells for each word the last word of the name, term or clause that it stands inside of, else -1, and
    `torn` what it costs a line that begins there to run on behind it: VIỆT NAM / QUANG VINH, not in one line.
    """

    words: tuple[str, ...]
    prices: tuple[float, ...]
    rests: tuple[int, ...]
    torn: tuple[float, ...]


def fold(syllable: str) -> str:
    """Return a syllable in lower case without wrapping punctuation, its tone mark in the older place."""
    bare = syllable.strip(_WRAPPERS).lower()
    # qu- is a consonant: quý keeps its mark on the y in both styles.
    if bare.startswith("qu"):
        return bare
    return _TONE_STYLE_AT_END.sub(lambda match: _TONE_STYLE[match.group(1)], bare)


@cache
def _sections() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return the word list by heading, each word as its folded syllables."""
    found: dict[str, list[tuple[str, ...]]] = {"": []}
    heading = ""
    for line in (_LEXICON / "compounds.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            heading = line
        elif line:
            found.setdefault(heading, []).append(tuple(map(fold, line.split())))
    return {heading: frozenset(words) for heading, words in found.items()}


def _under(*headings: str) -> frozenset[tuple[str, ...]]:
    """Return the words whose heading begins with one of these."""
    return frozenset().union(*(words for heading, words in _sections().items() if heading.startswith(headings)))


@cache
def lexicon() -> frozenset[tuple[str, ...]]:
    """Return the words of several syllables, and the ties, each as its folded syllables."""
    return _under("")


@cache
def _names() -> frozenset[tuple[str, ...]]:
    """Return the names of places and countries."""
    return _under("# Tỉnh, thành phố", "# Nước, châu lục")


@cache
def _ties() -> frozenset[tuple[str, ...]]:
    """Return the pairs of verb and noun that are no words, yet stumble when parted."""
    return _under("# Kết hợp")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the lists of `phrases.toml`."""
    return {key: tuple(value) for key, value in tomllib.loads((_LEXICON / "phrases.toml").read_text("utf-8")).items()}


@cache
def _units() -> frozenset[str]:
    return frozenset(phrases()["numerals_units"])


@cache
def _before_number() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(fold, phrase.split())) for phrase in phrases()["binders_before_number"])


@cache
def _alone() -> frozenset[str]:
    """Return the syllables that are often words of their own."""
    return _OPENERS | _CLASSIFIERS | frozenset(map(fold, phrases()["alone"]))


@cache
def _bearers() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(fold, phrase.split())) for phrase in phrases()["bearers"])


@lru_cache(maxsize=1024)
def joints(text: str) -> Joints:
    """Return the words of a text and what a break behind each costs; newlines are breaks by hand."""
    words: list[str] = []
    forced: set[int] = set()
    for line in text.split("\n"):
        if words:
            forced.add(len(words) - 1)
        words += line.split(" ") if line.strip() else []
    words = [word for word in words if word]
    folded = [fold(word) for word in words]
    prices = [_price(words, folded, at) for at in range(len(words) - 1)]
    rests = _clauses(words)
    clauses = tuple(rests)
    _glue_words(words, folded, prices, rests)
    for glue in (_glue_names, _glue_numbers, _glue_dashes):
        glue(words, folded, prices)
    _glue_bearers(words, folded, prices, rests)
    torn = (TORN_CLAUSE if rest == clause else TORN_NAME for rest, clause in zip(rests, clauses, strict=True))
    by_hand = (FORCED if at in forced else price for at, price in enumerate(prices))
    return Joints(tuple(words), tuple(by_hand), tuple(rests), tuple(torn))


def signature_joints(text: str) -> Joints:
    """Return the joints of the line that names who hangs the work: offices in a row, then the place.

    `ĐẢNG ỦY - HĐND - UBND / PHƯỜNG CÁI RĂNG`: a dash between offices ends no line, the place begins one.
    """
    plain = joints(text)
    folded = [fold(word) for word in plain.words]
    prices = list(plain.prices)
    for at, price in enumerate(prices):
        if price not in (FORCED, FORBIDDEN) and _begins_place(folded, at + 1):
            prices[at] = FREE
        if price != FORCED and (plain.words[at] in _DASHES or plain.words[at + 1] in _DASHES):
            prices[at] = FORBIDDEN
    if all(price == FORBIDDEN for price in prices):
        prices = [STUMBLE if word in _DASHES else FORBIDDEN for word in plain.words[:-1]]
    return Joints(plain.words, tuple(prices), plain.rests, plain.torn)


def _begins_place(folded: list[str], at: int) -> bool:
    return any(tuple(folded[at : at + length]) in _bearers() for length in (1, 2))


def _clauses(words: list[str]) -> list[int]:
    """Return for each word inside a clause the clause's last word, -1 for a clause's first word."""
    rests, start = [-1] * len(words), 0
    for at, word in enumerate(words):
        if word[-1] in _PUNCTUATION or at == len(words) - 1:
            rests[start + 1 : at + 1] = [at] * (at - start)
            start = at + 1
    return rests


def _price(words: list[str], folded: list[str], at: int) -> float:
    here, following = words[at], folded[at + 1]
    if here[-1] in _PUNCTUATION + ")”" or here in _DASHES:
        return FREE
    if words[at + 1][0] in "(“":
        return FREE
    if folded[at] in _OPENERS and not (folded[at] in _MILD_ENDS and following in _OPENERS):
        return DEAR if folded[at] in _MILD_ENDS else STUMBLE
    if folded[at] in _CLASSIFIERS:
        return STUMBLE
    if words[at + 1][-1] in _PUNCTUATION:
        # One syllable before a comma would begin the line: tổ chức / đảng, đảng viên.
        return DEAR
    return CHEAP if following in _OPENERS else PLAIN


def _closed(word: str) -> bool:
    """True where punctuation ends a word, so that no term runs across it."""
    return word[-1] in _PUNCTUATION + ")”"


def _glue_words(words: list[str], folded: list[str], prices: list[float], rests: list[int]) -> None:
    """Forbid breaks inside the words of the lexicon; a long term may part between two words of its own."""
    known = lexicon()
    at = 0
    for length in _segmented(words, folded, known):
        for inner in range(at, at + length - 1):
            prices[inner] = _inner_price(tuple(folded[at : at + length]), inner + 1 - at, known)
            rests[inner + 1] = at + length - 1
        at += length


def _segmented(words: list[str], folded: list[str], known: frozenset[tuple[str, ...]]) -> list[int]:
    """Return the syllables of each word: the fewest words, of these the best lone syllables, then the longest first.

    Longest match from the left would read "đại hội đảng | bộ"; this reads "đại hội | đảng bộ". A syllable left alone
    is better one that is often a word of its own: "giảm | tốc độ", not "giảm tốc | độ".
    """
    count = len(words)
    alone = _alone()
    best: list[tuple[int, float]] = [(0, 0.0)] * (count + 1)
    lengths = [1] * count
    for at in range(count - 1, -1, -1):
        tokens, lone = best[at + 1]
        best[at] = tokens + 1, lone + (0.5 if folded[at] in alone else 1.0)
        for length in range(2, min(_LONGEST, count - at) + 1):
            if _closed(words[at + length - 2]):
                break
            tokens, lone = best[at + length]
            if (tokens + 1, lone) <= best[at] and tuple(folded[at : at + length]) in known:
                best[at], lengths[at] = (tokens + 1, lone), length
    found, at = [], 0
    while at < count:
        found.append(lengths[at])
        at += lengths[at]
    return found


def _inner_price(term: tuple[str, ...], cut: int, known: frozenset[tuple[str, ...]]) -> float:
    """Return the price of parting a term: dear between words of its own, dearer behind a leading syllable."""
    if term in _ties():
        return LEADING
    left, right = term[:cut], term[cut:]
    ends_in_word = any(left[-size:] in known for size in range(2, cut + 1))
    begins_with_word = any(right[:size] in known for size in range(2, len(right) + 1))
    # mũ bảo hiểm stays whole; Đảng / Cộng sản Việt Nam, being longer, may part.
    if not begins_with_word or not (ends_in_word or (cut == 1 and len(term) > _SHORT_TERM)):
        return FORBIDDEN
    return DEAR if ends_in_word else LEADING


def _glue_names(words: list[str], folded: list[str], prices: list[float]) -> None:
    """Keep neighbouring syllables with a capital together: Hồ Chí Minh, Cần Thơ; capitals alone say nothing."""
    if " ".join(words).isupper():
        return
    known = lexicon()
    for at in range(len(prices)):
        if tuple(folded[at + 1 : at + 3]) in known:
            # Đảng Cộng sản: the second word is none of the name, the lexicon has judged it.
            continue
        pair = words[at].strip(_WRAPPERS), words[at + 1].strip(_WRAPPERS)
        if all(part.istitle() and part.isalpha() for part in pair) and not _closed(words[at]):
            prices[at] = FORBIDDEN


def _glue_bearers(words: list[str], folded: list[str], prices: list[float], rests: list[int]) -> None:
    """Hold what bears a name to the name: thành phố Cần Thơ, dân tộc Việt Nam."""
    bearers = _bearers()
    names = _names()
    for at in range(len(prices)):
        if (
            prices[at] == FORBIDDEN
            or _closed(words[at])
            or not any(tuple(folded[max(0, at + 1 - length) : at + 1]) in bearers for length in (1, 2))
        ):
            continue
        end = next((end for end in (at + 5, at + 4, at + 3) if tuple(folded[at + 1 : end]) in names), 0)
        if end:
            end = min(end, len(words))
            # A lone syllable says nothing without its name: tỉnh / Lào Cai.
            single = (folded[at],) in bearers and tuple(folded[at - 1 : at + 1]) not in bearers
            prices[at] = FORBIDDEN if single else max(prices[at], LEADING)
            rests[at + 1 : end] = [end - 1] * (end - at - 1)


def _glue_numbers(words: list[str], folded: list[str], prices: list[float]) -> None:
    """Keep a number with what counts or is counted: lần thứ XIV, nhiệm kỳ 2025, 100 năm, khóa XVI."""
    for at, word in enumerate(words):
        bare = word.strip(_WRAPPERS)
        if not _NUMBER.fullmatch(bare):
            continue
        for phrase in _before_number():
            start = at - len(phrase)
            if start >= 0 and tuple(folded[start:at]) == phrase and not any(map(_closed, words[start:at])):
                prices[start:at] = [FORBIDDEN] * len(phrase)
        if at < len(prices) and not bare.isalpha() and not _closed(word) and folded[at + 1] in _units():
            prices[at] = FORBIDDEN


def _glue_dashes(words: list[str], folded: list[str], prices: list[float]) -> None:
    """Keep a dash of a range or a double term whole; a dash between clauses ends the upper line."""
    known = lexicon()
    for at in range(1, len(words) - 1):
        if words[at] not in _DASHES:
            continue
        prices[at - 1] = FORBIDDEN
        left, right = words[at - 1].strip(_WRAPPERS), words[at + 1].strip(_WRAPPERS)
        numbers = _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)
        if numbers or _double_term(folded, at, known):
            prices[at] = FORBIDDEN


def _double_term(folded: list[str], at: int, known: frozenset[tuple[str, ...]]) -> bool:
    """True where the words around a dash form a term of the lexicon, dash left out: Mác - Lênin."""
    return any(
        tuple(folded[at - before : at] + folded[at + 1 : at + 1 + after]) in known
        for before in (1, 2)
        for after in (1, 2)
        if at - before >= 0 and at + after < len(folded)
    )
