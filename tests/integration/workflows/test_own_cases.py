"""An officer above is kept from their own case, a colleague is not."""

import pytest

from services.kit.faults import Conflict
from tests.integration.workflows.conftest import APPROVER, CHAPTER, OTHER_APPROVER
from tests.integration.workflows.test_award import ASKED, REVIEW


def codes(fault):
    return [each["code"] for each in fault.value.fields["refusals"]]


@pytest.fixture
def own_award(workflows):
    """A chapter proposes the secretary of the commune, who lives in the chapter."""
    workflows.know(APPROVER, "Phạm Văn Minh", CHAPTER, version=2)
    case = workflows.begin("award", subject_id=APPROVER, **ASKED)
    return workflows.act(case, "propose")


def test_an_officer_does_not_send_up_their_own_award(workflows, own_award):
    with pytest.raises(Conflict) as fault:
        workflows.act(own_award, "review", by=APPROVER, form=REVIEW)

    seen = workflows.get(own_award, by=APPROVER)
    refused = {each["action"]: each["refusals"] for each in seen["refused_actions"]}
    assert codes(fault) == ["own-case"]
    assert refused["review"][0]["mend"] == "Để cán bộ khác của đơn vị hoặc Đoàn cấp trên làm."


def test_another_officer_of_the_unit_does(workflows, own_award):
    assert workflows.act(own_award, "review", by=OTHER_APPROVER, form=REVIEW)["form"]["reviews"]
