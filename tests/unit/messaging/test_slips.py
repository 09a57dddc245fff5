"""Slips with links for those who are invited: eight on a page."""

import re
from datetime import UTC, datetime

import pytest

from services.messaging import slips

NOW = datetime(2026, 12, 2, 3, 0, tzinfo=UTC)


def shown(number):
    link = f"https://doanso.example/moi/{'a' * 40}{number}"
    given = {"full_name": f"Nguyễn Thị Ước {number}", "login": "240126000017", "link": link, "expires_at": NOW}
    return slips._shown(given)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2)])
def test_eight_slips_stand_on_a_page(count, pages):
    page = slips.render_slips("Chi đoàn thôn Đồng Vàng", [shown(number) for number in range(count)], NOW)

    assert page.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", page)) == pages


def test_each_slip_has_a_code_of_its_own_link_and_a_last_day():
    one, two = shown(1), shown(2)

    assert one["code"] != two["code"]
    assert one["until"] == "02/12/2026"
