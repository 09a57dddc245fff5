"""Every id that a form of a case asks for is looked up before it is saved: no kind of id is forgotten."""

import pytest
from marshmallow import fields

from services.kit import schema as kit_schema
from services.kit.schema import IdField
from services.workflows import registry
from services.workflows.actions import references

FORMS = sorted(
    {
        move.form
        for process in registry.PROCESSES.values()
        for move in (process.opening, *process.moves)
        if move.form is not None
    },
    key=lambda form: f"{form.__module__}.{form.__qualname__}",
)


def ids_of(form, path=""):
    """Every field of the form that takes an id, with the name of the row that it stands in."""
    for name, field in kit_schema.instance(form).fields.items():
        inner = getattr(field, "inner", field)
        if isinstance(inner, fields.UUID):
            yield f"{path}{name}", field
        elif hasattr(inner, "schema"):
            yield from ids_of(type(inner.schema), f"{path}{name}.")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_id_of_a_form_is_of_a_kind_that_is_looked_up(form):
    asked = dict(ids_of(form))

    assert {name: str(field.metadata.get("widget")) for name, field in asked.items()} == {
        name: kind for name, field in asked.items() if (kind := field.metadata.get("widget")) in references.KINDS
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_ids_stand_where_they_are_looked_up_and_not_in_rows_of_a_form(form):
    for name, field in ids_of(form):
        assert isinstance(field, IdField), name
        assert "." not in name


def test_forms_name_people_units_and_meetings():
    assert {field.metadata["widget"] for form in FORMS for _, field in ids_of(form)} == set(references.KINDS)


@pytest.mark.parametrize("kind", references.KINDS)
def test_an_id_that_leads_nowhere_is_refused_with_what_to_do(kind):
    refused = references.KINDS[kind].refusal("Chi đoàn")

    assert refused.text.startswith("Mục “Chi đoàn” ghi một ")
    assert refused.mend.endswith(".")
