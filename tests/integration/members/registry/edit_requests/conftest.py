"""Members who ask, and what is read of their requests."""

import pytest
from sqlalchemy import text

COMMUNE, DISTRICT, FOREIGN = "24-01-001", "24-01", "24-02-001-001"
PHONE = {"phone": "0912345678"}


@pytest.fixture
def chapter(new_chapter, province, registry):
    """A chapter of the test's own with a secretary; the commune has one too."""
    code = new_chapter(COMMUNE)
    registry.appoint(province.add_member("Bí Thư Chi Đoàn", code), code, code="BT")
    return code


@pytest.fixture(scope="module", autouse=True)
def superiors(province):
    """Officers above, as the registry knows them."""
    province.appointed(province.place(COMMUNE), province.place(DISTRICT))


@pytest.fixture
def member(province, chapter):
    return province.add_member("Nguyễn Thu Hà", chapter, phone="0911111111", flags=["unconfirmed"])


@pytest.fixture
def as_self(host, rpc, token_for, province):
    """`as_self("get_member", person, …, office=code)`: what the service answers that person, in an office if they hold one."""

    def call(method, person, office=None, **given):
        places = () if office is None else (province.place(office),)
        return rpc.call(f"members.{method}", given, token=token_for(person.id, *places))

    return call


@pytest.fixture
def submit(as_self):
    """`submit(member, {"phone": …}, reason=…)`: the ids of the requests that wait then, by field."""

    def run(person, fields, office=None, **given):
        answer = as_self("submit_edit_requests", person, office, member_id=person.id, fields=fields, **given)
        return {item["field"]: item["id"] for item in answer["items"] if item["state"] == "WAITING"}

    return run


def stored(province, person):
    with province.database.transaction() as tx:
        return tx.people.get(person.id)


def edits(province, person):
    query = "SELECT count(*) FROM audit_log WHERE action = 'member.edit' AND subject_id = :id"
    return province.count(query, id=str(person.id))


def audited(province, person):
    """Acts upon the member's requests, with what was kept of each."""
    with province.database.transaction() as tx:
        query = text(
            "SELECT action, after FROM audit_log WHERE subject_id = :id AND action LIKE 'edit_request.%' ORDER BY id"
        )
        return [(row.action, row.after) for row in tx.execute(query, {"id": str(person.id)})]


def waiting_row(ask, by):
    found = [item for item in ask("list_waiting_work", by=by)["items"] if item["kind"] == "edit_requests_to_decide"]
    return found[0] if found else None


def listed(ask, by, view="mine"):
    return {item["id"]: item for item in ask("list_edit_requests", by=by, view=view, limit=100)["items"]}
