"""Of all papers that are issued, the registry regards those that say something of units."""

import pytest

from services.members import copies
from services.members.actions import numbering


def documents_with(template, key, **more):
    return {"documents": [{"template": "T07", "key": "T07/hồ sơ"}, {"template": template, "key": key, **more}]}


@pytest.mark.parametrize(
    ("paper", "is_regarded"),
    [
        (documents_with("T17", "T17/việc/merged"), True),
        (documents_with("T19R", "T19R/việc"), True),
        (documents_with("T17", "hồ sơ kỷ luật"), False),
        (documents_with("T17", "hồ sơ kỷ luật", dissolves="đơn vị"), True),
        (documents_with("T02", "T02/họp"), True),
        (documents_with("T04", "T04/hồ sơ"), False),
    ],
)
def test_a_paper_that_is_issued(paper, is_regarded):
    assert numbering.regards(paper) is is_regarded


@pytest.mark.parametrize(
    ("paper", "is_regarded"),
    [
        (documents_with("T17", "T17/việc/merged"), False),
        (documents_with("T17", "T17/việc", dissolves="đơn vị"), True),
        (documents_with("T02", "T02/họp"), True),
        (documents_with("T04", "T04/hồ sơ"), False),
    ],
)
def test_a_paper_that_is_settled(paper, is_regarded):
    assert copies.regards(paper) is is_regarded
