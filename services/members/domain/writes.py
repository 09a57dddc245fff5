"""What a line of a case writes into the file of its person, and how it is taken back (domain rules 14 and 17.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.contracts.titles import STATUS_TITLES
from services.members.domain import cards, changes, profile
from services.members.domain.memberships import IN_FORCE

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """Columns as the line leaves them, and what stood there: {"columns": {name: [before, written]}, "added", "removed"}."""

    columns: dict[str, Any]
    before: dict[str, Any]


def written(writes: Mapping[str, Any], columns: Columns, *, on: date, today: date, cards_before: int) -> Written:
    """What the line writes into the file. Flags go only to whoever is a member still."""
    values = {
        **_profile(writes.get("profile") or {}, columns, today),
        **{name: _day(writes[name]) if name == "extended_until" else writes[name] for name in _PLAIN if name in writes},
        **(_card(columns, on, cards_before) if "card" in writes else {}),
        **_honour_over(writes, columns, on),
    }
    changed = {name: value for name, value in values.items() if columns[name] != value}
    flags = set(columns["flags"])
    added = set(writes.get("flags_add") or ()) - flags if columns["status"] in IN_FORCE else set()
    removed = set(writes.get("flags_remove") or ()) & flags
    before: dict[str, Any] = {"columns": {name: [columns[name], new] for name, new in changed.items()}}
    if added or removed:
        changed["flags"] = sorted((flags | added) - removed)
        before |= {"added": sorted(added), "removed": sorted(removed)}
    return Written(changed, before if len(before) > 1 or before["columns"] else {})


_PLAIN: Final = ("extended_until", "book_location")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _profile(given: Mapping[str, Any], columns: Columns, today: date) -> dict[str, Any]:
    """Fields as the case says them; what cannot be read stays as it is, since nothing can be refused any more."""
    draft = profile.read(dict(given), current=columns, today=today)
    tail = {**columns["profile"], **draft.tail}
    longer = {"profile": tail} if tail != columns["profile"] else {}
    return draft.columns | longer


def _honour_over(writes: Mapping[str, Any], columns: Columns, on: date) -> dict[str, Any]:
    """Whoever was nothing but an honorary member is none any more; who matured keeps the status that they have."""
    is_over = (writes.get("honour") or {}).get("act") == "end" and columns["status"] == "HONORARY"
    return (
        {"status": "HONOUR_ENDED", "status_on": on, "status_reason": "Thôi công nhận đoàn viên danh dự"}
        if is_over
        else {}
    )


def _card(columns: Columns, on: date, cards_before: int) -> dict[str, Any]:
    if columns["code"] is None:
        return {"card_on": on}
    return {"card_no": cards.card_number(columns["code"], issue=cards_before + 2), "card_on": on}


def taken_back(before: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    """Columns as they were before the line, where nobody has changed them since. `before` out of JSON."""
    values = changes.given_back(before.get("columns", {}), columns)
    flags = set(columns["flags"])
    returned = flags - set(before.get("added", ()))
    if columns["status"] in IN_FORCE:
        returned |= set(before.get("removed", ()))
    return values | ({"flags": sorted(returned)} if returned != flags else {})


# ---------------------------------------------------------------- secondary links


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a member takes part besides their own chapter."""

    host_unit_id: UUID | None = None
    host_place: str | None = None
    from_on: date | None = None
    until: date | None = None
    ended_on: date | None = None
    comments: tuple[Mapping[str, Any], ...] = ()


def linked(link: Link | None, said: Mapping[str, Any], *, on: date) -> Link:
    """The link after what a line says of it: amended, all that it names, empty or not. A line that comes before the one that
    opens the link opens it."""
    at = link or Link()
    is_late = said.get("act") == "open" and link is not None
    is_whole = said.get("act") == "amend"
    named = [name for name in _LINK_SAID if said.get(name) or (is_whole and name in said)]
    told = {name: _day(said[name]) if name in _LINK_DAYS else said[name] for name in named}
    kept = {name: getattr(at, name) for name in _LINK_SAID}
    values = kept | told
    if is_late:  # what has been said since stands, but for the day on which it began
        values |= {name: value for name, value in kept.items() if value and name != "from_on"}
    if said.get("act") == "end":
        values["ended_on"] = values.get("ended_on") or on
    values["from_on"] = values.get("from_on") or on
    values["host_unit_id"] = values["host_unit_id"] and UUID(str(values["host_unit_id"]))
    remark = {name: said[name] for name in ("comment", "grade", "year") if said.get(name)}
    comments = (*at.comments, {"on": on.isoformat(), **remark}) if remark else at.comments
    return Link(**values, comments=comments)


def goes_on(link: Link | None, *, status: str) -> list[changes.Reason]:
    """Why what a secondary link says cannot be changed: its member has left, it is over, or has not been written yet."""
    if status not in IN_FORCE:
        title = STATUS_TITLES.get(status, status)
        text = f"Người này đang ở trạng thái “{title}” nên không còn nơi sinh hoạt để sửa."
        return [{"code": "wrong-status", "text": text, "mend": "Kết thúc hồ sơ này."}]
    if link is None:
        text = "Danh bộ chưa ghi nơi sinh hoạt của hồ sơ này."
        return [{"code": "link-unknown", "text": text, "mend": "Chờ vài phút rồi sửa lại."}]
    if link.ended_on is not None:
        text = f"Danh bộ ghi việc sinh hoạt này đã kết thúc ngày {link.ended_on:%d/%m/%Y}."
        return [{"code": "link-over", "text": text, "mend": "Kết thúc hồ sơ này; đi tiếp thì lập hồ sơ mới."}]
    return []


_LINK_DAYS: Final = frozenset({"from_on", "until", "ended_on"})
_LINK_SAID: Final = ("host_unit_id", "host_place", "from_on", "until", "ended_on")
