"""Who looks at what was done, and whether somebody may do something, in sentences."""

import pytest

from services.kit import ids
from services.kit.faults import Denied, Invalid, NotFound

COMMUNE = "24-01-001"


@pytest.fixture
def read(host, rpc, province, token_for):
    """`read("24-01", group="unit")`: what an inspector of the unit sees."""

    def seen(unit, **given):
        place = ("INSPECTOR", province.id(unit), province.units[unit].level)
        return rpc.call("members.list_audit", {"limit": 100, **given}, token=token_for(None, place))["items"]

    return seen


@pytest.fixture
def edited(ask, province):
    person = province.add_member("Người Được Sửa", "24-01-001-001")
    given = {"member_id": person.id, "fields": {"occupation": "Công nhân may"}}
    ask("update_member", by=COMMUNE, **given)
    return person


def test_an_inspector_sees_acts_of_her_units_with_the_names_of_fields_alone(read, edited):
    [line] = [line for line in read(COMMUNE, group="member") if line["subject"] == "Người Được Sửa"]

    assert (line["title"], line["unit"]["name"]) == ("Sửa hồ sơ đoàn viên", "Đơn vị 24-01-001-001")
    assert line["changed"]
    assert "Công nhân may" not in str(line)


def test_an_inspector_sees_nothing_of_other_units(read, edited):
    assert [line for line in read("24-02", group="member") if line["subject"] == "Người Được Sửa"] == []


def test_an_administrator_sees_acts_upon_accounts_alone(host, rpc, token_for, edited):
    admin = token_for(is_admin=True)
    rpc.call("members.invite", token=admin, person_id=edited.id)

    lines = rpc.call("members.list_audit", {"limit": 100}, token=admin)["items"]

    assert {line["action"].partition(".")[0] for line in lines} <= {"account", "administrator"}
    assert lines[0]["action"] == "account.invite"


def test_pages_go_on_where_they_ended(host, rpc, token_for, edited):
    admin = token_for(is_admin=True)
    for _ in range(3):
        rpc.call("members.invite", token=admin, person_id=edited.id)

    asked = {"limit": 2, "count": "exact"}
    first = rpc.call("members.list_audit", asked, token=admin)
    second = rpc.call("members.list_audit", {**asked, "cursor": first["next"]}, token=admin)

    whole = rpc.call("members.list_audit", {"limit": 4}, token=admin)["items"]
    assert [*first["items"], *second["items"]] == whole
    assert first["total"] == second["total"] >= 3


def test_a_cursor_that_is_none_is_refused(host, rpc, token_for):
    with pytest.raises(Invalid):
        rpc.call("members.list_audit", {"cursor": "17"}, token=token_for(is_admin=True))


@pytest.mark.parametrize("role", ["CHAPTER_OFFICER", "PROVINCE_OFFICER"])
def test_officers_look_at_no_audit(host, rpc, province, token_for, role):
    with pytest.raises(Denied):
        rpc.call("members.list_audit", token=token_for(None, (role, province.id("24"), "PROVINCE")))


def test_why_somebody_may_is_said_with_the_office_and_why_not_with_the_place(ask, province):
    yes = ask("explain_permission", by=COMMUNE, action="unit.close", unit_id=province.id("24-01-001-001"))
    no = ask("explain_permission", by=COMMUNE, action="unit.close", unit_id=province.id("24-02-001"))
    never = ask("explain_permission", by=COMMUNE, action="account.lock")

    assert (yes["allowed"], no["allowed"], never["allowed"]) == (True, False, False)
    assert yes["rules"][0]["held"] == ["Bí thư Đơn vị 24-01-001"]
    assert no["text"].endswith("nhưng không có ở Đơn vị 24-02-001.")
    assert "không có quyền" in never["text"]


def test_every_right_is_listed_with_whether_one_has_it(ask):
    rights = {item["action"]: item for item in ask("list_permissions", by=COMMUNE)["items"]}

    assert (rights["unit.close"]["allowed"], rights["account.lock"]["allowed"]) == (True, False)
    assert rights["unit.close"]["title"] == "Giải thể đơn vị"


def test_an_administrator_looks_at_failed_messages_and_replays_them(host, rpc, province, sql, token_for):
    key = ids.new()
    sql.execute(
        "INSERT INTO failed_messages (reader, message_id, routing_key, body, fault, tries)"
        " VALUES ('r', %s, 'x.v1', '{\"name\": \"Nguyễn Thu Hà\"}', %s, 9)",
        (key, "Traceback\n  File\npsycopg.errors.CheckViolation: Nguyễn Thu Hà"),
    )
    admin, officer = token_for(is_admin=True), token_for(None, province.place("24"))

    [message] = rpc.call("members.list_failed_messages", token=admin)["items"]
    rpc.call("members.replay_message", token=admin, id=key)

    assert (message["fault"], message["dead"], "Nguyễn" in str(message)) == ("CheckViolation", True, False)
    assert sql.execute(
        "SELECT next_try_at IS NOT NULL FROM failed_messages WHERE message_id = %s", (key,)
    ).fetchone() == (True,)
    sql.execute("DELETE FROM failed_messages WHERE message_id = %s", (key,))
    for method in ("list_failed_messages", "replay_message"):
        with pytest.raises(Denied):
            rpc.call(f"members.{method}", token=officer, **({"id": key} if method == "replay_message" else {}))


def test_a_unit_that_is_not_there_explains_nothing(ask):
    with pytest.raises(NotFound):
        ask("explain_permission", by=COMMUNE, action="unit.close", unit_id=ids.new())
