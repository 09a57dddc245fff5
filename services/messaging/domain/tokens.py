"""The code in a paper's QR: 128 random bits and 20 that show a slip of the pen, in letters that are not mistaken."""

import hashlib

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM, _CHECK = 26, 4
LENGTH = _RANDOM + _CHECK


def token_of(random: bytes) -> str:
    """A code nobody can guess, from 16 random bytes."""
    letters = _spell(int.from_bytes(random), _RANDOM)
    return letters + _check(letters)


def canonical(text: str) -> str:
    """The code as we wrote it, from one that was typed: capitals, hyphens, spaces, O and I are forgiven, a seal is cut off."""
    kept = "".join(letter for letter in text.partition("#")[0].lower() if letter.isalnum())
    return kept.translate(str.maketrans("oil", "011"))


def is_ours(token: str) -> bool:
    """The code has the form of ours; whether it stands in a register is another question."""
    return len(token) == LENGTH and token[_RANDOM:] == _check(token[:_RANDOM])


def _check(letters: str) -> str:
    digest = hashlib.sha256(letters.encode()).digest()
    return _spell(int.from_bytes(digest[:3]) >> 4, _CHECK)


def _spell(value: int, length: int) -> str:
    return "".join(_LETTERS[(value >> (5 * place)) & 31] for place in reversed(range(length)))
