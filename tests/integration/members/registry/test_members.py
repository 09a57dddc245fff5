from datetime import date

import psycopg
import pytest
from sqlalchemy import event

from services.kit import actor as tokens
from services.kit import ids, wire
from services.kit.faults import Denied, Invalid, NotFound, Stale, Unauthenticated
from services.members.actions import searching
from services.members.domain.positions import Position

CHAPTER = "24-01-001-001"
SENSITIVE = {"papers", "contact", "background", "family", "party"}
PRIVATE = {"citizen_id": "024305000017", "phone": "0912345678", "ethnicity": 2, "party_card_no": "PC-1"}


@pytest.fixture(scope="module")
def person(province):
    return province.add_member("Nguyễn Thu Hà", CHAPTER, **PRIVATE)


@pytest.fixture
def as_self(host, rpc, token_for):
    return lambda method, person, **given: rpc.call(f"members.{method}", given, token=token_for(person.id))


def shown(view):
    return {
        field["code"]: field["value"] for group in view["groups"] for field in group["fields"] if not group["masked"]
    }


# ---------------------------------------------------------------- looking


def test_sensitive_groups_come_masked(ask, person):
    view = ask("get_member", by=CHAPTER, member_id=person.id)

    assert {group["code"] for group in view["groups"] if group["masked"]} == SENSITIVE
    assert not [private for private in PRIVATE.values() if str(private) in wire.dumps(view).decode() and private != 2]


def test_a_revealed_group_is_shown_and_written_down(ask, as_self, person):
    view = ask("get_member", by=CHAPTER, member_id=person.id, reveal=["papers"])
    seen = as_self("list_access_log", person)["items"]

    assert shown(view)["citizen_id"] == PRIVATE["citizen_id"]
    assert "phone" not in shown(view)
    assert (seen[0]["how"], seen[0]["what"]) == ("view", ["Giấy tờ tuỳ thân"])


def test_looking_at_oneself_masks_nothing_and_writes_nothing(as_self, province):
    person = province.add_member("Tự Xem", CHAPTER, phone="0912345677")

    view = as_self("get_member", person, member_id=person.id)

    assert shown(view)["phone"] == "0912345677"
    assert as_self("list_access_log", person)["items"] == []


def test_an_auditor_sees_no_sensitive_group(host, rpc, token_for, person, province):
    auditor = token_for(None, ("AUDITOR", province.id("24"), "PROVINCE"))

    with pytest.raises(Denied) as refused:
        rpc.call("members.get_member", {"member_id": person.id, "reveal": ["party"]}, token=auditor)

    assert refused.value.fields["action"] == "member.view_sensitive"


def test_an_unknown_group_is_refused(ask, person):
    with pytest.raises(Invalid):
        ask("get_member", by=CHAPTER, member_id=person.id, reveal=["secrets"])


@pytest.mark.parametrize("by", ["24-02", "24-02-001", "24-01-002", "24-01-001-002"])
@pytest.mark.parametrize(
    ("method", "given"),
    [("get_member", {}), ("get_timeline", {}), ("get_card", {}), ("update_member", {"fields": {"note": "x"}})],
    ids=["file", "timeline", "card", "update"],
)
def test_an_officer_reaches_nothing_of_another_unit(ask, person, by, method, given):
    with pytest.raises(NotFound) as refused:
        ask(method, by=by, member_id=person.id, **given)

    assert refused.value.code == "member-unknown"


@pytest.mark.parametrize("asked", [{}, {"q": "nguyen thu ha"}, {"q": "0912345678"}, {"q": "024305000017"}], ids=str)
def test_lists_and_searches_stay_within_the_scope(ask, person, asked):
    elsewhere = ask("list_members", by="24-02", limit=100, count="exact", **asked)
    there = ask("list_members", by="24-01-001", limit=100, **asked)

    assert str(person.id) not in [line["id"] for line in elsewhere["items"]]
    assert str(person.id) in [line["id"] for line in there["items"]]


def test_a_filter_by_a_foreign_unit_finds_nobody(ask, person, province):
    found = ask("list_members", by="24-02", unit_id=province.id(CHAPTER), count="exact")

    assert (found["items"], found["total"]) == ([], 0)


def test_a_member_sees_only_themself_in_lists(as_self, person):
    found = as_self("list_members", person, count="exact")

    assert [line["id"] for line in found["items"]] == [str(person.id)]


def test_nobody_unknown_reads_the_registry(host, rpc, person):
    with pytest.raises(Unauthenticated):
        rpc.call("members.get_member", {"member_id": person.id})


def test_the_number_of_queries_does_not_grow_with_the_rows(province):
    for number in range(30):
        province.add_member(f"Đông Người {'Abcdefghijklmnopqrstuvwxyzabcd'[number]}", "24-01-002-002")
    counted = []
    event.listen(province.database.engine, "before_cursor_execute", lambda *_given: counted.append(1))
    asked = dict.fromkeys(("unit_id", "status", "sex", "age_from", "age_to", "category", "missing", "flag")) | {
        "below": True
    }

    def queries(limit):
        counted.clear()
        with province.database.transaction(actor=province.officer("24")) as tx:
            searching.list_members(tx, q="dong", limit=limit, cursor=None, count=None, sort=None, **asked)
        return len(counted)

    assert queries(5) == queries(30) <= 3


# ---------------------------------------------------------------- changing


def test_what_is_given_is_kept_and_the_rest_stays(ask, province, events):
    person = province.add_member("Trần Văn Sửa", CHAPTER, phone="0911111111", email="a@b.vn")

    given = {
        "phone": "+84 987 654 321",
        "ethnicity": "Tày",
        "relatives": [{"name": "Trần A", "born": 1970}],
        "note": "ghi",
    }
    ask("update_member", by=CHAPTER, member_id=person.id, version=1, fields=given)
    view = ask("get_member", by=CHAPTER, member_id=person.id, reveal=["all"])

    kept = shown(view)
    assert (kept["phone"], kept["ethnicity"], kept["email"], kept["note"]) == ("0987654321", "2", "a@b.vn", "ghi")
    assert kept["relatives"] == [{"name": "Trần A", "born": "1970"}]
    assert events("members.people_changed.v1")[-1]["people"][0]["version"] == view["version"] == 2


WRONG = (
    ("phone", "12345", "10 chữ số"),
    ("birth_date", "31/02/2005", "lịch"),
    ("birth_date", "01/01/2090", "ngày hôm nay"),
    ("citizen_id", "12", "chữ số"),
    ("full_name", "", "bắt buộc"),
    ("full_name", "A" * 101, "100 ký tự"),
    ("sex", "không rõ", "Nam"),
    ("ethnicity", "Klingon", "danh sách"),
    ("email", "x@", "email"),
    ("salaried", "có lẽ", "Có hoặc Không"),
    ("native_place", "x" * 500, "ký tự"),
    ("native_place", {"a": 1}, "phải là chữ"),
    ("union_join_date", "01/01/2099", "ngày hôm nay"),
    ("party_official_date", "01/01/2020", "Ngày chính thức trước ngày vào Đảng"),
    ("shoe_size", "41", "Không có trường này"),
)


@pytest.mark.parametrize(
    ("field", "value", "words"), WRONG, ids=[f"{field} {str(value)[:12]}" for field, value, _ in WRONG]
)
def test_a_wrong_field_is_refused_with_its_reason(ask, province, field, value, words):
    person = province.add_member("Lê Thị Sai", CHAPTER, party_join_on=date(2024, 1, 1))

    with pytest.raises(Invalid) as refused:
        ask("update_member", by=CHAPTER, member_id=person.id, fields={field: value})

    assert words in refused.value.fields["errors"][field][0]


def test_one_wrong_field_keeps_the_right_ones_out_too(ask, province):
    person = province.add_member("Nửa Đúng", CHAPTER)

    with pytest.raises(Invalid):
        ask("update_member", by=CHAPTER, member_id=person.id, fields={"major": "Toán", "phone": "1"})

    assert ask("get_member", by=CHAPTER, member_id=person.id)["version"] == 1


def test_a_citizen_id_of_someone_out_of_sight_is_taken_without_saying_whose(ask, province):
    province.add_member("Người Nơi Khác", "24-02-001-001", citizen_id="024305000099")
    person = province.add_member("Người Ở Đây", CHAPTER)

    with pytest.raises(Invalid) as refused:
        ask("update_member", by=CHAPTER, member_id=person.id, fields={"citizen_id": "024305000099"})

    assert refused.value.fields == {
        "errors": {
            "citizen_id": ["Số CCCD này đã có trong hệ thống. Kiểm tra lại số, hoặc đề nghị cấp trên đối chiếu."]
        }
    }


def test_a_file_that_someone_else_has_changed_is_stale(ask, province):
    person = province.add_member("Hai Người Sửa", CHAPTER)
    ask("update_member", by=CHAPTER, member_id=person.id, version=1, fields={"major": "Văn"})

    with pytest.raises(Stale) as refused:
        ask("update_member", by=CHAPTER, member_id=person.id, version=1, fields={"major": "Sử"})

    assert refused.value.fields["version"] == 2


def test_giving_what_is_there_already_changes_nothing(ask, province, events):
    person = province.add_member("Không Đổi", CHAPTER, major="Toán")
    told = len(events("members.people_changed.v1"))

    view = ask("update_member", by=CHAPTER, member_id=person.id, fields={"major": "Toán"})

    assert (view["version"], len(events("members.people_changed.v1"))) == (1, told)


def test_a_change_is_in_the_audit_with_before_and_after(ask, province, sql):
    person = province.add_member("Có Kiểm Tra", CHAPTER, major="Toán")

    ask("update_member", by=CHAPTER, member_id=person.id, fields={"major": "Lý"})
    row = sql.execute("SELECT action, before, after FROM audit_log WHERE subject_id = %s", (str(person.id),)).fetchone()

    assert row == ("member.edit", {"major": "Toán"}, {"major": "Lý"})


def test_the_superior_confirms_what_a_chapter_entered_itself(ask, province):
    person = province.add_member("Chờ Xác Nhận", CHAPTER, flags=["unconfirmed"])

    with pytest.raises(Denied):
        ask("confirm_members", by=CHAPTER, member_ids=[person.id])
    with pytest.raises(NotFound):
        ask("confirm_members", by="24-01-001", member_ids=[person.id, ids.new()])
    ask("confirm_members", by="24-01-001", member_ids=[person.id])

    assert ask("get_member", by=CHAPTER, member_id=person.id)["flags"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("union_join_date", "2021-05-19"),
        ("union_join_place", "Nơi khác"),
        ("admission_decision", "99-QĐ/ĐTN"),
        ("admission_decision_date", "2021-05-19"),
        ("card_no", "1"),
        ("card_date", "2021-05-19"),
    ],
)
def test_what_a_decision_settled_is_corrected_by_the_superior_alone(ask, admitted, field, value):
    with pytest.raises(Invalid) as refused:
        ask("update_member", by=CHAPTER, member_id=admitted.id, fields={field: value})
    view = ask("update_member", by="24-01-001", member_id=admitted.id, fields={field: value})

    assert "Đề nghị Đoàn cấp trên sửa" in refused.value.fields["errors"][field][0]
    assert shown(view)[field] == value


@pytest.fixture
def admitted(province):
    decided = {"admission_no": "12-QĐ/ĐTN", "admission_on": date(2021, 3, 26), "joined_place": "Chi đoàn thôn Đông"}
    card = {"card_no": "2401 2100 0017", "card_on": date(2021, 3, 26)}
    return province.add_member("Đã Chuẩn Y", CHAPTER, joined_on=date(2021, 3, 26), **decided, **card)


@pytest.mark.parametrize(("by", "may"), [(CHAPTER, False), ("24-01-001", True)])
def test_the_file_says_what_is_settled(ask, admitted, by, may):
    fields = [field for group in ask("get_member", by=by, member_id=admitted.id)["groups"] for field in group["fields"]]

    assert {field["code"]: field["editable"] for field in fields if field["code"] in ("card_no", "workplace")} == {
        "card_no": may,
        "workplace": True,
    }


@pytest.mark.parametrize("columns", [{"joined_on": None}, {"flags": ["unconfirmed"]}], ids=["empty", "unconfirmed"])
def test_the_chapter_fills_in_and_mends_what_is_not_settled(ask, province, columns):
    person = province.add_member("Chưa Chốt", CHAPTER, **columns)

    view = ask("update_member", by=CHAPTER, member_id=person.id, fields={"union_join_date": "2021-05-19"})

    assert shown(view)["union_join_date"] == "2021-05-19"


def test_a_way_in_is_offered_to_those_alone_who_may_be_given_one(ask, province):
    plain, officer = province.add_member("Đoàn Viên", CHAPTER), province.add_member("Phó Bí Thư", CHAPTER)
    office = {"unit_id": province.id(CHAPTER), "role": "CHAPTER_OFFICER", "code": "PBT", "from_on": date(2022, 1, 1)}
    with province.database.transaction() as tx:
        tx.positions.add(Position(id=ids.new(), person_id=officer.id, until=None, **office))

    def offered(by, person):
        actions = ask("get_member", by=by, member_id=person.id)["allowed_actions"]
        return "invite" in {action["action"] for action in actions}

    assert [offered(by, person) for by in (CHAPTER, "24-01-001") for person in (plain, officer)] == [
        True,
        False,
        True,
        True,
    ]


def test_the_sex_is_chosen_from_words(ask, province):
    person = province.add_member("Trần Thị Mơ", CHAPTER)

    view = ask("get_member", by=CHAPTER, member_id=person.id)
    sex = next(field for group in view["groups"] for field in group["fields"] if field["code"] == "sex")

    assert {choice["code"]: choice["label"] for choice in sex["choices"]} == {"male": "Nam", "female": "Nữ"}


def test_the_file_shows_what_older_papers_and_lists_said(ask, province):
    old = {"yum_code": "BG-0001", "old_card_no": "77", "policy_object": "Con dân công hoả tuyến", "phone": "0912345601"}
    person = province.add_member("Có Sổ Cũ", CHAPTER, phone_verified=True, **old)

    view = ask("get_member", by=CHAPTER, member_id=person.id, reveal=["all"])
    fields = {field["code"]: field for group in view["groups"] for field in group["fields"]}

    assert {code: fields[code]["display"] for code in old} == old
    assert fields["policy_object"]["choices"][-1] == {"code": old["policy_object"], "label": old["policy_object"]}
    assert (fields["phone_verified"]["display"], fields["phone_verified"]["editable"]) == ("Có", False)


def test_another_phone_is_not_verified(ask, province):
    person = province.add_member("Đổi Số", CHAPTER, phone="0912345602", phone_verified=True)

    view = ask("update_member", by=CHAPTER, member_id=person.id, fields={"phone": "0912345603"})

    assert shown(view)["phone_verified"] is False


# ---------------------------------------------------------------- card


def test_the_card_shows_the_code_and_never_passes_for_a_token(as_self, province):
    person = province.add_member("Có Thẻ", CHAPTER, code="240122000119", card_no="2401 2200 0119")

    card = as_self("get_card", person)

    assert (card["code"], card["state"]) == ("240122000119", "valid")
    with pytest.raises(Unauthenticated):
        tokens.verify(card["qr"])


def test_a_former_member_has_no_card(as_self, province):
    person = province.add_member("Đã Thôi", CHAPTER, code="240122000127", status="MATURED")

    with pytest.raises(Exception, match="no-card"):
        as_self("get_card", person)


# ---------------------------------------------------------------- constraints


def test_two_people_cannot_share_a_citizen_id(province, sql):
    one, two = (province.add_member(name, CHAPTER) for name in ("Số Một", "Số Hai"))
    sql.execute("UPDATE people SET citizen_id = '024305000123' WHERE id = %s", (one.id,))

    with pytest.raises(psycopg.errors.UniqueViolation):
        sql.execute("UPDATE people SET citizen_id = '024305000123' WHERE id = %s", (two.id,))


def test_a_person_is_in_one_unit_a_day(province, sql, person):
    with pytest.raises(psycopg.errors.ExclusionViolation):
        sql.execute(
            "INSERT INTO memberships (bond_id, person_id, unit_id, valid, why)"
            " SELECT bond_id, person_id, %s, '[2023-01-01,2023-02-01)', 'seed' FROM memberships WHERE person_id = %s",
            (province.id("24-02-001-001"), person.id),
        )


def test_a_membership_has_no_gap(province, sql):
    person = province.add_member("Đứt Quãng", CHAPTER)
    sql.execute("UPDATE memberships SET valid = '[2022-01-01,2023-01-01)' WHERE person_id = %s", (person.id,))

    with pytest.raises(psycopg.errors.CheckViolation, match="gap"):
        sql.execute(
            "INSERT INTO memberships (bond_id, person_id, unit_id, valid, why)"
            " SELECT bond_id, person_id, unit_id, '[2023-02-01,)', 'seed' FROM memberships WHERE person_id = %s",
            (person.id,),
        )


def test_an_empty_stretch_is_no_stretch(province, sql):
    person = province.add_member("Rỗng", CHAPTER)

    with pytest.raises(psycopg.errors.CheckViolation):
        sql.execute("UPDATE memberships SET valid = 'empty' WHERE person_id = %s", (person.id,))
