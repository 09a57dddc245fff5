"""What the registry keeps of messaging: minutes and resolutions of units, for the chapter book."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.contracts import messaging
from services.contracts.papers import OF_MEETINGS
from services.kit.copies import LocalCopy
from services.members.store import Tx
from services.members.tables import unit_papers

UNIT_PAPERS = LocalCopy(unit_papers)

COPIES = ((UNIT_PAPERS, messaging.ListPaperCopies),)
"""Each copy, and the request that reads its source page by page."""


def papers_told(tx: Tx, documents: Iterable[Mapping[str, Any]]) -> None:
    """The minutes and resolutions among the documents are as they are told."""
    UNIT_PAPERS.apply(tx, [_paper(each) for each in documents if each["template"] in OF_MEETINGS])


def _paper(told: Mapping[str, Any]) -> dict[str, Any]:
    same = ("id", "unit_id", "template", "number", "state", "version")
    return {name: told[name] for name in same} | {"title": told.get("subject") or told["title"], "dated_on": told["on"]}
