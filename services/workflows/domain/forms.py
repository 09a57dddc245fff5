"""A marshmallow form as the JSON Schema that screens are drawn from.

Field metadata: title, widget, group, labels (of choices), hint, needed (the move before which it must be filled in),
starts (the answer that stands there before anybody gave one: what most say),
anywhere (units of the whole province are looked for, not the reader's alone), choices_of (the list of the rule set that it is
chosen from), younger (asked only of somebody under an age: the name of the birth day's field, and of the rule), suggested (days
to choose from, by name), keyboard (which one a phone shows).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar
from urllib.parse import urlencode

from marshmallow import Schema, ValidationError, fields, missing
from marshmallow.validate import Length, OneOf, Range, Regexp

from services.contracts.titles import RANKED, RATINGS
from services.kit import schema as kit_schema
from services.kit import wire
from services.workflows.domain import award_forms, calendar
from services.workflows.domain.bounds import Bounds
from services.workflows.domain.lists import Choices
from services.workflows.domain.rules import INSTALLED, Rules, add_months


class FileField(fields.Dict):
    """A file that is in the store: `{digest, name, media_type, size}`. accepts: media types that are taken, and their kind."""

    def __init__(self, *, accepts: Mapping[str, str], **given: Any) -> None:
        super().__init__(validate=self._check, **given)
        self.accepts = accepts

    def _check(self, value: Mapping[str, Any]) -> None:
        if wrong := self.wrong(value):
            raise ValidationError(wrong)

    @staticmethod
    def wrong(value: Any) -> str | None:
        """What keeps the value from being a file at all."""
        if not isinstance(value, Mapping) or value.keys() - {"digest", "name", "media_type", "size"}:
            return "Chọn lại tệp."
        digest, name = value.get("digest"), value.get("name")
        if not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
            return "Chọn lại tệp."
        if not isinstance(name, str) or not 0 < len(name) <= 255 or "\x00" in name:
            return "Tên tệp trống hoặc dài quá 255 ký tự. Đổi tên tệp rồi chọn lại."
        return None


_TYPES: tuple[tuple[type[fields.Field[Any]], dict[str, Any]], ...] = (
    (fields.UUID, {"type": "string", "format": "uuid"}),
    (fields.DateTime, {"type": "string", "format": "date-time"}),
    (fields.Date, {"type": "string", "format": "date"}),
    (fields.Integer, {"type": "integer"}),
    (fields.Number, {"type": "number"}),
    (fields.Boolean, {"type": "boolean"}),
    (fields.Dict, {"type": "object"}),
    (fields.String, {"type": "string"}),
)
_WIDGETS = {"date": "date", "uuid": "text"}


class Form(kit_schema.Request):
    """What a move asks of the one who makes it; unknown keys are refused.

    pages: titles of the short pages on which a screen asks it, each with its groups; empty for one page.
    folded: groups that few people need, which a screen opens only on demand.
    applicants: fields that somebody answers for themselves by a link, before there is a case (`domain/applications.py`).
    """

    pages: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()
    applicants: ClassVar[frozenset[str]] = frozenset()


def load(form: type[Schema] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values, checked and plain (days as text); an empty one clears. Raises Invalid with a text for each field."""
    loaded = kit_schema.load(form or Form, dict(given))
    plain: dict[str, Any] = wire.plain({key: None if value == "" else value for key, value in loaded.items()})
    return plain


def names(form: type[Schema]) -> tuple[str, ...]:
    """The form's fields, in order."""
    return tuple(kit_schema.instance(form).fields)


def metadata_of(form: type[Schema]) -> dict[str, Mapping[str, Any]]:
    """What each field of the form says of itself, by name."""
    return {name: field.metadata for name, field in kit_schema.instance(form).fields.items()}


@cache
def applicants_part(form: type[Form]) -> type[Form]:
    """Return the form with the fields and pages of whoever applies by a link alone."""
    whole = kit_schema.instance(form).fields
    part = {name: deepcopy(form._declared_fields[name]) for name in whole if name in form.applicants}
    groups = {field.metadata.get("group") for field in part.values()}
    pages = [(title, tuple(group for group in named if group in groups)) for title, named in form.pages]
    shown = {"pages": tuple(page for page in pages if page[1]), "folded": tuple(groups & set(form.folded))}
    return type(f"{form.__name__}OfApplicants", (Form,), {**part, **shown})


def title(form: type[Schema], name: str) -> str:
    """The field as people read it."""
    field = kit_schema.instance(form).fields.get(name)
    return str(field.metadata.get("title") or name) if field else name


def _of_scale(*codes: str) -> Callable[[Rules], Choices]:
    """Those of the ratings that the scale of the rules has."""
    return lambda rules: tuple((code, RATINGS[code]) for code in codes if code in rules.texts("rating_scale"))


_CHOICES: dict[str, Callable[[Rules], Choices]] = {
    "award_forms": award_forms.choices,
    "ratings": _of_scale(*RANKED, "KXL"),
    "ranked_ratings": _of_scale(*RANKED),
}
"""What a rule set offers, by the name that a field's `choices_of` gives."""


_SUGGESTED: dict[str, Callable[[date], Sequence[tuple[str, date]]]] = {"deadline": calendar.suggested_deadlines}
"""Days that are chosen by a tap, by the name that a field's `suggested` gives."""


@cache
def _schema(form: type[Schema]) -> bytes:
    shape = kit_schema.instance(form)
    shown = {key: _property(field, order) for order, (key, field) in enumerate(shape.fields.items(), start=1)}
    required = [key for key, field in shape.fields.items() if field.required]
    drawn = {"type": "object", "properties": shown, "required": required, "additionalProperties": False}
    return wire.dumps({**drawn, **_pages(form)})


def _pages(form: type[Schema]) -> dict[str, Any]:
    """How a screen divides the form, where it does."""
    if not issubclass(form, Form):
        return {}
    pages = [{"title": title, "groups": list(groups)} for title, groups in form.pages]
    return {key: named for key, named in (("x-pages", pages), ("x-folded", list(form.folded))) if named}


def json_schema(
    form: type[Schema] | None,
    filled: Mapping[str, Any] | None = None,
    *,
    rules: Rules = INSTALLED,
    place: Mapping[str, str] | None = None,
    today: date | None = None,
    limits: Mapping[str, tuple[str | None, str | None]] | None = None,
) -> dict[str, Any] | None:
    """The form's JSON Schema, with the values that stand in it already as defaults, and the choices and proposals of the rules.

    place: of which unit on which day the proposals are, where a case is at one. today: the day on which it is filled in; without
    one, what is asked only of the young is asked of everybody. limits: first and last day of dated fields.
    """
    if form is None:
        return None
    drawn: dict[str, Any] = wire.loads(_schema(form))
    for shown in drawn["properties"].values():
        _apply_rules(shown, rules, place or {}, today)
    for name, (first, last) in (limits or {}).items():
        found = {"x-min": first, "x-max": last}
        drawn["properties"][name] |= {key: on for key, on in found.items() if on}
    for key, value in (filled or {}).items():
        if key in drawn["properties"] and value is not None:
            drawn["properties"][key]["default"] = value
    return drawn


def _apply_rules(shown: dict[str, Any], rules: Rules, place: Mapping[str, str], today: date | None) -> None:
    """Put what the rule set says of the field in the place of the rules' names."""
    if named := shown.pop("x-choices-of", None):
        shown["enum"], shown["x-labels"] = map(list, zip(*_CHOICES[named](rules), strict=True))
    if proposed := shown.get("x-proposed"):
        proposed["at"] += "?" + urlencode({"rule_set": rules.code, **place})
    if (younger := shown.pop("x-younger", None)) and today:
        born_on, rule = younger
        age = rules.age(rule)
        shown["x-when-after"] = {born_on: (add_months(today, -12 * age.years) - timedelta(days=age.days)).isoformat()}
    if (named := shown.pop("x-suggested", None)) and today:
        shown["x-suggested"] = [{"label": label, "on": on.isoformat()} for label, on in _SUGGESTED[named](today)]


def _property(field: fields.Field[Any], order: int) -> dict[str, Any]:
    if isinstance(field, fields.List):
        drawn: dict[str, Any] = {"type": "array", "items": _property(field.inner, order)}
    elif isinstance(field, fields.Nested):
        drawn = json_schema(type(field.schema)) or {}
    else:
        drawn = dict(next(shape for kind, shape in _TYPES if isinstance(field, kind)))
    said = field.metadata
    drawn["title"] = said.get("title", "")
    drawn["x-order"] = order
    drawn["x-widget"] = said.get("widget") or _widget(drawn, field)
    for key, name in (
        ("group", "x-group"),
        ("hint", "description"),
        ("needed", "x-needed"),
        ("when", "x-when"),
        ("anywhere", "x-anywhere"),
        ("past", "x-past"),
        ("choices_of", "x-choices-of"),
        ("proposed", "x-proposed"),
        ("younger", "x-younger"),
        ("suggested", "x-suggested"),
        ("keyboard", "x-keyboard"),
        ("starts", "default"),
    ):
        if key in said:
            drawn[name] = said[key]
    if isinstance(field, FileField):
        drawn["x-accept"] = list(field.accepts)
    _limits(drawn, field)
    if field.load_default is not missing and field.load_default is not None:
        drawn["default"] = field.load_default
    return drawn


def days_of(form: type[Schema] | None, given: Mapping[str, Any]) -> dict[str, date]:
    """The days that the form, checked and plain, says; those that are long ago by their nature left out."""
    found = {} if form is None else kit_schema.instance(form).fields
    return {
        name: date.fromisoformat(given[name])
        for name, field in found.items()
        if isinstance(field, kit_schema.DayField) and given.get(name) and not field.metadata.get("past")
    }


def bounds_of(form: type[Schema] | None) -> dict[str, Bounds]:
    """Return the bounds of each dated field of the form that declares some."""
    found = {} if form is None else kit_schema.instance(form).fields
    return {name: field.metadata["bounds"] for name, field in found.items() if "bounds" in field.metadata}


def files_of(form: type[Schema] | None) -> dict[str, FileField]:
    """The form's files, by name."""
    found = {} if form is None else kit_schema.instance(form).fields
    return {name: field for name, field in found.items() if isinstance(field, FileField)}


def _widget(drawn: dict[str, Any], field: fields.Field[Any]) -> str:
    if drawn["type"] == "array":
        return "rows" if drawn["items"]["type"] == "object" else "list"
    if isinstance(field, FileField):
        return "file"
    if "choices_of" in field.metadata:
        return "select"
    if any(isinstance(check, OneOf) for check in field.validators):
        return "radio" if len(field.metadata.get("labels", ())) <= 3 else "select"
    if drawn.get("type") == "integer":
        return "stepper"
    if drawn.get("type") == "boolean":
        return "checkbox"
    return _WIDGETS.get(drawn.get("format", ""), "text")


def _limits(drawn: dict[str, Any], field: fields.Field[Any]) -> None:
    for check in field.validators:
        if isinstance(check, OneOf):
            drawn["enum"] = list(check.choices)
            drawn["x-labels"] = list(field.metadata.get("labels", check.choices))
        elif isinstance(check, Length) and drawn["type"] == "array":
            drawn.update({key: n for key, n in (("minItems", check.min), ("maxItems", check.max)) if n})
        elif isinstance(check, Length) and drawn["type"] == "string":
            drawn.update({key: n for key, n in (("minLength", check.min), ("maxLength", check.max)) if n})
        elif isinstance(check, Range) and drawn["type"] == "string":
            drawn.update({"x-min": check.min, "x-max": check.max})
        elif isinstance(check, Range):
            drawn.update({key: n for key, n in (("minimum", check.min), ("maximum", check.max)) if n is not None})
        elif isinstance(check, Regexp):
            drawn["pattern"] = check.regex.pattern
