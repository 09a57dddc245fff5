"""The Charter's numbers: shown with their marks and sources, and changed from a day on.

A case keeps the set that it was opened under, so no set that has begun is ever written over: a change makes a new one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.contracts import members as contract
from services.contracts.rules import BY_KEY
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members.domain import award_form_offers, calendar_day_offers, rule_values, training_item_offers
from services.members.domain.rules import Parameter, RuleSet, next_code
from services.members.domain.unit_forms import Form
from services.members.policy import POLICY
from services.members.store import Tx

_DAY = "Dạng dd/mm/yyyy. Để trống là ngày mai."
_LISTS = {each.KEY: each for each in (award_form_offers, training_item_offers, calendar_day_offers)}
"""Rules that are lists, with how their entries are shown and changed."""


def list_rules(tx: Tx, *, on: date | None) -> dict[str, Any]:
    """The rule set in force on the day: every parameter with its value, mark and source, and whether it may be changed."""
    require(POLICY, tx, "rule.view", of=Subject())
    return _view(tx, tx.rules.on(on or tx.today))


def _view(tx: Tx, found: RuleSet) -> dict[str, Any]:
    may_change = is_allowed(POLICY, tx, "rule.change", of=Subject())
    return {
        **{
            name: getattr(found, name)
            for name in ("code", "title", "charter_term", "valid_from", "valid_to", "version")
        },
        "sets": [{name: getattr(each, name) for name in ("code", "valid_from", "valid_to")} for each in tx.rules.all()],
        "parameters": [_line(parameter, may_change=may_change) for parameter in found.parameters],
    }


def _line(parameter: Parameter, *, may_change: bool) -> dict[str, Any]:
    return {
        **vars(parameter),
        "kind": rule_values.kind_of(parameter.default),
        "text": rule_values.format_value(parameter.key, parameter.value),
        "default_text": rule_values.format_value(parameter.key, parameter.default),
        **_entries(parameter, may_change=may_change),
        "allowed_actions": _offers(parameter) if may_change else [],
    }


def _entries(parameter: Parameter, *, may_change: bool) -> dict[str, Any]:
    """The entries of a list; nothing for another rule."""
    found = _LISTS.get(parameter.key)
    return {"rows": found.lines(parameter.value, may_change=may_change)} if found else {}


def _offers(parameter: Parameter) -> list[dict[str, Any]]:
    found = _LISTS.get(parameter.key)
    return [found.adding() if found else _change_of(parameter)]


def _change_of(parameter: Parameter) -> dict[str, Any]:
    return {
        "action": "change_rule",
        "label": "Đổi giá trị",
        "destructive": False,
        "consequences": [
            "Hồ sơ mở từ ngày có hiệu lực theo giá trị mới.",
            f"Hồ sơ mở trước ngày đó vẫn theo giá trị cũ: {rule_values.format_value(parameter.key, parameter.value)}.",
            "Các quy định khác giữ nguyên. Nhập lại đúng giá trị cũ là xác nhận giá trị đó.",
        ],
        "form_schema": _form(parameter),
    }


def _form(parameter: Parameter) -> Form:
    value = _value_field(parameter) | {"title": parameter.title, "x-order": 1}
    day = {
        "type": "string",
        "format": "date",
        "title": "Có hiệu lực từ ngày",
        "description": _DAY,
        "x-widget": "date",
        "x-order": 2,
    }
    source = {"type": "string", "title": "Căn cứ", "maxLength": 200, "x-widget": "text", "x-order": 3}
    source["description"] = "Số văn bản quy định giá trị này. Để trống thì giữ căn cứ hiện có."
    shown = {"value": value, "from_on": day, "source": source}
    return {"type": "object", "properties": shown, "required": ["value"], "additionalProperties": False}


def _value_field(parameter: Parameter) -> Form:
    kind = rule_values.kind_of(parameter.default)
    if kind == "bool":
        return {"type": "boolean", "x-widget": "bool", "default": parameter.value}
    if kind == "number":
        return {"type": "integer", "x-widget": "number", "minimum": 0, "default": parameter.value}
    if kind == "word":
        words = rule_values.WORDS[parameter.key]
        labels = {"enum": list(words), "x-labels": list(words.values())}
        return {"type": "string", "x-widget": "select", "default": parameter.value, **labels}
    return {
        "type": "string",
        "x-widget": "text",
        "maxLength": 200,
        "default": rule_values.format_value(parameter.key, parameter.value),
    }


# ---------------------------------------------------------------- changing


def change_rule(tx: Tx, *, key: str, value: Any, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The rule says the value from the day on, tomorrow unless said otherwise; cases opened before keep theirs.

    Raises NotFound("rule-unknown"), Invalid for a value of another kind or a day that is past, Conflict("rules-begin-today").
    """
    require(POLICY, tx, "rule.change", of=Subject())
    known = BY_KEY.get(key)
    if known is None:
        raise NotFound("rule-unknown", text="Không có quy định này.", mend="Tải lại trang để xem danh sách.")
    kept = rule_values.checked(key, value, default=known.default, title=known.title)
    day = day_of(tx, from_on)
    tx.rules.lock()
    return set_from(tx, key, kept, day=day, source=source)


def set_from(tx: Tx, key: str, kept: Any, *, day: date, source: str | None) -> dict[str, Any]:
    """The rule says the value from the day on. The rules must be locked. Raises Conflict("rules-begin-today")."""
    before = tx.rules.on(day)
    if before.values[key] == kept:
        tx.rules.put(before.code, key, kept, source=source)
        tx.record("rule.confirm", subject_id=f"{before.code}/{key}", after={"value": kept, "source": source})
        return _view(tx, tx.rules.on(day))
    changed = _changed(tx, before, key, kept, day=day, source=source)
    tx.record(
        "rule.change",
        subject_id=f"{before.code}/{key}",
        before={"value": before.values[key]},
        after={"value": kept, "from_on": day, "source": source, "rule_sets": changed},
    )
    tell(tx, changed)
    return _view(tx, tx.rules.on(day))


def day_of(tx: Tx, from_on: date | None) -> date:
    """From when a change holds: tomorrow unless said otherwise, never a day that is past."""
    day = from_on or tx.today + timedelta(days=1)
    if day < tx.today:
        text = f"Ngày {day:%d/%m/%Y} đã qua. Chọn hôm nay ({tx.today:%d/%m/%Y}) hoặc một ngày sau."
        raise Invalid(errors={"from_on": [text]})
    return day


def _changed(tx: Tx, before: RuleSet, key: str, value: Any, *, day: date, source: str | None) -> list[str]:
    """Codes of the sets that have changed: the one that ends, the one that begins, and later ones that said the same."""
    if before.valid_from == tx.today == day:
        text = "Một quy định khác đã đổi và có hiệu lực từ hôm nay; hồ sơ mở hôm nay đang theo bộ quy định đó."
        mend = f"Chọn ngày có hiệu lực từ {day + timedelta(days=1):%d/%m/%Y}."
        raise Conflict("rules-begin-today", text=text, mend=mend)
    later = [each for each in tx.rules.all() if each.valid_from > day and each.values[key] == before.values[key]]
    first = before if before.valid_from == day else _begun(tx, before, day)
    for each in (first, *later):
        tx.rules.put(each.code, key, value, source=source)
    return list(dict.fromkeys((before.code, first.code, *(each.code for each in later))))


def _begun(tx: Tx, before: RuleSet, day: date) -> RuleSet:
    code = next_code(before.code, [each.code for each in tx.rules.all()])
    tx.rules.begin(code, after=before, on=day)
    return tx.rules.on(day)


def tell(tx: Tx, codes: Sequence[str]) -> None:
    """The sets are as they are now."""
    told = [_copy(each) for each in tx.rules.all() if each.code in codes]
    tx.emit(contract.RuleSetsChanged, rule_sets=told)


def _copy(found: RuleSet) -> dict[str, Any]:
    names = ("code", "valid_from", "valid_to", "version")
    return {name: getattr(found, name) for name in names} | {"parameters": dict(found.values)}


def list_copies(tx: Tx, *, after: UUID | None, limit: int) -> dict[str, Any]:
    """Every rule set, on one page: there are never many."""
    require(POLICY, tx, "copy.read", of=Subject())
    found = [] if after is not None else [_copy(each) for each in tx.rules.all()]
    return {"items": found[:limit], "next": None, "total": None}
