"""Names of people and units as papers and the public check write them."""

import unicodedata

_SPELLED_OUT = {
    "tỉnh đoàn": "Đoàn tỉnh",
    "thành đoàn": "Đoàn thành phố",
    "thị đoàn": "Đoàn thị xã",
    "huyện đoàn": "Đoàn huyện",
}


def shortened(full_name: str) -> str:
    """The family name and initials, as strangers may see it: `Nguyễn T. H.`."""
    words = unicodedata.normalize("NFC", full_name).split()
    family = words[:1] if len(words) > 1 else []
    return " ".join(family + [f"{word[0].upper()}." for word in words[len(family) :]])


def is_chapter(unit_name: str) -> bool:
    """Chapters, and grassroots units of one chapter, have no committee in their head and no seal."""
    return unit_name.casefold().startswith("chi đoàn")


def committee_of(unit_name: str) -> str:
    """The unit as its committee is called: `Huyện đoàn Lạng Giang` → `Đoàn huyện Lạng Giang`."""
    for short, whole in _SPELLED_OUT.items():
        if unit_name.casefold().startswith(short + " "):
            return whole + unit_name[len(short) :]
    return unit_name


def heading_of(unit_name: str) -> str:
    """The unit at the top left of its papers: `BCH ĐOÀN XÃ TÂN MỸ`, `CHI ĐOÀN THÔN HẠ`."""
    return unit_name.upper() if is_chapter(unit_name) else f"BCH {committee_of(unit_name).upper()}"


def file_name(symbol: str, *, ending: str) -> str:
    """A symbol as the name of its file, in letters that every system takes: `12-QD_DTN.pdf`."""
    plain = unicodedata.normalize("NFD", symbol.replace("Đ", "D").replace("đ", "d").replace("/", "_"))
    return (
        "".join(letter for letter in plain if letter.isascii() and (letter.isalnum() or letter in "-_")) + f".{ending}"
    )
