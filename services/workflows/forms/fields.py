"""Fields as forms of processes write them: title, group, and what screens need to draw them."""

import re
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.validate import Length, OneOf, Range

from services.kit.schema import DayField, IdField, MonthField, Text
from services.workflows.domain import bounds, lists
from services.workflows.domain.bounds import LIFETIME, TODAY, Anchors, ago, ahead
from services.workflows.domain.forms import FileField

__all__ = ["LIFETIME", "TODAY", "ago", "ahead"]


def choice(choices: lists.Choices, title: str, group: str, **said: Any) -> fields.String:
    codes, labels = zip(*choices, strict=True)
    metadata = {"title": title, "group": group, "labels": labels, **said}
    return fields.String(validate=OneOf(codes), metadata=metadata, allow_none=True)


def flag(title: str, group: str, **said: Any) -> fields.Boolean:
    return fields.Boolean(metadata={"title": title, "group": group, **said}, allow_none=True)


def text(title: str, group: str, *, max_length: int = 200, required: bool = False, **said: Any) -> Text:
    metadata = {"title": title, "group": group, **said}
    return Text(max_length=max_length, required=required, metadata=metadata, allow_none=not required)


_EMAIL = re.compile(r"[A-Za-z0-9_%+'-][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_NEVER_IN_NAMES = frozenset("<>@#$%^*=+")


class NameField(Text):
    """A person's name as the registry takes it: 2 to 100 characters with single spaces, no digits, no signs."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=100, validate=Length(min=2), **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        name = " ".join("".join(each for each in typed if each.isprintable() or each.isspace()).split())
        if any(character.isdigit() or character in _NEVER_IN_NAMES for character in name):
            raise ValidationError("Họ và tên không có chữ số hay ký hiệu. Nhập như trong giấy khai sinh.")
        if not any(character.isalpha() for character in name):
            raise ValidationError("Họ và tên phải có chữ. Nhập như trong giấy khai sinh.")
        return name


class EmailField(Text):
    """An e-mail address as the registry takes it; blank for none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        address = super()._deserialize(value, attr, data, **kwargs)
        if address and (".." in address or not _EMAIL.fullmatch(address)):
            raise ValidationError("Địa chỉ thư điện tử chưa đúng dạng ten@mien.vn. Nhập lại hoặc bỏ trống.")
        return address


_DAYS = Range(date(1900, 1, 1), date(2100, 12, 31))


def day(
    title: str, group: str, *, until: Anchors, since: Anchors = bounds.EVER, required: bool = False, **said: Any
) -> DayField:
    """A day between two others, as domain/bounds.py reads them. past: long ago, so that today is no answer."""
    metadata = {"title": title, "group": group, "bounds": bounds.of(since, until), **said}
    return DayField(required=required, validate=_DAYS, metadata=metadata, allow_none=not required)


def month(
    title: str, group: str, *, until: Anchors, since: Anchors = bounds.EVER, required: bool = False, **said: Any
) -> MonthField:
    """A month, by any of its days; a person writes it without one."""
    metadata = {"title": title, "group": group, "widget": "month", "bounds": bounds.of(since, until), **said}
    return MonthField(required=required, validate=_DAYS, metadata=metadata, allow_none=not required)


def count(title: str, group: str, *, required: bool = False, **said: Any) -> fields.Integer:
    metadata = {"title": title, "group": group, **said}
    return fields.Integer(
        required=required, strict=True, validate=Range(0, 5000), metadata=metadata, allow_none=not required
    )


def _somebody(value: Any) -> None:
    if value is not None and not value.int:
        raise ValidationError("Chưa chọn. Tìm rồi chọn trong danh sách.")


def person(title: str, group: str, **said: Any) -> IdField:
    """Someone out of the registry."""
    return IdField(
        validate=_somebody, metadata={"title": title, "group": group, "widget": "person", **said}, allow_none=True
    )


def unit(title: str, group: str, **said: Any) -> IdField:
    """A unit of the tree."""
    return IdField(
        validate=_somebody, metadata={"title": title, "group": group, "widget": "unit", **said}, allow_none=True
    )


_PICTURES = {"image/jpeg": "ảnh JPEG", "image/png": "ảnh PNG", "image/webp": "ảnh WebP"}
_PAPERS = _PICTURES | {
    "image/heic": "ảnh HEIC",
    "application/pdf": "tệp PDF",
    "application/msword": "tệp Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "tệp Word",
}


def paper(title: str, group: str, **said: Any) -> FileField:
    """A scanned or photographed paper, or the file it was printed from."""
    return FileField(accepts=_PAPERS, metadata={"title": title, "group": group, **said}, allow_none=True)


def picture(title: str, group: str, **said: Any) -> FileField:
    """A photograph."""
    return FileField(accepts=_PICTURES, metadata={"title": title, "group": group, **said}, allow_none=True)


def meeting(title: str, group: str, **said: Any) -> IdField:
    """A meeting of the unit."""
    return IdField(
        validate=_somebody, metadata={"title": title, "group": group, "widget": "meeting", **said}, allow_none=True
    )


def needed(choices: lists.Choices, title: str, group: str, **said: Any) -> fields.String:
    """A choice that has to be made."""
    codes, labels = zip(*choices, strict=True)
    metadata = {"title": title, "group": group, "labels": labels, **said}
    return fields.String(required=True, validate=OneOf(codes), metadata=metadata)
