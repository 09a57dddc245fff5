"""A unit's history says what was done to it and by which decision; numbers come when the papers are issued (domain rule 1.6)."""

from datetime import date

import pytest

from services.kit import ids
from services.kit.clock import day_of, now
from services.kit.faults import NotFound
from services.members.actions import numbering

COMMUNE, OTHER = "24-01-001", "24-01-002"
TODAY = day_of(now())
SIGNED = date(2026, 11, 20)


@pytest.fixture
def asked(events):
    """The paper that the registry has asked for last."""
    return lambda: events("messaging.issue_documents.v1")[-1]["documents"][-1]


@pytest.fixture
def issued(province):
    """News that a paper has its number."""

    def run(order, number, *, document_id=None, on=SIGNED):
        told = {
            "key": order["key"], "template": order["template"], "number": number, "on": on,
            "id": document_id or ids.new(), "case_ids": [],
        }  # fmt: skip
        with province.database.transaction() as tx:
            numbering.papers_issued(tx, [told])
        return str(told["id"])

    return run


@pytest.fixture
def history(ask, province):
    def run(name, by="24"):
        return ask("list_unit_acts", by=by, unit_id=province.id(name))["items"]

    return run


def decision(line):
    return line["decision_no"], line["decision_on"], line["document_id"]


def test_a_name_that_was_given_by_a_decision_bears_its_number(ask, province, found, asked, issued, history):
    name = found("Thôn Cũ")
    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Mới Của Lịch Sử")

    document_id = issued(asked(), "41-QĐ/ĐTN")

    newest, first = history(name)
    assert newest["title"] == f"Đổi tên từ {name} thành Thôn Mới Của Lịch Sử"
    assert decision(newest) == ("41-QĐ/ĐTN", "2026-11-20", document_id)
    assert (first["title"], first["decision_no"]) == ("Thành lập, trực thuộc Đơn vị 24-01-001", "01-QĐ/ĐTN")
    named = "SELECT decision_no FROM unit_names WHERE unit_id = :u AND upper_inf(valid)"
    assert province.count(named, u=province.id(name)) == "41-QĐ/ĐTN"


def test_whoever_looks_at_the_unit_hears_of_the_number_once(ask, province, found, asked, issued, events):
    name = found("Thôn Nghe Tin")
    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Nghe Tin Mới")
    before = len(events("members.units_changed.v1"))

    for _ in range(2):
        issued(asked(), "40-QĐ/ĐTN")

    [told] = events("members.units_changed.v1")[before:]
    assert [unit["id"] for unit in told["units"]] == [str(province.id(name))]


def test_a_move_bears_the_number_of_its_decision(ask, province, found, asked, issued, history):
    name = found("Thôn Đi")
    ask("move_unit", by="24-01", unit_id=province.id(name), parent_id=province.id(OTHER))

    document_id = issued(asked(), "42-QĐ/HĐTN")

    newest = history(name)[0]
    assert newest["title"] == "Chuyển từ Đơn vị 24-01-001 về trực thuộc Đơn vị 24-01-002"
    assert decision(newest) == ("42-QĐ/HĐTN", "2026-11-20", document_id)
    linked = "SELECT decision_no FROM unit_links WHERE unit_id = :u AND upper_inf(valid)"
    assert province.count(linked, u=province.id(name)) == "42-QĐ/HĐTN"


def test_an_end_bears_the_number_of_its_decision(ask, province, found, asked, issued, history):
    name, other = found("Thôn Hết"), found("Thôn Tiếp")
    ask("close_unit", by=COMMUNE, unit_id=province.id(name), successor_id=province.id(other))

    document_id = issued(asked(), "43-QĐ/ĐTN")

    newest = history(name)[0]
    assert (newest["title"], newest["on"]) == (
        f"Kết thúc hoạt động, {other} tiếp nhận việc đang mở",
        TODAY.isoformat(),
    )
    assert decision(newest) == ("43-QĐ/ĐTN", "2026-11-20", document_id)


def test_a_merger_and_its_undoing_bear_theirs_on_both_sides(ask, province, found, asked, issued, history):
    source, target = found("Thôn Vào"), found("Thôn Nhận")
    ask("merge_units", by=COMMUNE, unit_id=province.id(source), target_id=province.id(target))
    merged = issued(asked(), "44-QĐ/ĐTN")
    ask("unmerge_unit", by=COMMUNE, unit_id=province.id(source), reason="Ghi nhầm")
    undone = issued(asked(), "45-QĐ/ĐTN")

    assert [(line["title"], line["document_id"]) for line in history(source)[:2]] == [
        (f"Huỷ việc sáp nhập vào {target}, hoạt động trở lại", undone),
        (f"Sáp nhập vào {target}", merged),
    ]
    assert [(line["title"], line["document_id"]) for line in history(target)[:2]] == [
        (f"Huỷ việc tiếp nhận {source} sáp nhập vào", undone),
        (f"Tiếp nhận {source} sáp nhập vào", merged),
    ]


def test_a_split_bears_its_number_on_both_sides_and_on_those_who_went(ask, province, found, asked, issued, history):
    name = found("Thôn Chia")
    goes, _ = (province.add_member(f"Người Chia Số {number}", name) for number in range(2))
    made = ask("split_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Mới Tách", person_ids=[goes.id])
    with province.database.transaction() as tx:
        province.units["Thôn Mới Tách"] = tx.units.get(made["id"])

    document_id = issued(asked(), "46-QĐ/ĐTN")

    assert decision(history(name)[0]) == ("46-QĐ/ĐTN", "2026-11-20", document_id)
    assert history("Thôn Mới Tách")[0]["title"] == f"Thành lập do chia tách {name}"
    stretch = "SELECT decision_no || '|' || decision_on FROM memberships WHERE person_id = :p AND why = 'split'"
    assert province.count(stretch, p=goes.id) == "46-QĐ/ĐTN|2026-11-20"


def test_units_that_went_along_with_a_merger_bear_its_number(ask, province, found, asked, issued, history):
    commune, target = (found(name, "24-02", kind="DOAN_XA") for name in ("Xã Vào", "Xã Nhận"))
    child = found("Thôn Của Xã Vào", commune)
    ask("merge_units", by="24-02", unit_id=province.id(commune), target_id=province.id(target))

    document_id = issued(asked(), "47-QĐ/HĐTN")

    newest = history(child)[0]
    assert newest["title"] == f"Chuyển từ {commune} về trực thuộc {target}"
    assert decision(newest) == ("47-QĐ/HĐTN", "2026-11-20", document_id)


def test_news_that_comes_twice_or_late_changes_nothing(ask, province, found, asked, issued, history):
    name = found("Thôn Hai Lần")
    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Lần Đầu")
    first = asked()
    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Lần Sau")
    second = asked()

    later = issued(second, "49-QĐ/ĐTN")
    earlier = issued(first, "48-QĐ/ĐTN")
    issued(first, "99-QĐ/ĐTN", on=TODAY)

    assert [decision(line) for line in history(name)[:2]] == [
        ("49-QĐ/ĐTN", "2026-11-20", later),
        ("48-QĐ/ĐTN", "2026-11-20", earlier),
    ]
    named = "SELECT string_agg(decision_no, ' ') FROM unit_names WHERE unit_id = :u AND upper_inf(valid)"
    assert province.count(named, u=province.id(name)) == "49-QĐ/ĐTN"


def test_a_number_that_was_typed_stays(ask, province, found, issued, history):
    name = found("Thôn Trên Giấy")
    ask("rename_unit", by=COMMUNE, unit_id=province.id(name), name="Thôn Trên Giấy Mới", decision_no="07-QĐ/ĐTN")

    issued({"key": f"T17/{province.id(name)}/2", "template": "T17"}, "50-QĐ/ĐTN")

    assert decision(history(name)[0]) == ("07-QĐ/ĐTN", None, None)


def test_the_history_of_another_branch_is_nobodys(found, history):
    name = found("Thôn Nhánh Khác")

    with pytest.raises(NotFound):
        history(name, by="24-02")
