"""The meeting that rated a member, where conditions of meetings look for it."""

from dataclasses import replace
from typing import Any

from services.workflows.domain import electorate, ratings
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View


def meeting(view: View) -> View:
    """The same view with the meeting's counts where conditions of meetings look for them."""
    return view.of(replace(view.case, form={**view.case.form, "vote": dict(ratings.entry(view))}))


def freeze(view: View) -> dict[str, Any]:
    """Return how many members the chapter had on the day of the meeting that rated."""
    return electorate.freeze_of(meeting(view), electorate.MEMBERS)


def members_total(view: View) -> int:
    """Who should have been at the meeting that rated."""
    return electorate.members_total(meeting(view))


def records_more(view: View) -> Refusal | None:
    """A doubt: the chapter is larger in the minutes than in the registry."""
    return electorate.records_more(meeting(view))
