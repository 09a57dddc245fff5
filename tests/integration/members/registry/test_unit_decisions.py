"""Each act upon a unit is a decision of the direct superior, with a number from that unit's register (template T17)."""

import pytest

from services.kit import ids
from services.kit.clock import day_of, now
from services.kit.faults import Conflict, NotFound
from services.members.actions import changing_units, numbering, positions

COMMUNE, OTHER = "24-01-001", "24-01-002"
CHAPTER = "DIA_BAN_DAN_CU"
TODAY = day_of(now()).isoformat()


@pytest.fixture
def asked(events):
    """The papers that the registry has asked for, the newest last."""
    return lambda: [order for subject_of in events("messaging.issue_documents.v1") for order in subject_of["documents"]]


@pytest.fixture
def found(ask, province):
    """`found("24-01-001", "Thôn Đông")`: a unit of its own for the test; answers its name."""

    def made(parent, name, *, kind=CHAPTER, by=None, **given):
        name = f"{name} {ids.new().hex[-6:]}"
        unit = ask(
            "create_unit",
            by=by or parent,
            parent_id=province.id(parent),
            name=name,
            kind=kind,
            **{"on": "2020-01-01", **given},
        )
        with province.database.transaction() as tx:
            province.units[name] = tx.units.get(unit["id"])
        return name

    return made


@pytest.fixture
def quietly(found):
    """The same, decided on paper."""
    return lambda parent, name, **given: found(parent, name, decision_no="01-QĐ/ĐTN", **given)


def subject_of(order):
    return order["content"]["about"]


def test_a_unit_is_founded_by_a_decision_of_its_superior(province, found, asked):
    name = found(COMMUNE, "Thôn Đông", on=TODAY)

    order = asked()[-1]
    assert (order["template"], order["unit_id"], order["in_force"]) == ("T17", str(province.id(COMMUNE)), True)
    assert subject_of(order) == {
        "operation": "ESTABLISH", "unit_name": name, "superior_name": "Đơn vị 24-01-001", "effective_on": TODAY,
    }  # fmt: skip
    assert order["content"]["concerns"] == [str(province.id(name))]
    assert order["content"]["readers"] == [str(province.id(COMMUNE))]
    assert (order["signer_position"], order["on"]) == ("BT", TODAY)


def test_what_was_decided_on_paper_gets_no_second_decision(found, asked):
    before = len(asked())

    found(COMMUNE, "Thôn Có Giấy", decision_no="15-QĐ/ĐTN")

    assert len(asked()) == before


def test_a_unit_that_a_workbook_enters_was_founded_long_ago(province, asked):
    before = len(asked())
    with province.database.transaction(actor=province.officer(COMMUNE)) as tx:
        changing_units.enter_unit(
            tx,
            parent_id=province.id(COMMUNE),
            name="Thôn Trong Bảng Tính",
            level=None,
            kind=CHAPTER,
            code=None,
            decision_no=None,
            on=None,
        )

    assert len(asked()) == before


def test_a_superior_further_up_decides_in_its_own_name(province, found, asked):
    found(COMMUNE, "Thôn Của Huyện", by="24-01")

    assert asked()[-1]["unit_id"] == str(province.id("24-01"))


def test_the_same_request_twice_is_one_decision(rpc, province, token_for, asked):
    given = {"parent_id": province.id(COMMUNE), "name": "Thôn Một Lần", "kind": CHAPTER}
    before, token, request_id = len(asked()), token_for(None, province.place(COMMUNE)), str(ids.new())

    answers = [rpc.call("members.create_unit", given, token=token, request_id=request_id) for _ in range(2)]

    assert answers[0]["id"] == answers[1]["id"]
    assert len(asked()) == before + 1


def test_a_new_name_is_decided_with_the_old_one(ask, province, quietly, asked):
    name = quietly(COMMUNE, "Thôn Cũ")

    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Mới Tên")

    assert subject_of(asked()[-1]) == {
        "operation": "RENAME", "unit_name": name, "new_name": "Thôn Mới Tên", "effective_on": TODAY,
    }  # fmt: skip


def test_the_common_superior_decides_to_whom_a_unit_belongs(ask, province, quietly, asked):
    name = quietly(COMMUNE, "Thôn Chuyển")

    ask("move_unit", by="24", unit_id=province.id(name), parent_id=province.id("24-02-001"), on=TODAY)

    order = asked()[-1]
    assert order["unit_id"] == str(province.id("24"))
    assert (subject_of(order)["operation"], subject_of(order)["target_name"]) == ("MOVE", "Đơn vị 24-02-001")
    assert order["content"]["concerns"] == [str(province.id(name))]
    between = ("24-01", COMMUNE, "24-02", "24-02-001")
    assert set(order["content"]["readers"]) == {str(province.id(code)) for code in between}


def test_a_dissolution_names_who_goes_on_with_what_is_open(ask, province, quietly, asked):
    name, other = quietly(COMMUNE, "Thôn Giải Thể"), quietly(COMMUNE, "Thôn Tiếp Nhận")

    ask("close_unit", by=COMMUNE, unit_id=province.id(name), successor_id=province.id(other))

    assert subject_of(asked()[-1]) == {
        "operation": "DISSOLVE", "unit_name": name, "target_name": other, "effective_on": TODAY,
    }  # fmt: skip


def test_a_split_says_what_stays(ask, province, quietly, asked):
    name = quietly(COMMUNE, "Thôn Chia")
    goes, _ = (province.add_member(f"Người Chia {number}", name) for number in range(2))

    ask("split_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Tách Ra", person_ids=[goes.id])

    about = subject_of(asked()[-1])
    assert (about["operation"], about["into_names"]) == ("SPLIT", [name, "Thôn Tách Ra"])
    assert about["remainder"] == f"thuộc {name}"


# ---------------------------------------------------------------- mergers and their undoing


@pytest.fixture
def merge(ask, province):
    def merged(target, *sources, by=COMMUNE, **given):
        first, *others = (province.id(source) for source in sources)
        return ask("merge_units", by=by, unit_id=first, target_id=province.id(target), also_ids=others, **given)

    return merged


@pytest.fixture
def unmerge(ask, province):
    return lambda name, by=COMMUNE: ask("unmerge_unit", by=by, unit_id=province.id(name), reason="Ghi nhầm đơn vị")


def test_several_units_are_merged_by_one_decision(quietly, merge, asked):
    one, two, target = (quietly(COMMUNE, name) for name in ("Thôn Một", "Thôn Hai", "Thôn Chung"))
    before = len(asked())

    merge(target, one, two)

    [order] = asked()[before:]
    assert (subject_of(order)["from_names"], subject_of(order)["target_name"]) == ([one, two], target)


def test_an_undone_merger_revokes_its_decision_by_another(province, quietly, merge, unmerge, asked, events):
    source, target = quietly(COMMUNE, "Thôn Nhầm"), quietly(COMMUNE, "Thôn Nhận Nhầm")
    merge(target, source)
    decision = asked()[-1]

    unmerge(source)

    order, settled = asked()[-1], events("messaging.settle_documents.v1")[-1]["documents"]
    assert (order["template"], order["unit_id"], order["in_force"]) == ("T19R", decision["unit_id"], True)
    assert subject_of(order)["corrects"] == {"document_key": decision["key"]}
    assert (subject_of(order)["reason"], order["content"]["people"]) == ("Ghi nhầm đơn vị", [])
    assert [(each["key"], each["state"], each["by_key"]) for each in settled] == [
        (decision["key"], "revoked", order["key"])
    ]


def test_whose_decision_it_was_revokes_it_whoever_undoes_the_merger(province, quietly, merge, unmerge, asked):
    source, target = quietly(COMMUNE, "Thôn Xã Gộp"), quietly(COMMUNE, "Thôn Xã Nhận")
    merge(target, source)

    unmerge(source, by="24-01")

    order = asked()[-1]
    assert order["unit_id"] == str(province.id(COMMUNE))
    assert (order["signer_id"], order["signer_position"]) == (None, None)


def test_the_decision_stands_for_the_units_that_stay_merged(quietly, merge, unmerge, asked, events):
    one, two, target = (quietly(COMMUNE, name) for name in ("Thôn Ba", "Thôn Bốn", "Thôn Năm"))
    merge(target, one, two)
    key, settled = asked()[-1]["key"], len(events("messaging.settle_documents.v1"))

    unmerge(one)
    named = asked()[-1]["content"]["people"]
    stands = len(events("messaging.settle_documents.v1")) == settled
    unmerge(two)

    assert [each["full_name"] for each in named] == [one]
    assert stands
    assert events("messaging.settle_documents.v1")[-1]["documents"][0]["key"] == key


def test_a_merger_decided_on_paper_leaves_nothing_to_revoke(quietly, merge, unmerge, asked):
    source, target = quietly(COMMUNE, "Thôn Giấy"), quietly(COMMUNE, "Thôn Nhận Giấy")
    merge(target, source, decision_no="22-QĐ/ĐTN")
    before = len(asked())

    unmerge(source)

    assert len(asked()) == before


# ---------------------------------------------------------------- officers and committees


def test_an_officer_is_recognised_by_the_superior(ask, province, quietly, asked):
    name = quietly(COMMUNE, "Thôn Có Bí Thư")
    person = province.add_member("Bí Thư Mới", name)

    ask("appoint_officer", by=COMMUNE, unit_id=province.id(name), person_id=person.id, code="BT", from_on=TODAY)

    order = asked()[-1]
    [seated] = order["content"]["people"]
    assert (subject_of(order)["operation"], subject_of(order)["unit_name"]) == ("COMMITTEE", name)
    assert (seated["full_name"], seated["office"], seated["person_id"]) == ("Bí Thư Mới", "Bí thư", str(person.id))
    assert seated["born_on"] == "2005-03-05"


def test_what_the_system_itself_enters_is_decided_by_nobody(province, quietly, asked):
    name = quietly(COMMUNE, "Thôn Kỹ Thuật")
    person, before = province.add_member("Người Được Ghi", name), len(asked())

    with province.database.transaction() as tx:
        positions.appoint_officer(
            tx,
            unit_id=province.id(name),
            person_id=person.id,
            code="BT",
            from_on=None,
            until=None,
            decision_no=None,
            engagement=None,
        )

    assert len(asked()) == before


def seats(*people):
    return [{"person_id": person.id, "code": code} for person, code in people]


def test_a_committee_is_recognised_by_one_decision_and_the_one_before_ends(ask, province, quietly, registry, asked):
    name = quietly(COMMUNE, "Thôn Bầu Lại")
    old, new, third = (province.add_member(f"Uỷ Viên {number}", name) for number in range(3))
    office = registry.appoint(old, name, code="BT")
    before = len(asked())

    view = ask(
        "recognise_committee",
        by=COMMUNE,
        unit_id=province.id(name),
        seats=seats((new, "BT"), (old, "PBT"), (third, "UVBCH")),
        term="2026–2028",
        is_provisional=True,
        from_on=TODAY,
    )

    [order] = asked()[before:]
    assert [(each["person"]["full_name"], each["code"]) for each in view["officers"]] == [
        ("Uỷ Viên 1", "BT"), ("Uỷ Viên 0", "PBT"), ("Uỷ Viên 2", "UVBCH"),
    ]  # fmt: skip
    assert registry.last_day(office).isoformat() < TODAY
    assert [each["office"] for each in order["content"]["people"]] == ["Bí thư", "Phó Bí thư", "Uỷ viên Ban Chấp hành"]
    assert (subject_of(order)["term"], order["content"]["people"][0]["is_provisional"]) == ("2026–2028", True)


def test_nobody_sits_twice_in_a_committee(ask, province, quietly):
    name = quietly(COMMUNE, "Thôn Ghi Trùng")
    person = province.add_member("Người Ghi Hai Lần", name)

    with pytest.raises(Conflict) as refused:
        ask(
            "recognise_committee", by=COMMUNE, unit_id=province.id(name), seats=seats((person, "BT"), (person, "UVBCH"))
        )

    assert refused.value.code == "seated-twice"
    assert "Người Ghi Hai Lần" in refused.value.fields["text"]


def test_another_communes_committee_is_nobodys_to_recognise(ask, province, quietly):
    name = quietly(COMMUNE, "Thôn Người Khác")
    person = province.add_member("Người Xã Này", name)

    with pytest.raises(NotFound):
        ask("recognise_committee", by=OTHER, unit_id=province.id(name), seats=seats((person, "BT")))


# ---------------------------------------------------------------- numbers come back


@pytest.fixture
def numbered(province):
    """The decision has its number, and that is said twice."""

    def run(order, number):
        subject_of = {
            "key": order["key"], "template": "T17", "number": number, "id": ids.new(), "on": day_of(now()), "case_ids": [],
        }  # fmt: skip
        for _ in range(2):
            with province.database.transaction() as tx:
                numbering.papers_issued(tx, [subject_of])

    return run


def test_the_number_stands_beside_what_was_founded(province, found, asked, numbered):
    name = found(COMMUNE, "Thôn Có Số")

    numbered(asked()[-1], "31-QĐ/ĐTN")

    for table in ("units", "unit_names", "unit_links"):
        column = "id" if table == "units" else "unit_id"
        asked_for = f"SELECT decision_no FROM {table} WHERE {column} = :u"
        assert province.count(asked_for, u=province.id(name)) == "31-QĐ/ĐTN"


def test_the_number_stands_beside_everybody_who_was_seated(ask, province, quietly, registry, asked, numbered):
    name = quietly(COMMUNE, "Thôn Ghi Số")
    chair, other, earlier = (province.add_member(f"Người Ghi Số {number}", name) for number in range(3))
    registry.appoint(earlier, COMMUNE, code="UVBCH")
    ask("recognise_committee", by=COMMUNE, unit_id=province.id(name), seats=seats((chair, "BT"), (other, "UVBCH")))

    numbered(asked()[-1], "32-QĐ/ĐTN")

    officers = ask("list_officers", by=COMMUNE, unit_id=province.id(name))["items"]
    assert [each["decision_no"] for each in officers] == ["32-QĐ/ĐTN"] * 2
    assert province.count("SELECT decision_no FROM positions WHERE person_id = :p", p=earlier.id) is None


def test_the_number_stands_beside_those_who_went_along(province, quietly, merge, asked, numbered):
    source, target = quietly(COMMUNE, "Thôn Theo Số"), quietly(COMMUNE, "Thôn Nhận Số")
    person = province.add_member("Người Theo Số", source)
    merge(target, source)

    numbered(asked()[-1], "33-QĐ/ĐTN")

    stretch = "SELECT decision_no FROM memberships WHERE person_id = :p AND why = 'merge'"
    assert province.count(stretch, p=person.id) == "33-QĐ/ĐTN"
    assert (
        province.count("SELECT decision_no FROM unit_mergers WHERE unit_id = :u", u=province.id(source)) == "33-QĐ/ĐTN"
    )


def test_the_screen_says_whose_decision_it_will_be(ask, province):
    view = ask("get_unit", by="24-01", unit_id=province.id(COMMUNE))

    offered = {offer["action"]: offer["consequences"][-1] for offer in view["allowed_actions"] if offer["form_schema"]}
    assert "Đơn vị 24-01 ra quyết định" in offered["rename_unit"]
    assert "Đơn vị 24-01 ra quyết định" in offered["recognise_committee"]
    assert "Đoàn cấp trên chung của hai đơn vị" in offered["merge_unit"]
