"""Of all papers that are issued, the registry regards those that say something of units."""

import pytest

from services.members import copies
from services.members.actions import numbering


def told(template, key, **more):
    return {"documents": [{"template": "T07", "key": "T07/hồ sơ"}, {"template": template, "key": key, **more}]}


@pytest.mark.parametrize(
    ("paper", "is_regarded"),
    [
        (told("T17", "T17/việc/merged"), True),
        (told("T19R", "T19R/việc"), True),
        (told("T17", "hồ sơ kỷ luật"), False),
        (told("T17", "hồ sơ kỷ luật", dissolves="đơn vị"), True),
        (told("T02", "T02/họp"), True),
        (told("T04", "T04/hồ sơ"), False),
    ],
)
def test_a_paper_that_is_issued(paper, is_regarded):
    assert numbering.regards(paper) is is_regarded


@pytest.mark.parametrize(
    ("paper", "is_regarded"),
    [
        (told("T17", "T17/việc/merged"), False),
        (told("T17", "T17/việc", dissolves="đơn vị"), True),
        (told("T02", "T02/họp"), True),
        (told("T04", "T04/hồ sơ"), False),
    ],
)
def test_a_paper_that_is_settled(paper, is_regarded):
    assert copies.regards(paper) is is_regarded
