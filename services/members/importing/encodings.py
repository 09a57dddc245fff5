"""Old-font text turned into Unicode.

Before Unicode, Vietnamese was typed into 8-bit fonts. A workbook keeps such text as Latin-1 letters ("NguyÔn V¨n §øc"
in TCVN3/ABC, "Nguyeãn Vaên Ñöùc" in VNI) and a reader shows no fonts, so the script is judged by the letters: the one
whose words are possible Vietnamese syllables. Decomposed Unicode is composed; UTF-8 read as Latin-1 is mended.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Final

from services.members.importing.syllables import is_syllable, words_of


class Script(Enum):
    """How a text's letters are to be read."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3: Final = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)

_VNI_MARKED: Final = {
    "a": dict(zip("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_PAIR: Final = re.compile(
    "|".join(f"{base}[{''.join(marks)}]" for base, marks in _VNI_MARKED.items()) + "|[ñæóòîôö]", re.IGNORECASE
)
_VNI_ALONE: Final = dict(zip("ñæóòîôö", "đỉĩịỵơư", strict=True))

_BEYOND_LATIN1: Final = re.compile(r"[^\x00-\xff\u2000-\u206f]")
_UTF8_AS_LATIN1: Final = re.compile(r"á[»º]|Ã[\x80-\xff]|Ä[\x80-\xff‘ƒ]|Æ[°¡]|Å©|áº")


def to_nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def from_tcvn3(text: str) -> str:
    """Unicode of TCVN3 (ABC) text; words of a capitals font (.VnTimeH) come out in capitals whole."""
    words = re.split(r"(\s+)", text)
    in_capitals = not any(letter.isascii() and letter.islower() for letter in text) and any(
        map(_is_capital_word, words)
    )
    return "".join(_word_from_tcvn3(word, in_capitals=in_capitals) for word in words)


def _word_from_tcvn3(word: str, *, in_capitals: bool) -> str:
    unicode_word = word.translate(_TCVN3)
    return unicode_word.upper() if in_capitals or _is_capital_word(word) else unicode_word


def _is_capital_word(word: str) -> bool:
    """Two capitals in a word, and no small letter of ASCII: the font made capitals of the others too."""
    own = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return len(own) >= 2 and all(letter.isupper() for letter in own)


def from_vni(text: str) -> str:
    """Unicode of VNI text: a vowel followed by the letter that stands for its mark."""
    return _VNI_PAIR.sub(_vni_letter, to_nfc(text))


def _vni_letter(found: re.Match[str]) -> str:
    written = found.group()
    base, mark = written[0].lower(), written[1:].lower()
    letter = _VNI_MARKED[base][mark] if mark else _VNI_ALONE[base]
    return letter.upper() if written[0].isupper() else letter


def mend_utf8(text: str) -> str:
    """UTF-8 that was read as Latin-1 ("Nguyá»…n") is what it was; other text is left alone."""
    if not _UTF8_AS_LATIN1.search(text):
        return text
    try:
        mended = b"".join(_byte(character) for character in text).decode("utf-8")
    except UnicodeError:
        return text
    return mended if _BEYOND_LATIN1.search(mended) or len(mended) < len(text) else text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


_READERS: Final = {Script.UNICODE: to_nfc, Script.TCVN3: from_tcvn3, Script.VNI: from_vni}


_OF_BOTH: Final = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
"""Letters that Unicode Vietnamese shares with the old fonts; any other letter of Latin-1 gives a font away."""


@lru_cache(maxsize=65536)
def detect_script(text: str) -> Script | None:
    """The script that a text shows by itself: by a letter that the others have not, and by words that are possible in it."""
    if text.isascii():
        return None
    if _BEYOND_LATIN1.search(text):
        return Script.UNICODE
    scores = possible_words(text)
    best = max(Script.TCVN3, Script.VNI, key=lambda script: scores[script])
    if all(letter.isascii() or letter in _OF_BOTH for letter in text):
        # Only letters of both, and yet no word of it can be Unicode: a slip of typing spoils one word, not all.
        is_plain = scores[Script.UNICODE] > 0 or scores[best] < 1 or len(words_of(text)) < 2
        return None if is_plain else best
    return best if scores[best] > scores[Script.UNICODE] else None


def possible_words(text: str) -> dict[Script, float]:
    """By script: the share of words with letters beyond ASCII that are possible once read in it."""
    words = words_of(text)
    return {
        script: sum(is_syllable(reader(word)) for word in words) / len(words) if words else 0.0
        for script, reader in _READERS.items()
    }


class Judge:
    """Learns from the texts of a column or a sheet which script they are in, then reads each text.

    A text that tells its script by itself is read so, whatever its neighbours are; one that does not is read as its
    neighbours are, if its words are then as possible as in Unicode.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.told = Counter(script for text in texts if (script := detect_script(text)))

    def script(self) -> Script | None:
        """The script of most texts; None when none tells."""
        return self.told.most_common(1)[0][0] if self.told else None

    def read(self, text: str, *, otherwise: "Judge | None" = None) -> str:
        """The text in Unicode, NFC."""
        if text.isascii():
            return text
        mended = mend_utf8(text)
        if mended is not text:
            return to_nfc(mended)
        return _READERS[detect_script(text) or self._like_neighbours(text, otherwise)](text)

    def _like_neighbours(self, text: str, otherwise: "Judge | None") -> Script:
        script = self.script() or (otherwise.script() if otherwise else None) or Script.UNICODE
        if script is Script.UNICODE:
            return script
        scores = possible_words(text)
        return script if scores[script] >= scores[Script.UNICODE] else Script.UNICODE
