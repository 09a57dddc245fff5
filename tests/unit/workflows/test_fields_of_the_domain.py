"""What the domain rules name as fields and attachments of a process, its forms ask for."""

import pytest

from services.workflows import registry
from services.workflows.domain import forms

_MEETING = "met_on place chair secretary members_total summoned present excused unexcused ballot agree disagree blank invalid conclusion"
FIELDS = {
    "admission": (
        "full_name sex born_on citizen_id permanent_address ethnicity religion phone occupation member_category "
        "general_education applied_on class_certificate_no class_certificate_on introducer_id known_since helper_id "
        f"book_no theme held_on {_MEETING}"
    ),
    "transfer": (
        "destination_id chapter_id reason requested_on fee_paid_until comment book card_no contact_phone destination_place "
        "destination_code valid_until"
    ),
    "maturation": f"wish asked_on until ceremony_on ceremony_place held_on place merits is_party_member forward_to {_MEETING}",
    "removal": f"ground months on way outcome notified_on {_MEETING}",
    "training": "year period items group text evidence_file score result comment",
    "evaluation": "year self rating votes_htxs votes_htt votes_ht votes_kht attendance_percent comment unrated_reason",
    "honorary": "full_name born_on merits approver_level consents met_on agree conferred_on cause",
    "outstanding": (
        "phase wishes_party good_ethics local_criteria class_certificate_no class_certificate_on party_cell resolved_on "
        f"certificate_no certificate_on recognised_on admitted_on official_on {_MEETING}"
    ),
    "award": "award_form kind occasion plan_no plan_due_on merits money decision_no conferred_on",
    "discipline": (
        "offence violation violated_on source findings self_criticism what from_on until held_on members_total present "
        "for_khien_trach for_canh_cao for_cach_chuc for_khai_tru form reason announced_on complained_on commented_on"
    ),
    "away": (
        "reason destination destination_kind employer contact_phone depart_on expected_on until destination_id on "
        "returned_on"
    ),
    "residence": "address residence since_on destination_id chapter_id year comment grade",
    "temporary": "destination_id chapter_id reason from_on until comment fee_paid_until grade ended_on",
    "card_reissue": "reason old_card_no",
    "fee_exemption": "from_month months hardship",
    "unit_evaluation": "year rating score criteria",
    "unit_discipline": (
        "offence violation violated_on source destination_id met_on self_criticism members_total present for_khien_trach "
        "for_canh_cao for_giai_tan form reason decided_on agree refused_review announced_on outcome findings"
    ),
}
"""Of domain rules 4–14, by process, in the words of the forms."""
ATTACHMENTS = {
    "admission": "application_file background_file introduction_file class_certificate_file minutes_file photo",
    "transfer": "book_file introduction_file withdrawal_file book_proof_file",
    "maturation": "minutes_file",
    "removal": "evidence_file minutes_file",
    "training": "evidence_file",
    "evaluation": "minutes_file",
    "honorary": "consent_file minutes_file",
    "outstanding": "minutes_file",
    "award": "request_file minutes_file report_file",
    "discipline": "report_file self_criticism_file minutes_file complaint_file",
    "unit_discipline": "source_file self_criticism_file minutes_file complaint_file",
}


def forms_of(code):
    process = registry.PROCESSES[code]
    return {form for form in (process.form, process.opening.form, *(move.form for move in process.moves)) if form}


@pytest.mark.parametrize("code", sorted(registry.PROCESSES))
def test_a_process_asks_for_every_field_of_the_domain_rule(code):
    process = registry.PROCESSES[code]
    groups = {move.keep for move in process.moves if move.keep}
    asked = groups | {name for form in forms_of(code) for name in forms.names(form)}

    assert set(FIELDS[code].split()) - asked == set()


@pytest.mark.parametrize("code", sorted(ATTACHMENTS))
def test_a_process_takes_every_attachment_of_the_domain_rule(code):
    taken = {name for form in forms_of(code) for name in forms.files_of(form)}

    assert set(ATTACHMENTS[code].split()) - taken == set()
