"""A decision of discipline dissolves a unit; whoever ends the unit in the registry carries it out and takes no second decision."""

from datetime import date

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Invalid
from services.members.actions import numbering
from services.members.cases import keeping

COMMUNE = "24-01-001"
SIGNED = date(2026, 11, 24)


@pytest.fixture
def asked(events):
    return lambda: [order for told in events("messaging.issue_documents.v1") for order in told["documents"]]


@pytest.fixture
def dissolved(province):
    """News that a case's decision on the dissolution of the unit is in a state; answers its id."""

    def run(name, *, number="21-QĐ/ĐTN", state="in_force", document_id=None, case_id=None, version=1):
        told = {
            "key": f"{ids.new()}/T17/x", "id": document_id or ids.new(), "template": "T17", "number": number, "on": SIGNED,
            "unit_id": province.id(COMMUNE), "title": "Quyết định về tổ chức", "state": state, "version": version,
            "case_ids": [case_id or ids.new()], "dissolves": province.id(name),
        }  # fmt: skip
        with province.database.transaction() as tx:
            numbering.papers_issued(tx, [told])
        return told["id"]

    return run


@pytest.fixture
def announced(province):
    """The case's line: the decision to dissolve the unit is announced."""

    def run(name, case_id):
        line = {
            "case_id": case_id, "stage": "7", "case_number": "KLTC-1", "process": "discipline",
            "title": "Kỷ luật tổ chức: giải tán", "on": SIGNED, "document_id": ids.new(), "document_number": "20-QĐ/ĐTN",
            "document_on": SIGNED, "confidential": True, "data": {"stage": "DECIDED", "form": "GIAI_TAN"}, "writes": {},
            "person_id": None, "unit_id": province.id(name), "about_unit": True,
        }  # fmt: skip
        with province.database.transaction() as tx:
            keeping.keep(tx, lines=[line])

    return run


@pytest.fixture
def close(ask, province):
    return lambda name, **given: ask("close_unit", by=COMMUNE, unit_id=province.id(name), **given)


@pytest.fixture
def merge(ask, province):
    def run(target, *sources, **given):
        first, *others = (province.id(source) for source in sources)
        return ask("merge_units", by=COMMUNE, unit_id=first, target_id=province.id(target), also_ids=others, **given)

    return run


@pytest.fixture
def rests_on(ask, province):
    """By which decision the unit ended: its number, day and document."""

    def run(name):
        newest = ask("list_unit_acts", by=COMMUNE, unit_id=province.id(name))["items"][0]
        return newest["decision_no"], newest["decision_on"], newest["document_id"]

    return run


def offered(ask, province, name, act):
    view = ask("get_unit", by=COMMUNE, unit_id=province.id(name))
    [offer] = [each for each in view["allowed_actions"] if each["action"] == act]
    return offer["form_schema"]["properties"]["decision_no"], offer["consequences"][-1]


def test_a_blank_number_is_the_decision_that_waits_and_no_other_is_issued(found, dissolved, close, asked, rests_on):
    name = found("Thôn Bị Giải Tán")
    document_id, before = dissolved(name), len(asked())

    close(name)

    assert len(asked()) == before
    assert rests_on(name) == ("21-QĐ/ĐTN", "2026-11-24", str(document_id))


@pytest.mark.parametrize("typed", ["21-QĐ/ĐTN", "21 qđ / đtn"], ids=["as prefilled", "as people type"])
def test_the_prefilled_number_is_that_decision_too(found, dissolved, close, asked, rests_on, typed):
    name = found("Thôn Điền Sẵn")
    document_id, before = dissolved(name), len(asked())

    close(name, decision_no=typed)

    assert len(asked()) == before
    assert rests_on(name) == ("21-QĐ/ĐTN", "2026-11-24", str(document_id))


def test_the_number_of_a_paper_issued_elsewhere_counts_as_typed(found, dissolved, close, asked, rests_on):
    name = found("Thôn Giấy Nơi Khác")
    dissolved(name)
    before = len(asked())

    close(name, decision_no="88-QĐ/HU")

    assert len(asked()) == before
    assert rests_on(name) == ("88-QĐ/HU", None, None)


def test_members_follow_by_the_decision_that_dissolves_their_unit(found, dissolved, merge, asked, rests_on, province):
    name, target = found("Thôn Có Người"), found("Thôn Đón Người")
    person = province.add_member("Người Đi Theo", name)
    document_id, before = dissolved(name), len(asked())

    merge(target, name)

    assert len(asked()) == before
    assert rests_on(name) == ("21-QĐ/ĐTN", "2026-11-24", str(document_id))
    stretch = "SELECT decision_no || '|' || decision_on FROM memberships WHERE person_id = :p AND why = 'merge'"
    assert province.count(stretch, p=person.id) == "21-QĐ/ĐTN|2026-11-24"


def test_of_several_merged_units_only_the_others_need_a_decision(found, dissolved, merge, asked, rests_on):
    over, plain, target = (found(name) for name in ("Thôn Giải Tán", "Thôn Thường", "Thôn Chung"))
    dissolved(over)
    before = len(asked())

    merge(target, over, plain)

    [order] = asked()[before:]
    assert order["content"]["about"]["from_names"] == [plain]
    assert rests_on(over)[0] == "21-QĐ/ĐTN"


def test_undoing_the_merger_leaves_the_decision_of_discipline_to_be_carried_out_again(
    ask, province, found, dissolved, merge, asked, events, rests_on, close
):
    name, target = found("Thôn Trở Lại"), found("Thôn Từng Nhận")
    dissolved(name)
    merge(target, name)
    orders, settled = len(asked()), len(events("messaging.settle_documents.v1"))

    ask("unmerge_unit", by=COMMUNE, unit_id=province.id(name), reason="Chọn nhầm nơi nhận")
    close(name)

    assert (len(asked()), len(events("messaging.settle_documents.v1"))) == (orders, settled)
    assert rests_on(name)[0] == "21-QĐ/ĐTN"


def test_a_unit_does_not_end_before_the_decision_that_dissolves_it(found, dissolved, close):
    name = found("Thôn Hết Sớm")
    dissolved(name)

    with pytest.raises(Invalid) as refused:
        close(name, on="2026-11-23")

    assert "24/11/2026" in refused.value.fields["errors"]["on"][0]


@pytest.mark.parametrize("state", ["revoked", "cancelled", "issued"])
def test_a_decision_that_is_not_in_force_is_not_carried_out(found, dissolved, close, asked, state):
    name = found("Thôn Không Hiệu Lực")
    dissolved(name, state=state)
    before = len(asked())

    close(name)

    assert len(asked()) == before + 1


def test_old_news_does_not_bring_a_revoked_decision_back(found, dissolved, close, asked):
    name = found("Thôn Tin Cũ")
    document_id = dissolved(name, state="revoked", version=2)
    dissolved(name, document_id=document_id, version=1)
    before = len(asked())

    close(name)

    assert len(asked()) == before + 1


def test_while_the_number_is_on_its_way_no_other_decision_is_taken(found, announced, dissolved, close, asked, rests_on):
    name, case_id = found("Thôn Chờ Số"), ids.new()
    announced(name, case_id)
    before = len(asked())

    with pytest.raises(Conflict) as refused:
        close(name)
    dissolved(name, case_id=case_id)
    close(name)

    assert refused.value.code == "dissolution-without-number"
    assert "ghi số quyết định" in refused.value.fields["mend"]
    assert (len(asked()), rests_on(name)[0]) == (before, "21-QĐ/ĐTN")


def test_a_number_may_be_typed_while_ours_is_on_its_way(found, announced, close, rests_on):
    name = found("Thôn Gõ Số")
    announced(name, ids.new())

    close(name, decision_no="89-QĐ/HU")

    assert rests_on(name)[0] == "89-QĐ/HU"


@pytest.mark.parametrize("act", ["close_unit", "merge_unit"])
def test_the_screen_offers_the_decision_that_waits(ask, province, found, dissolved, act):
    name = found("Thôn Trên Màn Hình")
    before, _ = offered(ask, province, name, act)
    dissolved(name)

    field, consequence = offered(ask, province, name, act)

    assert "default" not in before
    assert field["default"] == "21-QĐ/ĐTN"
    assert consequence == "Thi hành Quyết định giải tán số 21-QĐ/ĐTN ngày 24/11/2026; không ra quyết định mới."
