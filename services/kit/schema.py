"""What contracts are made of: requests, replies, events and commands, with errors people can read.

A request refuses keys it does not know; replies, events and commands skip them, so that old readers and new writers talk.
"""

import copy
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Literal

from marshmallow import EXCLUDE, RAISE, ValidationError, fields, validate
from marshmallow import Schema as MarshmallowSchema

from services.kit.characters import UNSEEN, find_unseen
from services.kit.faults import Invalid

_DEFAULT_ERRORS: dict[Any, str] = {
    validate.OneOf: "Must be one of: {choices}.",
    validate.Regexp: "String does not match expected pattern.",
}
UNKNOWN_FIELD = "Không có trường này. Bỏ trường này rồi gửi lại."
_TEXTS: dict[Any, dict[str, str]] = {
    fields.Field: {
        "required": "bắt buộc nhập.",
        "null": "không được để trống.",
        "validator_failed": "giá trị không hợp lệ. Nhập lại.",
    },
    fields.String: {"invalid": "phải là chữ.", "invalid_utf8": "chữ không đọc được. Gõ lại.", **UNSEEN},
    fields.UUID: {"invalid_uuid": "mã định danh không hợp lệ. Chọn lại trong danh sách."},
    fields.Number: {"invalid": "phải là số.", "too_large": "số quá lớn. Nhập số nhỏ hơn."},
    fields.Integer: {"invalid": "phải là số nguyên."},
    fields.Boolean: {"invalid": "phải là đúng hoặc sai."},
    fields.DateTime: {
        "invalid": "“{input!s:.20}” không phải là thời điểm. Nhập ngày dd/mm/yyyy và giờ.",
        "invalid_awareness": "thời điểm phải có múi giờ.",
        "format": "không ghi được thời điểm này.",
    },
    fields.Date: {
        "invalid": "“{input!s:.20}” không phải là ngày. Nhập theo dạng dd/mm/yyyy.",
        "format": "không ghi được ngày này.",
    },
    fields.List: {"invalid": "phải là danh sách."},
    fields.Nested: {"type": "phải là nhóm trường."},
    fields.Mapping: {"invalid": "phải là nhóm trường."},
}
_labels: dict[str, str] = {}
_Said = Callable[[str], str]


def known_labels(labels: Mapping[str, str]) -> None:
    """From here on errors name these fields as people do; a field's own `title` or `label` comes first."""
    _labels.update(labels)


def label_of(name: str, field: fields.Field[Any]) -> str | None:
    """The field as people call it, where anybody has said."""
    found: str | None = (
        field.metadata.get("title") or field.metadata.get("label") or _labels.get(field.data_key or name)
    )
    return found


class Schema(MarshmallowSchema):
    """A shape whose errors are Vietnamese."""

    error_messages: dict[str, str] = {
        "unknown": UNKNOWN_FIELD,
        "type": "Phải là một nhóm trường, không phải danh sách hay giá trị đơn. Gửi một đối tượng JSON.",
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Give the field, and what it holds, texts that people can read: with its label, and what to do."""
        said = _naming(label_of(field_name, field_obj))
        for field in _with_inner(field_obj):
            kind: Any = type(field)
            own = {key: text for key, text in field.error_messages.items() if text not in _english(kind)}
            for base in reversed(kind.__mro__):
                field.error_messages.update({key: said(text) for key, text in _TEXTS.get(base, {}).items()})
            field.error_messages.update(own)
            counted = "ký tự" if isinstance(field, fields.String) else "mục"
            field.validators = [_translated(check, said, field, counted) for check in field.validators]
            if isinstance(field, fields.String) and not any(
                isinstance(check, _WithoutNul) for check in field.validators
            ):
                # PostgreSQL keeps no such text, and nobody types one.
                field.validators.insert(0, _WithoutNul(said(UNSEEN["nul"])))


class Request(Schema):
    """What one RPC takes. The docstring says what is true afterwards."""

    class Meta:
        unknown = RAISE

    method: ClassVar[str]
    reply: "ClassVar[type[Reply] | None]" = None
    remembered: ClassVar[bool] = True
    """The answer is kept with the change for a day, under the caller's request id. False where an answer holds a secret."""
    public: ClassVar[bool] = False
    """Anyone may ask, signed in or not."""
    lane: ClassVar[str] = ""
    """Where it waits and is worked on apart from other requests: see `kit/lanes.py`."""


class Reply(Schema):
    """What an RPC answers; also any nested shape."""

    class Meta:
        unknown = EXCLUDE


class Message(Schema):
    """What travels through the outbox."""

    class Meta:
        unknown = EXCLUDE

    routing_key: ClassVar[str]
    example: ClassVar[dict[str, Any]]


class Event(Message):
    """A fact, told to whoever listens: `service.noun_participle.vN`."""


class Command(Message):
    """A request to one service: `service.verb_noun.vN`."""


class IdField(fields.UUID):
    """A key; loads to UUID."""


class DayField(fields.Date):
    """A date in Việt Nam, `YYYY-MM-DD`."""

    def make_error(self, key: str, **given: Any) -> ValidationError:
        """A day that no month has is told as people write it."""
        day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(given.get("input")))
        return super().make_error(key, **(given | {"input": self._written(*day.groups())} if day else given))

    def _written(self, year: str, month: str, day: str) -> str:
        return f"{day}/{month}/{year}"


class MonthField(DayField):
    """A month in Việt Nam, by any of its days; a person writes it without one."""

    def _written(self, year: str, month: str, _day: str) -> str:
        return f"{month}/{year}"


_TEXTS[MonthField] = {"invalid": "“{input!s:.20}” không phải là tháng. Nhập tháng và năm, ví dụ 11/2026."}


class InstantField(fields.AwareDateTime):
    """An instant with its zone."""


class Text(fields.String):
    """Text as people type it: composed (NFC), without space at either end, at most `max_length` long."""

    def __init__(self, *, max_length: int = 500, **given: Any) -> None:
        checks = [validate.Length(max=max_length), *_listed(given.pop("validate", None))]
        super().__init__(validate=checks, **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if unseen := find_unseen(text):
            raise self.make_error(unseen.kind, sign=unseen.sign)
        text = unicodedata.normalize("NFC", text).strip()
        if self.required and not text and not self.allow_none:
            raise ValidationError(self.error_messages["required"])
        return text


class PhoneField(Text):
    """A Vietnamese phone number, kept as `0xxxxxxxxx`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=30, **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        digits = re.sub(r"[\s.\-()]", "", super()._deserialize(value, attr, data, **kwargs))
        digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
        if not re.fullmatch(r"0[0-9]{9}", digits):
            raise ValidationError("Số điện thoại cần 10 chữ số và bắt đầu bằng 0.")
        return digits


class CitizenIdField(Text):
    """Twelve digits of a citizen id (nine of an old card)."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=20, **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        digits = re.sub(r"[\s.]", "", super()._deserialize(value, attr, data, **kwargs))
        if not re.fullmatch(r"[0-9]{12}|[0-9]{9}", digits):
            raise ValidationError("Số căn cước phải có 12 chữ số.")
        return digits


class Page(Request):
    """One page of a list."""

    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))
    count = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(["exact"]))


@cache
def instance(schema: type[MarshmallowSchema]) -> MarshmallowSchema:
    """The one instance of a schema in this process: making them is slow."""
    return schema()


def load(schema: type[MarshmallowSchema], data: Any, *, unknown: Literal["raise"] | None = None) -> dict[str, Any]:
    """The data as plain values. Raises Invalid with a text for each field, nested ones as `rows.3.name`."""
    try:
        loaded: dict[str, Any] = instance(schema).load(data, unknown=unknown)
    except ValidationError as error:
        raise Invalid(errors=dict(_flat(error.messages))) from None
    return loaded


def _flat(messages: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path.removesuffix("._schema") or "_schema", [str(text) for text in _listed(messages)]


class _WithoutNul(validate.Validator):
    """Texts without the empty sign."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, value: str) -> str:
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(self.text)
        return value


class _Length(validate.Length):
    """A length whose errors say how long the value is now."""

    def _format_error(self, value: Any, message: str) -> str:
        return super()._format_error(value, message.replace("{now}", f"{len(value):,}".replace(",", ".")))


class _Range(validate.Range):
    """A range whose errors write days and numbers as people do."""

    def _format_error(self, value: Any, message: str) -> str:
        bounds = {name: _written(getattr(self, name)) for name in ("min", "max")}
        return (self.error or message).format(input=_written(value), **bounds)


def _with_inner(field: fields.Field[Any]) -> Iterator[fields.Field[Any]]:
    yield field
    for name in ("inner", "key_field", "value_field"):
        inner = getattr(field, name, None)
        if isinstance(inner, fields.Field):
            yield from _with_inner(inner)


@cache
def _english(kind: Any) -> frozenset[str]:
    texts = [getattr(base, "default_error_messages", {}).values() for base in kind.__mro__]
    return frozenset(str(text) for group in texts for text in group)


def _naming(label: str | None) -> _Said:
    """What makes a text of a field out of what is wrong: “Họ và tên: bắt buộc nhập.”; without a label a sentence of its own."""
    if label is None:
        return lambda text: text[0].upper() + text[1:]
    plain = label.replace("{", "{{").replace("}", "}}")
    return lambda text: f"{plain}: {text}"


def _translated(check: Any, said: _Said, field: fields.Field[Any], counted: str) -> Any:
    """The validator with texts that people can read; one that has a text of its own is left alone."""
    if isinstance(check, validate.Length) and check.error is None:
        return _texts(_Length(check.min, check.max, equal=check.equal), said, _LENGTH_TEXTS, counted)
    if isinstance(check, validate.Range) and check.error is None:
        bounds = _Range(check.min, check.max, min_inclusive=check.min_inclusive, max_inclusive=check.max_inclusive)
        return _texts(bounds, said, _RANGE_TEXTS, counted)
    for kind, text in _OTHER_TEXTS.items():
        if type(check) is kind and check.error in (None, _default_error(check)):
            check = copy.copy(check)
            check.error = said(_choices(field) if kind is validate.OneOf else text)
    return check


def _texts(check: Any, said: _Said, texts: Mapping[str, str], counted: str) -> Any:
    for name, text in texts.items():
        setattr(check, name, said(text.replace("%s", counted)))
    return check


_WITH_DOTS = 10_000
"""From here on numbers are written in groups; years are not."""
_LENGTH_TEXTS = {
    "message_min": "ít nhất {min} %s, hiện có {now}.",
    "message_max": "nhiều nhất {max} %s, hiện có {now}.",
    "message_all": "từ {min} đến {max} %s, hiện có {now}.",
    "message_equal": "đúng {equal} %s, hiện có {now}.",
}
_RANGE_TEXTS = {
    "message_min": "không nhỏ hơn {min}, hiện là {input}.",
    "message_max": "không lớn hơn {max}, hiện là {input}.",
    "message_all": "trong khoảng {min} đến {max}, hiện là {input}.",
}
_OTHER_TEXTS: dict[Any, str] = {
    validate.OneOf: "không có lựa chọn này. Chọn lại trong danh sách.",
    validate.Regexp: "không đúng dạng. Nhập lại.",
    validate.Email: "địa chỉ thư không hợp lệ. Nhập dạng ten@noigui.vn.",
    validate.URL: "địa chỉ mạng không hợp lệ. Nhập dạng https://….",
}


def _choices(field: fields.Field[Any]) -> str:
    """What may be chosen, by the words on the screen, where they are few."""
    labels = field.metadata.get("labels") or ()
    return f"không có lựa chọn này. Chọn {', '.join(labels)}." if 0 < len(labels) <= 4 else _OTHER_TEXTS[validate.OneOf]


def _written(value: Any) -> Any:
    """A bound or a value as people write it."""
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) and abs(value) >= _WITH_DOTS else value


def _default_error(validator: Any) -> Any:
    return getattr(type(validator), "default_message", None) or _DEFAULT_ERRORS.get(type(validator))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
