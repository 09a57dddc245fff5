"""Vietnamese names and words: folding for search, bytes for sorting, tidy text for storing."""

import re
import unicodedata
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER: Final = {letter: 0x20 + place for place, letter in enumerate(_ALPHABET)}
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Dictionary order: ngang, huyền, hỏi, ngã, sắc, nặng."""

_NEXT_PART: Final = b"\x02"
_NEXT_WORD: Final = b"\x03"
_TONE_FOLLOWS: Final = b"\x04"
_NUMBER: Final = b"\x05"
_NO_TONE: Final = 0x10
_FOREIGN: Final = 0x60
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NUMBER_OR_NOT: Final = re.compile(r"[0-9]+|[^0-9]+")
_NOT_OF_WORDS: Final = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """The text in NFC, with single spaces and none at its ends; invisible characters are gone."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def capitalized(full_name: str) -> str:
    """The name as the registry writes names: each word begins with a capital, and a name all in capitals does no more than that.

    >>> capitalized("NGUYỄN văn H'MAI"), capitalized("NGUYỄN VĂN H'MAI")
    ("NGUYỄN Văn H'MAI", "Nguyễn Văn H'Mai")
    """
    written = _LETTERS.sub(lambda word: word[0].lower(), full_name) if full_name.isupper() else full_name
    return _LETTERS.sub(lambda word: word[0][:1].upper() + word[0][1:], " ".join(written.split()))


def unaccented(text: str) -> str:
    """The text without marks, đ as d; case and punctuation stay."""
    if text.isascii():
        return text
    folded = text.translate(_BARE)
    if folded.isascii():
        return folded
    return "".join(mark for mark in unicodedata.normalize("NFD", folded) if not unicodedata.combining(mark))


def _bare_letters() -> dict[int, str]:
    letters = [*_ALPHABET, *_ALPHABET.upper()]
    toned = {unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in ("", *_TONES)}
    bare = {c: unicodedata.normalize("NFD", c)[0].replace("đ", "d").replace("Đ", "D") for c in toned if len(c) == 1}
    return {ord(letter): plain for letter, plain in bare.items() if letter != plain}


_BARE: Final = _bare_letters()
"""Every letter of the Vietnamese alphabet with every tone → the letter of ASCII below it."""


def search_key(text: str) -> str:
    """What is typed and what is stored meet here: without marks, lower case, letters and digits with single spaces.

    >>> search_key("  NGUYỄN  Văn-Đức ")
    'nguyen van duc'
    """
    return _NOT_OF_WORDS.sub(" ", unaccented(text).lower()).strip()


def sort_key(full_name: str) -> bytes:
    """Bytes whose order is the Vietnamese order of names: given name, then middle names, then family name.

    Within a word letters come before tones, so that An, Án, Anh, Ánh stand in this order. All bytes are below 0x80,
    none is zero: they may also be kept as text and compared with COLLATE "C".
    """
    words = tidy(full_name).lower().split()
    if not words:
        return b""
    family, middle, given = words[:1] if len(words) > 1 else [], words[1:-1], words[-1:]
    return _NEXT_PART.join(_NEXT_WORD.join(_word_key(word) for word in part) for part in (given, middle, family))


def unit_sort_key(name: str) -> bytes:
    """Bytes whose order is that of units' names as they read: Vietnamese letters, numbers by value, so that thôn 2 stands
    before thôn 10 and 10A3 before 10A10. Text like that of `sort_key`."""
    words = tidy(name).lower().split()
    return _NEXT_WORD.join(b"".join(map(_part_key, _NUMBER_OR_NOT.findall(word))) for word in words)


def _part_key(part: str) -> bytes:
    return _NUMBER + bytes([_NO_TONE + min(len(part), 0x40)]) + part.encode() if part.isdecimal() else _word_key(part)


def _word_key(word: str) -> bytes:
    pairs = _letters_and_tones(word)
    letters = bytes(_LETTER.get(letter, _FOREIGN + ord(letter) % 0x1F) for letter, _ in pairs)
    # One tone a syllable, wherever it is written: hoà and hòa are the same word.
    return letters + _TONE_FOLLOWS + bytes([_NO_TONE + max(tone for _, tone in pairs)])


def _letters_and_tones(word: str) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    for character in unicodedata.normalize("NFC", word):
        marks = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        pairs.append((letter[:1], tone))
    return pairs
