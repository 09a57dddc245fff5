"""Signs that nobody sees and nobody types: what they are, and what to do about them."""

import re
from typing import NamedTuple

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNSEEN = {
    "nul": "có ký tự rỗng (NUL), không nhìn thấy được. Xoá chữ này rồi gõ lại.",
    "control": "có ký tự điều khiển {sign}, không nhìn thấy được. Xoá chữ này rồi gõ lại.",
    "bidi": "có ký tự đổi chiều chữ {sign}, không nhìn thấy được. Xoá chữ này rồi gõ lại.",
}
"""What is said of each kind, after the name of the field."""


class Unseen(NamedTuple):
    """A sign that nobody sees. kind: `nul`, `control` or `bidi`; sign: its number, as `U+202E`."""

    kind: str
    sign: str

    @property
    def text(self) -> str:
        return UNSEEN[self.kind].format(sign=self.sign)


def find_unseen(text: str) -> Unseen | None:
    """The first sign of the text that nobody sees; tabs and line breaks are no such signs."""
    found = None if text.isprintable() else _UNSEEN.search(text)
    if found is None:
        return None
    number = ord(found.group())
    kind = "nul" if number == 0 else "control" if number < 0xA0 else "bidi"
    return Unseen(kind, f"U+{number:04X}")
