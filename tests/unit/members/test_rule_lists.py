"""Entries of rules that are lists, as an administrator reads them."""

import pytest

from services.members.domain import award_form_offers, rule_lists, training_item_offers

FORM = {"code": "A", "level": "GRASSROOTS", "kind": "individual", "title": "Giấy khen"}
ITEM = {"code": "B", "group": "STUDY", "text": "Đọc sách"}


@pytest.mark.parametrize(
    ("mark", "said"), [("GK-low", "chưa chắc"), ("GK-high", None), ("S17", None), (rule_lists.SET_HERE, "tỉnh đặt")]
)
def test_an_entry_says_in_words_how_sure_it_is(mark: str, said: str | None) -> None:
    shown = [
        award_form_offers.lines([{**FORM, "mark": mark}], may_change=False),
        training_item_offers.lines([{**ITEM, "mark": mark}], may_change=False),
    ]

    assert [line["mark"] for (line,) in shown] == [said, said]
