"""Slips of typing: which known words a word that nobody bears may have been meant to be."""

from collections.abc import Iterable
from typing import Final

_MOST: Final = 6


def corrections(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known words one slip away: a letter left out, put in, taken for another, or two that changed places.

    Empty when the word begins a known one (then it is no slip), and for words too short to guess.
    """
    if len(word) < 3 or any(other.startswith(word) for other in known):
        return ()
    return tuple(sorted(other for other in known if is_one_slip(word, other)))[:_MOST]


def is_one_slip(word: str, other: str) -> bool:
    """The two differ by exactly one slip."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    left, right = word[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]
