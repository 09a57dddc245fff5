"""Whether an answer is what its contract says. Tests ask; in production an answer goes out as it was written."""

from collections.abc import Callable, Iterator
from typing import Any

from marshmallow import Schema, ValidationError, fields

from services.kit import wire
from services.kit.schema import Reply, instance


class ReplyMismatch(Exception):
    """An answer differs from its reply. The text names fields and never says what they hold: it is logged."""


def require_match(name: str, reply: type[Reply] | None, body: bytes) -> None:
    """The answer's JSON has the fields of the reply, no others, and of their types. Raises ReplyMismatch.

    name: whose answer it is.
    """
    problems = ["no reply is declared"] if reply is None else validate_answer(reply, wire.loads(body))
    if problems:
        raise ReplyMismatch(f"{name} differs from its reply: {', '.join(problems)}")


def validate_answer(reply: type[Schema], answer: Any) -> list[str]:
    """Each way in which the answer differs, as `items.*.name: unknown`; a list's items and a mapping's keys are `*`."""
    return sorted({f"{path or 'answer'}: {problem}" for path, problem in _in_object(instance(reply), answer, "")})


_Problems = Iterator[tuple[str, str]]


def _in_object(schema: Schema, value: Any, path: str) -> _Problems:
    if not isinstance(value, dict):
        yield path, "no object"
        return
    declared = {field.data_key or name: field for name, field in schema.fields.items()}
    for name in value.keys() - declared.keys():
        yield _below(path, name), "unknown"
    for name, field in declared.items():
        if name in value:
            yield from _in_field(field, value[name], _below(path, name))
        elif field.required:
            yield _below(path, name), "missing"


def _in_field(field: fields.Field[Any], value: Any, path: str) -> _Problems:
    if value is None:
        if not field.allow_none:
            yield path, "null"
        return
    look = next((look for kind, look in _CONTAINERS.items() if isinstance(field, kind)), _in_leaf)
    yield from look(field, value, path)


def _in_leaf(field: fields.Field[Any], value: Any, path: str) -> _Problems:
    if not _is_of_type(field, value):
        yield path, f"no {type(field).__name__}"
        return
    try:
        field.deserialize(value)
    except ValidationError:
        yield path, "not allowed"


def _in_nested(field: fields.Nested, value: Any, path: str) -> _Problems:
    yield from _in_object(field.schema, value, path)


def _in_list(field: fields.List[Any], value: Any, path: str) -> _Problems:
    if not isinstance(value, list):
        yield path, "no list"
        return
    for item in value:
        yield from _in_field(field.inner, item, _below(path, "*"))


def _in_mapping(field: fields.Mapping[Any], value: Any, path: str) -> _Problems:
    if not isinstance(value, dict):
        yield path, "no object"
        return
    for key, held in value.items():
        if field.key_field is not None:
            yield from _in_field(field.key_field, key, f"{path} (key)")
        if field.value_field is not None:
            yield from _in_field(field.value_field, held, _below(path, "*"))


_CONTAINERS: dict[type[Any], Callable[[Any, Any, str], _Problems]] = {
    fields.Nested: _in_nested,
    fields.List: _in_list,
    fields.Mapping: _in_mapping,
}


def _is_of_type(field: fields.Field[Any], value: Any) -> bool:
    """The value is of the field's type already, where loading would take what can be turned into it."""
    if isinstance(field, fields.Boolean):
        return isinstance(value, bool)
    if isinstance(field, fields.Integer):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(field, fields.Float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, str) or isinstance(field, fields.Raw)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
