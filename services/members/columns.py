"""What tables of the registry have in common: keys, and what points at units and people."""

from typing import Any

from sqlalchemy import Column, Date, DateTime, ForeignKey, Text, Uuid, text

INSTANT = DateTime(timezone=True)
NOW = text("now()")


def key() -> Column[Any]:
    return Column("id", Uuid, primary_key=True, server_default=text("uuidv7()"))


def unit(name: str = "unit_id", *, nullable: bool = False) -> Column[Any]:
    return Column(name, Uuid, ForeignKey("units.id"), nullable=nullable)


def person(name: str = "person_id") -> Column[Any]:
    return Column(name, Uuid, ForeignKey("people.id"), nullable=False)


def texts(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text) for name in names)


def days(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Date) for name in names)
