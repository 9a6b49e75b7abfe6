"""The word list and the small words of Vietnamese, and how they divide a text into words.

All words are kept folded: lower case, no wrapping punctuation, the tone mark in the older place.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from render.resources import ASSETS

PUNCTUATION = ",;:.!?…"
WRAPPERS = "“”\"'‘’«»()[]" + PUNCTUATION
_LEXICON = ASSETS / "lexicon"
_LONGEST = 8
# Words that open a phrase: a line may well begin with them and should not end with them.
OPENERS = frozenset(
    "và hoặc hay của để vì với trong trên dưới ngoài cho từ do bởi bằng tại ở đến tới vào ra các những là mọi mỗi về "
    "theo nhưng mà thì nếu khi như cùng không chưa đừng chống phòng hãy được bị đã đang sẽ nhằm gắn một nhiều".split()
)
# Of these a line may begin with them only; ending one is hardly a fault (cùng, phòng, một … also end phrases).
MILD_ENDS = frozenset("cùng phòng chống một nhiều ra vào đến tới được như khi trên dưới ngoài gắn".split())
# Words that name no thing by themselves: a line does not end with them.
CLASSIFIERS = frozenset("cuộc sự việc nền nỗi niềm cơn tấm chiếc bức ngôi đợt vụ trận bản mối".split())
# Old and new placement of the tone mark: one word, two spellings.
_TONE_STYLE = {
    f"{onset}{mark}": f"{first}{rest}"
    for onset, rest, marks in (("o", "a", "àáảãạ"), ("o", "e", "èéẻẽẹ"), ("u", "y", "ỳýỷỹỵ"))
    for first, mark in zip({"o": "òóỏõọ", "u": "ùúủũụ"}[onset], marks, strict=True)
}
_TONE_STYLE_AT_END = re.compile("(" + "|".join(_TONE_STYLE) + r")$")

Term = tuple[str, ...]


def fold(syllable: str) -> str:
    """Return a syllable in lower case without wrapping punctuation, its tone mark in the older place."""
    bare = syllable.strip(WRAPPERS).lower()
    # qu- is a consonant: quý keeps its mark on the y in both styles.
    if bare.startswith("qu"):
        return bare
    return _TONE_STYLE_AT_END.sub(lambda match: _TONE_STYLE[match.group(1)], bare)


@cache
def _sections() -> dict[str, frozenset[Term]]:
    """Return the word list by heading, each word as its folded syllables."""
    found: dict[str, list[Term]] = {"": []}
    heading = ""
    for line in (_LEXICON / "compounds.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            heading = line
        elif line:
            found.setdefault(heading, []).append(tuple(map(fold, line.split())))
    return {heading: frozenset(words) for heading, words in found.items()}


def _under(*headings: str) -> frozenset[Term]:
    """Return the words whose heading begins with one of these."""
    return frozenset().union(*(words for heading, words in _sections().items() if heading.startswith(headings)))


@cache
def lexicon() -> frozenset[Term]:
    """Return the words of several syllables, and the ties, each as its folded syllables."""
    return _under("")


@cache
def names() -> frozenset[Term]:
    """Return the names of places and countries."""
    return _under("# Tỉnh, thành phố", "# Nước, châu lục")


@cache
def people() -> frozenset[Term]:
    """Return the names of people."""
    return _under("# Nhân vật")


@cache
def ties() -> frozenset[Term]:
    """Return the pairs of verb and noun that are no words, yet stumble when parted."""
    return _under("# Kết hợp")


@cache
def wholes() -> frozenset[Term]:
    """Return the names and terms of several words that are read as one."""
    return _under("# Tên gọi liền một khối")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the lists of `phrases.toml`."""
    return {key: tuple(value) for key, value in tomllib.loads((_LEXICON / "phrases.toml").read_text("utf-8")).items()}


@cache
def terms(key: str) -> frozenset[Term]:
    """Return a list of `phrases.toml` as folded syllables."""
    return frozenset(tuple(map(fold, phrase.split())) for phrase in phrases()[key])


@cache
def syllables(key: str) -> frozenset[str]:
    """Return a list of single syllables of `phrases.toml`, folded."""
    return frozenset(map(fold, phrases()[key]))


@cache
def _alone() -> frozenset[str]:
    """Return the syllables that are often words of their own."""
    return OPENERS | CLASSIFIERS | syllables("alone")


def closed(word: str) -> bool:
    """True where punctuation ends a word, so that no term runs across it."""
    return word[-1] in PUNCTUATION + ")”"


def segmented(words: list[str], folded: list[str]) -> list[int]:
    """Return the syllables of each word: the fewest words, of these the best lone syllables, then the longest first.

    Longest match from the left would read "đại hội đảng | bộ"; this reads "đại hội | đảng bộ". A syllable left alone
    is better one that is often a word of its own: "giảm | tốc độ", not "giảm tốc | độ".
    """
    count = len(words)
    known, alone = lexicon(), _alone()
    best: list[tuple[int, float]] = [(0, 0.0)] * (count + 1)
    lengths = [1] * count
    for at in range(count - 1, -1, -1):
        tokens, lone = best[at + 1]
        best[at] = tokens + 1, lone + (0.5 if folded[at] in alone else 1.0)
        for length in range(2, min(_LONGEST, count - at) + 1):
            if closed(words[at + length - 2]):
                break
            tokens, lone = best[at + length]
            if (tokens + 1, lone) <= best[at] and tuple(folded[at : at + length]) in known:
                best[at], lengths[at] = (tokens + 1, lone), length
    found, at = [], 0
    while at < count:
        found.append(lengths[at])
        at += lengths[at]
    return found
