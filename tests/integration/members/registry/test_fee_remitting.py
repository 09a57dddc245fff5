"""A unit's superior's share goes up: declared by one, confirmed by the other, shared again on the next level."""

import threading

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from tests.integration.members.registry.fees import line, month, months

CHAPTERS = ("24-01-001-001", "24-01-001-002")
COMMUNE, DISTRICT, PROVINCE = "24-01-001", "24-01", "24"


@pytest.fixture
def earn(ask, province):
    """`earn(chapter, 3)`: so many months of one new member are collected there."""

    def earned(chapter, count, **person):
        ask("open_fee_book", by=chapter, unit_id=province.id(chapter), from_month=month(11))
        member = province.add_member("Người Đóng Phí", chapter, **person)
        lines = [line(member, *range(count))]
        return ask("collect_fees", by=chapter, unit_id=province.id(chapter), lines=lines)

    return earned


@pytest.fixture
def declare(ask, province):
    def declared(unit, by=None):
        given = {"unit_id": province.id(unit), "from_month": month(0), "until_month": month(0)}
        return ask("declare_fee_remittance", by=by or unit, **given)

    return declared


@pytest.fixture
def settle(ask):
    def settled(remittance, state, by, reason=None):
        return ask("settle_fee_remittance", by=by, remittance_id=remittance["id"], state=state, reason=reason)

    return settled


@pytest.fixture
def outlook(ask, province):
    def found(unit):
        shown = ask("list_fee_remittances", by=unit, unit_id=province.id(unit))["outlook"]
        return {name: shown[name] for name in ("received", "amount", "kept")}

    return found


@pytest.fixture(autouse=True)
def everything_is_sent(outlook, declare, settle, ask, province):
    """What earlier tests left is out of the way."""
    for unit in (*CHAPTERS, COMMUNE, DISTRICT):
        above = ask("get_unit", by=PROVINCE, unit_id=province.id(unit))["parent_id"]
        code = next(code for code, known in province.units.items() if str(known.id) == above)
        for item in ask("list_fee_remittances", by=unit, unit_id=province.id(unit), limit=100)["items"]:
            if item["state"] in ("DECLARED", "DISPUTED"):
                settle(item, "WITHDRAWN", unit)
        if outlook(unit)["received"]:
            settle(declare(unit), "CONFIRMED", code)


def test_two_thirds_stay_and_a_third_goes_up_on_the_units_total(earn, declare):
    for _ in range(2):
        earn(CHAPTERS[0], 2)

    sent = declare(CHAPTERS[0])

    assert {name: sent[name] for name in ("received", "amount", "kept", "receipts", "state")} == {
        "received": 8000,
        "amount": 2666,
        "kept": 5334,
        "receipts": 2,
        "state": "DECLARED",
    }


def test_what_was_confirmed_is_shared_again_on_the_next_level(earn, declare, settle, outlook):
    for chapter in CHAPTERS:
        earn(chapter, 2)
        settle(declare(chapter), "CONFIRMED", COMMUNE)

    at_commune = outlook(COMMUNE)
    settle(declare(COMMUNE), "CONFIRMED", DISTRICT)

    assert at_commune == {"received": 2666, "amount": 888, "kept": 1778}
    assert outlook(DISTRICT) == {"received": 888, "amount": 296, "kept": 592}
    assert outlook(COMMUNE)["received"] == 0


def test_money_that_is_not_confirmed_does_not_go_on(earn, declare, outlook):
    earn(CHAPTERS[0], 2)
    declare(CHAPTERS[0])

    assert outlook(COMMUNE)["received"] == 0
    with pytest.raises(Conflict, match="nothing-to-remit"):
        declare(COMMUNE)


def test_fees_from_abroad_are_not_shared(earn, outlook):
    earn(CHAPTERS[0], 1, flags=["abroad"])

    assert outlook(CHAPTERS[0])["received"] == 0


def test_a_receipt_that_has_gone_up_is_frozen_until_the_remittance_is_withdrawn(earn, declare, settle, ask):
    receipt = earn(CHAPTERS[0], 2)["receipts"][0]
    sent = declare(CHAPTERS[0])
    given = {"receipt_ids": [receipt["id"]], "reason": "Thu nhầm"}

    with pytest.raises(Conflict, match="receipt-not-cancellable"):
        ask("cancel_fee_receipts", by=CHAPTERS[0], **given)
    settle(sent, "WITHDRAWN", CHAPTERS[0])
    ask("cancel_fee_receipts", by=CHAPTERS[0], **given)

    with pytest.raises(Conflict, match="nothing-to-remit"):
        declare(CHAPTERS[0])


def test_a_dispute_needs_a_reason_and_can_end_either_way(earn, declare, settle, outlook):
    earn(CHAPTERS[0], 2)
    first = declare(CHAPTERS[0])
    with pytest.raises(Conflict, match="reason-missing"):
        settle(first, "DISPUTED", COMMUNE)

    disputed = settle(first, "DISPUTED", COMMUNE, reason="Mới nhận 1.000 đ")
    settle(first, "WITHDRAWN", CHAPTERS[0])
    second = declare(CHAPTERS[0])
    settle(second, "DISPUTED", COMMUNE, reason="Chưa thấy tiền")
    agreed = settle(second, "CONFIRMED", COMMUNE)

    assert (disputed["state"], disputed["reason"]) == ("DISPUTED", "Mới nhận 1.000 đ")
    assert (second["received"], agreed["state"]) == (4000, "CONFIRMED")
    assert outlook(COMMUNE)["received"] == 1333


@pytest.mark.parametrize("wanted", ["DISPUTED", "WITHDRAWN", "CONFIRMED"])
def test_what_was_confirmed_is_done(earn, declare, settle, wanted):
    earn(CHAPTERS[0], 2)
    sent = declare(CHAPTERS[0])
    settle(sent, "CONFIRMED", COMMUNE)

    with pytest.raises(Conflict, match="remittance-settled"):
        settle(sent, wanted, CHAPTERS[0] if wanted == "WITHDRAWN" else COMMUNE, reason="Nghĩ lại")


def test_the_sender_does_not_confirm_and_the_receiver_does_not_withdraw(earn, declare, settle):
    earn(CHAPTERS[0], 2)
    sent = declare(CHAPTERS[0])

    with pytest.raises(Denied):
        settle(sent, "CONFIRMED", CHAPTERS[0])
    with pytest.raises(Denied):
        settle(sent, "WITHDRAWN", COMMUNE)
    with pytest.raises(Denied):
        settle(sent, "CONFIRMED", DISTRICT)


def test_who_declared_for_one_unit_does_not_confirm_for_the_other(earn, rpc, token_for, province):
    earn(CHAPTERS[0], 2)
    both = [province.place(CHAPTERS[0]), province.place(COMMUNE)]
    token = token_for(province.add_member("Kiêm Nhiệm", CHAPTERS[0]).id, *both)
    unit = {"unit_id": province.id(CHAPTERS[0]), "from_month": month(0), "until_month": month(0)}
    sent = rpc.call("members.declare_fee_remittance", unit, token=token)

    with pytest.raises(Conflict, match="own-remittance"):
        rpc.call("members.settle_fee_remittance", {"remittance_id": sent["id"], "state": "CONFIRMED"}, token=token)

    assert [act["action"] for act in sent["allowed_actions"]] == ["withdraw"]


def test_another_chapter_neither_sees_nor_settles_a_remittance(earn, declare, settle, ask, province):
    earn(CHAPTERS[0], 2)
    sent = declare(CHAPTERS[0])

    with pytest.raises(NotFound):
        settle(sent, "WITHDRAWN", CHAPTERS[1])
    with pytest.raises(NotFound):
        ask("list_fee_remittances", by=CHAPTERS[1], unit_id=province.id(CHAPTERS[0]))
    with pytest.raises(Denied):
        declare(CHAPTERS[0], by=COMMUNE)


def test_two_officers_who_declare_at_once_send_the_money_once(earn, declare):
    earn(CHAPTERS[0], 3)
    outcomes = []

    def declaring():
        try:
            outcomes.append(declare(CHAPTERS[0])["received"])
        except Conflict as fault:
            outcomes.append(fault.code)

    both = [threading.Thread(target=declaring) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes, key=str) == [6000, "nothing-to-remit"]


def test_the_period_says_which_receipts_go(earn, ask, province):
    earn(CHAPTERS[0], 2)
    unit = {"unit_id": province.id(CHAPTERS[0])}

    with pytest.raises(Conflict, match="nothing-to-remit"):
        ask("declare_fee_remittance", by=CHAPTERS[0], from_month=month(3), until_month=month(1), **unit)
    with pytest.raises(Invalid):
        ask("declare_fee_remittance", by=CHAPTERS[0], from_month=month(0), until_month=month(1), **unit)


def test_the_receiver_finds_what_waits_for_a_word(earn, declare, ask, province):
    earn(CHAPTERS[0], 2)
    sent = declare(CHAPTERS[0])

    page = ask("list_fee_remittances", by=COMMUNE, unit_id=province.id(COMMUNE), direction="in", count="exact")

    assert page["items"][0]["id"] == sent["id"]
    assert page["waiting"] == 1
    assert [act["action"] for act in page["items"][0]["allowed_actions"]] == ["confirm", "dispute"]


def test_the_top_records_what_it_paid_outside_and_may_take_the_entry_back(earn, declare, settle, outlook):
    earn(CHAPTERS[0], 9)
    for unit, above in ((CHAPTERS[0], COMMUNE), (COMMUNE, DISTRICT), (DISTRICT, PROVINCE)):
        settle(declare(unit), "CONFIRMED", above)
    before = outlook(PROVINCE)

    sent = declare(PROVINCE)
    after = outlook(PROVINCE)
    settle(sent, "WITHDRAWN", PROVINCE)

    assert (sent["state"], sent["to_unit"]) == ("CONFIRMED", None)
    assert after["received"] == 0
    assert outlook(PROVINCE) == before


def test_each_level_keeps_and_sends_all_that_it_got(earn, declare, settle, ask, province):
    earn(CHAPTERS[0], 7)
    earn(CHAPTERS[1], 1, flags=["abroad"])
    settle(declare(CHAPTERS[0]), "CONFIRMED", COMMUNE)
    declare(COMMUNE)

    summary = ask("get_fee_summary", by=PROVINCE, unit_id=province.id(PROVINCE))

    for figures in [summary["figures"], *(level["figures"] for level in summary["levels"])]:
        got = figures["collected"] - figures["abroad"] + figures["received"]
        assert got == figures["remitted"] + figures["on_way"] + figures["kept"]
    for name in ("due", "collected", "abroad", "kept", "on_way", "owed_amount"):
        assert sum(level["figures"][name] for level in summary["levels"]) == summary["figures"][name]
    sent = {level["level"]: level["figures"]["remitted"] for level in summary["levels"]}
    received = {level["level"]: level["figures"]["received"] for level in summary["levels"]}
    assert (sent["CHAPTER"], sent["GRASSROOTS"]) == (received["GRASSROOTS"], received["DISTRICT"])


def test_children_of_a_unit_add_up_to_it(earn, ask, province):
    for chapter in CHAPTERS:
        earn(chapter, 2)

    commune = ask("get_unit_fees", by=COMMUNE, unit_id=province.id(COMMUNE))

    for name in ("due", "collected", "owed_amount", "owing_people"):
        assert sum(child["figures"][name] for child in commune["children"]) == commune["figures"][name]


def test_a_chapters_figures_are_the_sums_of_its_rows(earn, ask, province):
    earn(CHAPTERS[0], 2)
    earn(CHAPTERS[0], 1, salaried=True)

    shown = ask("get_unit_fees", by=CHAPTERS[0], unit_id=province.id(CHAPTERS[0]))

    cells = [cell for row in shown["people"] for cell in row["months"] if cell["here"]]
    assert shown["figures"]["due"] == sum(cell["amount"] for cell in cells if cell["month"] <= months(0)[0])
    assert shown["figures"]["owed_amount"] == sum(row["owed_amount"] for row in shown["people"])
