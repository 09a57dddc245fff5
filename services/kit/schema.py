"""What contracts are made of: requests, replies, events and commands, with errors people can read.

A request refuses keys it does not know; replies, events and commands skip them, so that old readers and new writers talk.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar, Literal

from marshmallow import EXCLUDE, RAISE, ValidationError, fields, validate
from marshmallow import Schema as MarshmallowSchema

from services.kit.faults import Invalid

_TEXTS: dict[Any, dict[str, str]] = {
    fields.Field: {
        "required": "Bắt buộc nhập.",
        "null": "Không được để trống.",
        "validator_failed": "Giá trị không hợp lệ.",
    },
    fields.String: {"invalid": "Phải là chữ.", "invalid_utf8": "Chữ không đọc được."},
    fields.UUID: {"invalid_uuid": "Mã định danh không hợp lệ."},
    fields.Number: {"invalid": "Phải là số.", "too_large": "Số quá lớn."},
    fields.Integer: {"invalid": "Phải là số nguyên."},
    fields.Boolean: {"invalid": "Phải là đúng hoặc sai."},
    fields.DateTime: {"invalid": "Thời điểm không hợp lệ.", "invalid_awareness": "Thời điểm phải có múi giờ."},
    fields.Date: {"invalid": "“{input!s:.20}” không phải là ngày. Nhập theo dạng dd/mm/yyyy."},
    fields.List: {"invalid": "Phải là danh sách."},
    fields.Nested: {"type": "Không đúng dạng."},
    fields.Mapping: {"invalid": "Phải là nhóm trường."},
}
_VALIDATORS: dict[type[validate.Validator], dict[str, str]] = {
    validate.Length: {
        "message_min": "Ít nhất {min} %s.",
        "message_max": "Nhiều nhất {max} %s.",
        "message_all": "Từ {min} đến {max} %s.",
        "message_equal": "Đúng {equal} %s.",
    },
    validate.Range: {
        "message_min": "Không nhỏ hơn {min}.",
        "message_max": "Không lớn hơn {max}.",
        "message_all": "Trong khoảng {min} đến {max}.",
    },
    validate.OneOf: {"error": "Không thuộc các lựa chọn cho phép."},
    validate.Regexp: {"error": "Không đúng dạng."},
    validate.Email: {"error": "Địa chỉ thư không hợp lệ."},
    validate.URL: {"error": "Địa chỉ mạng không hợp lệ."},
}
_DEFAULT_ERRORS: dict[Any, str] = {
    validate.OneOf: "Must be one of: {choices}.",
    validate.Regexp: "String does not match expected pattern.",
}


class Schema(MarshmallowSchema):
    """A shape whose errors are Vietnamese."""

    error_messages: dict[str, str] = {
        "unknown": "Không có trường này.",
        "type": "Không đúng dạng.",
    }

    def on_bind_field(self, _field_name: str, field_obj: fields.Field[Any]) -> None:
        """Give the field, and what it holds, texts that people can read."""
        for field in _with_inner(field_obj):
            kind: Any = type(field)
            own = {key: text for key, text in field.error_messages.items() if text not in _english(kind)}
            for base in reversed(kind.__mro__):
                field.error_messages.update(_TEXTS.get(base, {}))
            field.error_messages.update(own)
            if isinstance(field, fields.String) and _without_nul not in field.validators:
                field.validators.insert(0, _without_nul)
            for validator in field.validators:
                _translate(validator, "ký tự" if isinstance(field, fields.String) else "mục")


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

    def __init__(self, **given: Any) -> None:
        said = "“{input!s:.20}” không phải là tháng. Nhập tháng và năm, ví dụ 11/2026."
        super().__init__(error_messages={"invalid": said}, **given)

    def _written(self, year: str, month: str, _day: str) -> str:
        return f"{month}/{year}"


class InstantField(fields.AwareDateTime):
    """An instant with its zone."""


class Text(fields.String):
    """Text as people type it: composed (NFC), without space at either end, at most `max_length` long."""

    def __init__(self, *, max_length: int = 500, **given: Any) -> None:
        checks = [validate.Length(max=max_length), *_listed(given.pop("validate", None))]
        super().__init__(validate=checks, **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text:
            raise self.make_error("invalid")
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


def _without_nul(text: str) -> None:
    # PostgreSQL keeps no such text, and nobody types one.
    if "\x00" in text:
        raise ValidationError("Có ký tự không hợp lệ.")


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


def _translate(validator: Callable[[Any], Any], counted: str) -> None:
    for kind, texts in _VALIDATORS.items():
        if isinstance(validator, kind):
            for name, text in texts.items():
                if name != "error" or validator.__dict__.get("error") in (None, _default_error(validator)):
                    setattr(validator, name, text.replace("%s", counted))


def _default_error(validator: Any) -> Any:
    return getattr(type(validator), "default_message", None) or _DEFAULT_ERRORS.get(type(validator))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
