"""How days, shares and lists read in Vietnamese sentences, and how names fold for search."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from services.workflows.domain.rules import Age

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_WordKey = tuple[list[int], int]
"""Letters and tone of a word, as they are compared."""


def age(limit: Age) -> str:
    """An age to the day: `15 tuổi 1 ngày`."""
    return f"{limit.years} tuổi{f' {limit.days} ngày' if limit.days else ''}"


def day(value: date) -> str:
    """24/11/2026"""
    return f"{value:%d/%m/%Y}"


def month(value: date) -> str:
    """11/2026"""
    return f"{value:%m/%Y}"


def count(number: int) -> str:
    """1.204"""
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """85,7%"""
    share = f"{100 * part / whole:.1f}" if whole else "0"
    return share.removesuffix(".0").replace(".", ",") + "%"


def listed(texts: Iterable[str]) -> str:
    """a, b và c"""
    *first, last = list(texts) or [""]
    return f"{', '.join(first)} và {last}" if first else last


def by_given_name(name: str) -> tuple[list[_WordKey], ...]:
    """The Vietnamese order of names: given name, then middle names, then family name; Dung before Đức, An before Án."""
    words = [_word_key(word) for word in name.lower().split()]
    family, middle, given = words[:1] if len(words) > 1 else [], words[1:-1], words[-1:]
    return given, middle, family


def by_unit_name(name: str) -> list[tuple[bool, int, _WordKey]]:
    """The Vietnamese order of names of units; Chi đoàn 2 before Chi đoàn 10, and both before Chi đoàn Dung Quất."""
    parts = re.findall(r"\d+|[^\W\d]+", name.lower())
    return [(False, int(part), ([], 0)) if part.isdecimal() else (True, 0, _word_key(part)) for part in parts]


def _word_key(word: str) -> _WordKey:
    """Letters in the order of the alphabet, then the tone: ngang, huyền, hỏi, ngã, sắc, nặng."""
    marks = unicodedata.normalize("NFD", word)
    tone = max((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), default=0)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return [_ALPHABET.find(letter) if letter in _ALPHABET else len(_ALPHABET) + ord(letter) for letter in letters], tone


def folded(text: str) -> str:
    """Lower case without marks, single spaces: what search compares."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(mark))
    return " ".join(bare.replace("đ", "d").split())
