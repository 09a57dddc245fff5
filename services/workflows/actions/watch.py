"""Nothing waits for ever: what other services have not answered is asked again, under the same keys."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.workflows import registry
from services.workflows.actions import errands
from services.workflows.actions.views import views_of
from services.workflows.actions.wishes import Errand, Wish
from services.workflows.domain.case import Case
from services.workflows.domain.process import Apply, Issue, Prepare
from services.workflows.domain.view import View
from services.workflows.facts import subject_key
from services.workflows.store import Tx

PATIENCE = timedelta(minutes=2)
_MANY = 200


def ask_again(tx: Tx) -> int:
    """Cases whose services have been silent for two minutes ask once more; returns how many."""
    silent = tx.cases.stuck(since=tx.now - PATIENCE, limit=_MANY)
    cases = tx.cases.lock_many(silent, skip_locked=True)
    groups: dict[tuple[object, ...], list[View]] = defaultdict(list)
    for view in views_of(tx, cases):
        groups[(view.case.process, view.case.state, view.case.batch_id)].append(view)
    asked = [case for group in groups.values() for case in _ask(tx, group)]
    kept = [replace(case, asked_at=tx.now) for case in asked]
    tx.cases.save([(case, registry.of(case), subject_key(case)) for case in kept])
    return len(kept)


def _ask(tx: Tx, views: Sequence[View]) -> list[Case]:
    first = views[0].case
    for effect in registry.of(first).effects_into(first.state):
        wanted = [Errand(view, effect) for view in views]
        match effect:
            case Prepare() if first.batch_id:
                errands.ask_to_prepare(tx, first.batch_id, wanted)
            case Apply():
                errands.ask_to_apply(tx, wanted)
            case Issue() if any(effect.template not in view.case.asked for view in views):
                cases = errands.run(tx, [Wish(view, (effect,)) for view in views])
                views = [view.of(case) for view, case in zip(views, cases, strict=True)]
            case Issue():
                _ask_for_documents(tx, effect, wanted)
            case _:
                pass
    return [view.case for view in views]


def _ask_for_documents(tx: Tx, effect: Issue, wanted: Sequence[Errand]) -> None:
    keys: dict[str, list[Errand]] = defaultdict(list)
    for each in wanted:
        keys[each.case.asked[effect.template]].append(each)
    for key, group in keys.items():
        batch_id = group[0].case.batch_id
        if batch_id is not None:
            errands.ask_to_issue(tx, batch_id, key, group)
