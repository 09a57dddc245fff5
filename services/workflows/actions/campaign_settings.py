"""What a campaign sets for its own cases: asked by its kind, kept with it, told on its page."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.workflows.actions.campaign_jobs import drive_of
from services.workflows.domain import forms, words
from services.workflows.domain.campaign import Campaign
from services.workflows.domain.process import Process
from services.workflows.domain.rules import Rules

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def of(process: Process, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the campaign sets; what is left empty it does not set. Raises Invalid for what its kind does not take."""
    loaded = forms.load(drive_of(process).settings, given)
    return {name: value for name, value in loaded.items() if value not in (None, [])}


def fields_of(driven: Sequence[Process], rules: Rules, *, after: int) -> dict[str, Any]:
    """The fields of every kind, each shown where its kind is chosen, in order after those that all have."""
    shown: dict[str, Any] = {}
    for process in driven:
        own = forms.json_schema(drive_of(process).settings, rules=rules) or {"properties": {}}
        for name, drawn in own["properties"].items():
            shown[name] = {**drawn, "x-when": {"process": [process.code]}, "x-order": after + len(shown) + 1}
    return shown


def format_settings(process: Process, campaign: Campaign) -> list[dict[str, str]]:
    """What the campaign sets, as people read it."""
    form = drive_of(process).settings
    names = [name for name in forms.names(form) if name in campaign.form] if form else []
    return [{"title": forms.title(form, name), "text": _format_value(campaign.form[name])} for name in names if form]


def _format_value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(row.get("text") or "") for row in value)
    return words.day(date.fromisoformat(value)) if isinstance(value, str) and _DAY.fullmatch(value) else str(value)
