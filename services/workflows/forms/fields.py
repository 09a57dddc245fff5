"""Fields as forms of processes write them: title, group, and what screens need to draw them."""

from datetime import date
from typing import Any

from marshmallow import fields
from marshmallow.validate import OneOf, Range

from services.kit.schema import DayField, IdField, Text
from services.workflows.domain import lists
from services.workflows.domain.forms import FileField


def choice(choices: lists.Choices, title: str, group: str, **said: Any) -> fields.String:
    codes, labels = zip(*choices, strict=True)
    metadata = {"title": title, "group": group, "labels": labels, **said}
    return fields.String(validate=OneOf(codes), metadata=metadata, allow_none=True)


def flag(title: str, group: str, **said: Any) -> fields.Boolean:
    return fields.Boolean(metadata={"title": title, "group": group, **said}, allow_none=True)


def text(title: str, group: str, *, max_length: int = 200, **said: Any) -> Text:
    return Text(max_length=max_length, metadata={"title": title, "group": group, **said}, allow_none=True)


_DAYS = Range(date(1900, 1, 1), date(2100, 12, 31))


def day(title: str, group: str, *, required: bool = False, **said: Any) -> DayField:
    metadata = {"title": title, "group": group, **said}
    return DayField(required=required, validate=_DAYS, metadata=metadata, allow_none=not required)


def count(title: str, group: str, *, required: bool = False, **said: Any) -> fields.Integer:
    metadata = {"title": title, "group": group, **said}
    return fields.Integer(
        required=required, strict=True, validate=Range(0, 5000), metadata=metadata, allow_none=not required
    )


def person(title: str, group: str, **said: Any) -> IdField:
    """Someone out of the registry."""
    return IdField(metadata={"title": title, "group": group, "widget": "person", **said}, allow_none=True)


def unit(title: str, group: str, **said: Any) -> IdField:
    """A unit of the tree."""
    return IdField(metadata={"title": title, "group": group, "widget": "unit", **said}, allow_none=True)


_PICTURES = {"image/jpeg": "ảnh", "image/png": "ảnh", "image/webp": "ảnh"}
_PAPERS = _PICTURES | {
    "image/heic": "ảnh",
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
}


def paper(title: str, group: str, **said: Any) -> FileField:
    """A scanned or photographed paper, or the file it was printed from."""
    return FileField(accepts=_PAPERS, metadata={"title": title, "group": group, **said}, allow_none=True)


def picture(title: str, group: str, **said: Any) -> FileField:
    """A photograph."""
    return FileField(accepts=_PICTURES, metadata={"title": title, "group": group, **said}, allow_none=True)


def meeting(title: str, group: str, **said: Any) -> IdField:
    """A meeting of the unit."""
    return IdField(metadata={"title": title, "group": group, "widget": "meeting", **said}, allow_none=True)
