"""Errors of every request and form name the field as people do, in Vietnamese, whatever is sent."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError, fields

from services.kit import schema
from services.kit.schema import Request
from services.workflows import registry

ENGLISH = re.compile(
    r"\b(Not a|Must be|Missing data|Field may|Shorter|Longer|Length must|Unknown field|Invalid|does not match|valid \w+)\b"
)
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")
ODD: tuple[Any, ...] = (
    None, "", "zz", "a\x00b", "a\x07b", "a\u202eb", "a" * 200_000, -1, 10**40, 1.5, True, [], [None], ["a" * 999, {}], {}, {"a": 1},
    "2026-02-30", "2026-13", "30/02/2026", "99999-01-01T00:00:00",
)  # fmt: skip


def all_requests() -> Iterator[type[Any]]:
    for path in sorted(Path("services/contracts").glob("*.py")):
        module = importlib.import_module(f"services.contracts.{path.stem}")
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Request) and hasattr(found, "method"):
                yield found


def all_forms() -> Iterator[type[Any]]:
    for process in registry.PROCESSES.values():
        yield process.form
        yield from (move.form for move in (process.opening, *process.moves) if move.form is not None)


SHAPES = sorted({*all_requests(), *all_forms()}, key=lambda shape: f"{shape.__module__}.{shape.__qualname__}")


def all_fields(shape: Any, path: str = "") -> Iterator[tuple[str, fields.Field[Any]]]:
    for name, field in shape.fields.items():
        yield f"{path}{name}", field
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from all_fields(inner.schema, f"{path}{name}.")


def texts_against(field: fields.Field[Any], value: Any) -> list[str]:
    try:
        field.deserialize(value)
    except ValidationError as error:
        return [text for _, texts in schema._flat(error.messages) for text in texts]
    return []


def test_there_are_forms_and_requests_to_look_at():
    assert len(list(all_requests())) > 100
    assert len(list(all_forms())) > 20


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__qualname__)
def test_every_error_names_its_field_as_people_do(shape):
    for path, field in all_fields(schema.instance(shape)):
        label = schema.label_of(path.rpartition(".")[2], field)
        assert label, f"{path} has no label: services/contracts/labels.py"
        for value in ODD:
            for text in texts_against(field, value):
                assert not ENGLISH.search(text), (path, text)
                assert not CODE.search(text), (path, text)
        assert field.error_messages["required"].startswith(label), path
