"""A member leaves with a signed package, and another installation takes it in, once and only as it was signed."""

from datetime import timedelta

import pytest

from services.kit import settings, wire
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.workflows import signing
from services.workflows.actions import packages
from services.workflows.domain.packages import canonical
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    MEMBER,
    NOW,
    OTHER_SECRETARY,
    PROVINCE_SECRETARY,
    SECRETARY,
)

PERSON = {
    "full_name": "Trần Thị Mai",
    "sex": "female",
    "birth_date": "2000-01-01",
    "union_join_date": "2016-03-26",
    "card_no": "0124",
    "ethnicity": "1",
}
CONFIRMED = {"comment": "Tích cực", "fee_paid_until": "2026-11-01", "comments_complete": True, "book": "HANDED"}


@pytest.fixture
def released(workflows):
    case = workflows.open_about("transfer", MEMBER, outside="OUT_OF_PROVINCE", destination_place="Đoàn phường Láng Hạ")
    workflows.act(case, "confirm", form=CONFIRMED)
    workflows.act(case, "release", by=APPROVER)
    workflows.prepare(case)
    workflows.issue(workflows.orders("T04")[-1], number="05-GT/ĐTN")
    workflows.apply(case)
    return case


@pytest.fixture
def sealed(workflows, released):
    with workflows.asking(APPROVER) as tx:
        return packages.seal_package(tx, case_id=released["id"], person=PERSON, history=[])


@pytest.fixture
def trusting(workflows, sealed):
    own = signing.own_public()
    with workflows.asking(PROVINCE_SECRETARY) as tx:
        packages.trust_key(tx, name="Tỉnh đoàn bạn", public_key=signing.written(own), fingerprint=sealed["key"].upper())


def bring(workflows, package, subject_id=None, now=NOW, unit_id=COMMUNE):
    with workflows.asking(APPROVER, now=now) as tx:
        return packages.open_from_package(tx, unit_id=unit_id, package=package, subject_id=subject_id)


def refusal(workflows, package, **given):
    with pytest.raises(Conflict) as fault:
        bring(workflows, package, **given)
    assert fault.value.fields["mend"]
    return fault.value.code


def test_a_package_says_who_and_is_signed_over_its_canonical_form(sealed):
    content = wire.loads(wire.dumps(sealed))["content"]

    assert content["introduction"]["number"] == "05-GT/ĐTN"
    assert content["fees"] == {"paid_until": "2026-11-01"}
    assert content["expires_on"] == "2027-02-22"
    assert content["person"]["card_no"] == "0124"
    assert signing.is_signed(canonical(content), sealed["signature"], public=signing.own_public())


def test_only_the_unit_that_released_the_member_seals(workflows, released):
    for person_id, denied in ((SECRETARY, Denied), (OTHER_SECRETARY, NotFound)):
        with pytest.raises(denied), workflows.asking(person_id) as tx:
            packages.seal_package(tx, case_id=released["id"], person=PERSON, history=[])


def test_before_the_release_there_is_no_package(workflows):
    case = workflows.open_about("transfer", DEPUTY, outside="ABROAD", destination_place="Nhật Bản")

    with pytest.raises(Conflict) as fault, workflows.asking(APPROVER) as tx:
        packages.seal_package(tx, case_id=case["id"], person=PERSON, history=[])
    assert fault.value.code == "not-released"


def test_a_trusted_package_opens_an_arrival_that_can_be_taken_in(workflows, sealed, trusting):
    case = bring(workflows, wire.loads(wire.dumps(sealed)))
    workflows.act(case, "accept", by=APPROVER, form={"chapter_id": str(CHAPTER)})

    asked = workflows.sent("members.prepare_changes.v1")[-1]["subjects"][0]
    assert case["state"] == "arrived"
    assert case["form"]["origin_place"] == "Đoàn xã Tân Mỹ"
    assert (asked["kind"], asked["data"]["card_no"]) == ("come_back", "0124")
    assert asked["data"]["profile"]["ethnicity"] == "1"


def test_a_package_that_was_touched_is_refused(workflows, sealed, trusting):
    touched = {**sealed, "content": {**sealed["content"], "person": {**PERSON, "union_join_date": "2010-03-26"}}}

    assert refusal(workflows, touched) == "package-tampered"
    assert refusal(workflows, {**sealed, "signature": "AAAA"}) == "package-tampered"


def test_a_package_of_a_key_that_nobody_trusts_is_refused(workflows, sealed):
    assert refusal(workflows, sealed) == "key-unknown"


def test_a_package_of_a_revoked_key_is_refused(workflows, sealed, trusting):
    with workflows.asking(PROVINCE_SECRETARY) as tx:
        [key] = packages.list_trusted_keys(tx)["items"]
        packages.revoke_trusted_key(tx, key_id=key["id"])

    assert refusal(workflows, sealed) == "key-unknown"


def test_a_package_is_used_once_unless_its_case_was_called_off(workflows, sealed, trusting):
    case = bring(workflows, sealed)
    again = refusal(workflows, sealed)
    workflows.act(case, "cancel", by=APPROVER, note="Nhập nhầm đơn vị")

    assert again == "package-used"
    assert bring(workflows, sealed)["state"] == "arrived"


def test_an_old_package_is_refused(workflows, sealed, trusting):
    assert refusal(workflows, sealed, now=NOW + timedelta(days=91)) == "package-expired"


def test_a_package_of_another_person_than_the_one_chosen_is_refused(workflows, sealed, trusting):
    assert refusal(workflows, sealed, subject_id=DEPUTY) == "package-of-another"


def test_a_key_is_trusted_only_under_the_fingerprint_that_was_read_out(workflows, released):
    given = {"name": "Tỉnh đoàn bạn", "public_key": signing.written(signing.own_public())}

    with pytest.raises(Invalid), workflows.asking(PROVINCE_SECRETARY) as tx:
        packages.trust_key(tx, **given, fingerprint="abcd " * 16)
    with pytest.raises(Denied), workflows.asking(APPROVER) as tx:
        packages.trust_key(tx, **given, fingerprint="abcd")


def test_the_key_is_made_once_and_is_for_its_owner_alone(released):
    path = settings.read().keys / "packages" / "signing.key"
    first = signing.own_public()

    assert signing.own_public() == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_released_members_case_says_where_its_package_is_to_those_who_may_fetch_it(workflows, released):
    assert workflows.get(released, by=APPROVER)["package_at"] == f"/cases/{released['id']}/package"
    assert workflows.get(released, by=SECRETARY)["package_at"] is None


def test_a_key_is_trusted_and_no_more_by_acts_that_say_what_follows(workflows, sealed, trusting):
    bring(workflows, sealed)

    with workflows.asking(PROVINCE_SECRETARY) as tx:
        told = packages.list_trusted_keys(tx)
        packages.revoke_trusted_key(tx, key_id=told["items"][0]["id"])
        after = packages.list_trusted_keys(tx)

    [revoke] = told["items"][0]["allowed_actions"]
    assert list(told["allowed_actions"][0]["form_schema"]["properties"]) == ["name", "public_key", "fingerprint"]
    assert "1 hồ sơ đã mở từ gói của khoá này vẫn giữ nguyên." in revoke["consequences"]
    assert after["items"][0]["allowed_actions"] == []
