"""What the registry keeps of messaging: minutes and resolutions of units, for the chapter book, and decisions that dissolve one."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.contracts import paper_copies
from services.contracts.papers import OF_MEETINGS
from services.kit.copies import LocalCopy
from services.members.store import Tx
from services.members.tables import unit_papers

UNIT_PAPERS = LocalCopy(unit_papers)

COPIES = ((UNIT_PAPERS, paper_copies.ListPaperCopies),)
"""Each copy, and the request that reads its source page by page."""


def save_unit_documents(tx: Tx, documents: Iterable[Mapping[str, Any]]) -> None:
    """The minutes, resolutions and dissolutions among the documents are as they are told."""
    UNIT_PAPERS.apply(tx, [_paper(each) for each in documents if is_unit_paper(each)])


def regards(fields: Mapping[str, Any]) -> bool:
    """There is a paper of a unit among the documents."""
    return any(map(is_unit_paper, fields["documents"]))


def is_unit_paper(told: Mapping[str, Any]) -> bool:
    """What a unit's own papers are among: minutes, resolutions, and what dissolves it."""
    return told["template"] in OF_MEETINGS or bool(told.get("dissolves"))


def _paper(told: Mapping[str, Any]) -> dict[str, Any]:
    same = ("id", "unit_id", "template", "number", "state", "version")
    said = {"title": told.get("subject") or told["title"], "dated_on": told["on"], "dissolves": told.get("dissolves")}
    return {name: told[name] for name in same} | said | {"case_id": next(iter(told["case_ids"]), None)}
