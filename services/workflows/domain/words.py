"""How days, shares and lists read in Vietnamese sentences, and how names fold for search."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from services.workflows.domain.rules import Age


def age(limit: Age) -> str:
    """An age to the day: `15 tuổi 1 ngày`."""
    return f"{limit.years} tuổi{f' {limit.days} ngày' if limit.days else ''}"


def day(value: date) -> str:
    """24/11/2026"""
    return f"{value:%d/%m/%Y}"


def month(value: date) -> str:
    """11/2026"""
    return f"{value:%m/%Y}"


def percent(part: int, whole: int) -> str:
    """85,7%"""
    share = f"{100 * part / whole:.1f}" if whole else "0"
    return share.removesuffix(".0").replace(".", ",") + "%"


def listed(texts: Iterable[str]) -> str:
    """a, b và c"""
    *first, last = list(texts) or [""]
    return f"{', '.join(first)} và {last}" if first else last


def by_given_name(name: str) -> tuple[str, str]:
    """How names are sorted: by the given name, then by the rest."""
    rest, _, given = folded(name).rpartition(" ")
    return given, rest


def folded(text: str) -> str:
    """Lower case without marks, single spaces: what search compares."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(mark))
    return " ".join(bare.replace("đ", "d").split())
