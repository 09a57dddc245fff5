"""Acts of three services as one list."""

import base64

import pytest

from services.kit import wire
from services.kit.faults import Denied, Unavailable

LISTS = {service: f"{service}.list_audit" for service in ("members", "workflows", "messaging")}


def act(key, at):
    return {"id": str(key), "at": f"2026-11-24T0{at}:00:00Z"}


class Audit:
    """A service that answers pages of its acts as the contract says, newest first."""

    def __init__(self, *acts):
        self.acts = sorted(acts, key=lambda item: (item["at"], int(item["id"])), reverse=True)

    def page(self, given):
        at, _, key = (given.get("cursor") or "9999/0").partition("/")
        left = [item for item in self.acts if (item["at"], int(item["id"])) < (at, int(key))]
        limit = int(given.get("limit", 30))
        return {"items": left[:limit], "next": "more" if left[limit:] else None, "total": len(self.acts)}


@pytest.fixture
def keep(services, monkeypatch):
    """`keep(members=[(1, 5)])`: the service has acts of these ids and hours; a fault is raised instead."""
    held = {}

    def call_raw(method, given=None, /, **_how):
        service = method.partition(".")[0]
        services.calls.append((method, dict(given or {}), {}))
        if isinstance(held[service], Exception):
            raise held[service]
        return wire.dumps(held[service].page(given))

    def keep_acts(**acts):
        for service in LISTS:
            one = acts.get(service, held.get(service, []))
            held[service] = Audit(*(act(*each) for each in one)) if isinstance(one, list) else one

    monkeypatch.setattr(services, "call_raw", call_raw)
    return keep_acts


@pytest.fixture
def ask(http, bearer):
    def asked(**given):
        return http.get("/api/v1/audit", query_string=given, headers=bearer)

    return asked


def ids(page):
    return [item["id"] for item in page["items"]]


def test_acts_of_all_services_are_one_list_the_newest_first(keep, ask):
    keep(members=[(1, 3), (2, 7)], workflows=[(8, 5)], messaging=[(4, 6)])

    page = ask(count="exact").json

    assert ids(page) == ["members.2", "messaging.4", "workflows.8", "members.1"]
    assert (page["total"], page["next"], page["missing"]) == (4, None, [])


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_bring_every_act_once_in_one_order(keep, ask, limit):
    keep(
        members=[(1, 3), (2, 5), (3, 5), (9, 9)],
        workflows=[(2, 5), (3, 5), (4, 5), (7, 8)],
        messaging=[(1, 1), (2, 2), (3, 5)],
    )
    whole = ids(ask(limit=100).json)
    seen, cursor = [], None

    while (cursor or not seen) and len(seen) <= len(whole):
        page = ask(limit=limit, **({"cursor": cursor} if cursor else {})).json
        seen, cursor = [*seen, *ids(page)], page["next"]

    assert len(whole) == 11
    assert seen == whole


def test_what_is_kept_in_the_meantime_does_not_come_late(keep, ask):
    keep(members=[(2, 7), (1, 6)], messaging=[(1, 2)])
    first = ask(limit=1).json

    keep(workflows=[(5, 9)])

    assert ids(ask(cursor=first["next"]).json) == ["members.1", "messaging.1"]


def test_a_service_that_is_away_is_named_and_asked_for_older_acts_alone(keep, ask):
    keep(members=[(2, 7), (1, 3)], workflows=Unavailable("service-away"), messaging=[(4, 6)])
    first = ask(limit=1).json

    keep(workflows=[(8, 9), (7, 5)])
    second = ask(cursor=first["next"]).json

    assert (ids(first), first["missing"]) == (["members.2"], ["workflows"])
    assert (ids(second), second["missing"]) == (["messaging.4", "workflows.7", "members.1"], [])


def test_a_service_that_denies_the_caller_adds_nothing(keep, ask):
    denied = Denied("not-allowed", action="audit.view", reason="no-role")
    keep(members=[(1, 3)], workflows=denied, messaging=denied)

    page = ask(count="exact").json

    assert (ids(page), page["total"], page["missing"]) == (["members.1"], 1, [])


@pytest.mark.parametrize(
    ("fault", "status"), [(Denied("not-allowed", action="audit.view", reason="no-role"), 403), (Unavailable("x"), 503)]
)
def test_a_list_of_which_nothing_can_be_read_is_refused(keep, ask, fault, status):
    denied = Denied("not-allowed", action="audit.view", reason="no-role")
    keep(members=fault, workflows=denied, messaging=denied)

    assert ask().status_code == status


def test_every_service_is_asked_for_what_the_caller_filters_by(keep, ask, services):
    keep()

    ask(group="case", since="2026-11-01", limit="5")

    assert [call[:2] for call in services.calls] == [
        (method, {"group": "case", "since": "2026-11-01", "limit": "5"}) for method in LISTS.values()
    ]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "17",
        "không có",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b'{"members": "x"}').decode(),
        base64.b64encode(b'{"members": [], "workflows": "", "messaging": ""}').decode(),
    ],
)
def test_a_cursor_that_is_none_is_refused(keep, ask, services, cursor):
    keep()

    assert (ask(cursor=cursor).status_code, services.calls) == (422, [])
