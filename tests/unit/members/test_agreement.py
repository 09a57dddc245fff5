"""When a row of a list is about the person who bears its number."""

from datetime import date

import pytest

from services.members.domain.agreement import Bearer, is_same_person, is_same_spelling
from services.members.domain.days import Day


def bearer(name: str, born: str | None) -> Bearer:
    """Somebody born on a day written 2005-03-05, in a month 2005-03, in a year 2005, or nobody knows when."""
    if born is None:
        return Bearer(name, None)
    precision = {10: "day", 7: "month", 4: "year"}[len(born)]
    return Bearer(name, Day(date.fromisoformat(born + "-01-01"[len(born) - 4 :]), precision))  # type: ignore[arg-type]


HA = ("Trần Thị Hà", "2005-03-05")


@pytest.mark.parametrize(
    "row",
    [
        HA,
        ("TRAN THI HA", "2005-03-05"),
        ("Trần Thị Hạ", "2005-03-05"),
        ("Trần  ThịHà", "2005-03-05"),
        ("Trần Thị Hà", "2005"),
        ("Trần Thị Hà", "2005-03"),
        ("Trần Thị Hà", None),
        ("Trần Hà", "2005-03-05"),
        ("Trần Thị Thu Hà", "2005-03-05"),
        ("Trần Thj Hà", "2005-03-05"),
        ("Trần Thị Hà", "2005-03-15"),
        ("Trần Thị Hà", "2005-05-03"),
        ("Trần Thị Hà", "2050-03-05"),
    ],
    ids=[
        "letter by letter",
        "capitals without marks",
        "another mark",
        "spaces",
        "only the year",
        "only the month",
        "no birth date",
        "a middle name left out",
        "a middle name more",
        "one letter amiss",
        "one digit amiss",
        "day and month exchanged",
        "two digits exchanged",
    ],
)
def test_a_row_is_about_the_person_when_name_and_birth_date_agree_well_enough(row: tuple[str, str | None]) -> None:
    assert is_same_person(bearer(*row), bearer(*HA))


@pytest.mark.parametrize(
    "row",
    [
        ("Nguyễn Văn Nam", "2005-03-05"),
        ("Trần Thị Hà", "2001-10-20"),
        ("Trần Thị Hà", "2006"),
        ("Trần Thị Hà", "2005-04"),
        ("Trần Thị Hoa", "2005-03-15"),
        ("Trần Thị Lan", "2005-03-05"),
        ("Lê Thị Hà", "2005-03-05"),
        ("Trần Văn Há", "2005-03-06"),
        ("Hà", "2005-03-05"),
    ],
    ids=[
        "another name",
        "another birth date",
        "another year",
        "another month",
        "a slip in both",
        "another given name",
        "another family name",
        "another middle name and day",
        "one word alone",
    ],
)
def test_a_row_is_about_somebody_else_when_they_do_not(row: tuple[str, str]) -> None:
    assert not is_same_person(bearer(*row), bearer(*HA))


@pytest.mark.parametrize(
    ("name", "other"), [("Lý Quý Mỹ", "Lí Quí Mĩ"), ("Đỗ Thuý Hoà", "Do Thuy Hoa"), ("H'Mai Êban", "H Mai Eban")]
)
def test_two_spellings_of_one_name_agree(name: str, other: str) -> None:
    assert is_same_person(bearer(name, "2005"), bearer(other, "2005"))


@pytest.mark.parametrize(
    ("written", "known", "same"),
    [
        ("NGUYỄN VĂN ĐỨC", "Nguyễn Văn Đức", True),
        ("NGUYEN VAN DUC", "Nguyễn Văn Đức", True),
        ("Trần Thị Hoà", "Trần Thị Hòa", True),
        ("Trần Thị Thuý", "Trần Thị Thuỳ", False),
        ("Nguyễn Văn Đức", "Nguyen Van Duc", False),
        ("Trần Hà", "Trần Thị Hà", False),
    ],
)
def test_a_spelling_that_says_less_leaves_the_registrys(written: str, known: str, same: bool) -> None:
    assert is_same_spelling(written, known) is same
