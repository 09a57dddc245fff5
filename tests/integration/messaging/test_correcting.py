"""A paper in force is put right by the unit whose it is, by a decision that cites it (template T19D)."""

from uuid import UUID, uuid4

import pytest

from services.contracts import messaging as contract
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.messaging import actions, correcting
from tests.integration.messaging.conftest import CHAPTER, COMMUNE, HA, NORTH, OTHER_CHAPTER, OTHER_COMMUNE, an_order

SLIP = {"place": "Điều 1", "written": "Nguyễn Thu Hà", "read": "Nguyễn Thu Hạ"}
ROLES = {
    COMMUNE: "GRASSROOTS_OFFICER",
    OTHER_COMMUNE: "GRASSROOTS_OFFICER",
    NORTH: "DISTRICT_OFFICER",
    CHAPTER: "CHAPTER_OFFICER",
}


def an_officer(unit_id, code="PBT"):
    return Actor(uuid4(), uuid4(), "", (Position(ROLES[unit_id], unit_id, "", None, code),), False)


@pytest.fixture
def correct(database):
    def run(document_id, *rows, by=COMMUNE):
        command = schema.load(contract.CorrectDocument, {"document_id": document_id, "corrections": rows or [SLIP]})
        with database.transaction(actor=an_officer(by)) as tx:
            return wire.plain(correcting.correct_document(tx, **command))

    return run


@pytest.fixture
def seen(database):
    def run(document_id, actor):
        with database.transaction(actor=actor) as tx:
            return wire.plain(actions.get_document(tx, document_id=UUID(document_id)))

    return run


@pytest.fixture
def decided(issue):
    """A decision of the commune in force about Hà."""
    return lambda **given: issue(an_order(**{"in_force": True, **given}))[0]


def test_the_issuer_puts_its_paper_right_with_the_next_number(decided, correct, seen):
    original = decided()

    correction = correct(original["id"])

    after = seen(original["id"], an_officer(COMMUNE))
    assert (correction["template"], correction["state"], correction["unit"]["id"]) == ("T19D", "in_force", str(COMMUNE))
    assert correction["ordinal"] == original["ordinal"] + 1
    assert "tại Điều 1, “Nguyễn Thu Hà” đọc là “Nguyễn Thu Hạ”" in correction["text"]
    assert f"số {original['number']} ngày 24/11/2026" in correction["text"]
    assert "PHÓ BÍ THƯ" in correction["text"]
    assert [each["id"] for each in after["corrected_by"]] == [correction["id"]]
    assert (after["state"], after["text"].count("Nguyễn Thu Hạ")) == ("in_force", 0)


def test_whoever_reads_the_original_reads_its_correction(decided, correct, seen):
    original = decided()
    person = Actor(HA, uuid4(), "", (), False)

    correction = correct(original["id"])

    assert seen(correction["id"], person)["corrects"]["id"] == original["id"]
    assert seen(correction["id"], an_officer(CHAPTER))["number"] == correction["number"]


def test_it_is_signed_in_the_name_of_whoever_signed_the_original(decided, correct):
    about = {"operation": "RENAME", "unit_name": "Chi đoàn thôn Hạ", "new_name": "Chi đoàn thôn Trung"}
    original = decided(template="T17", content={"people": [], "about": about})

    correction = correct(original["id"], {"written": "thôn Trung", "read": "thôn Chung"})

    assert "TM. BAN THƯỜNG VỤ" in correction["text"]


@pytest.fixture
def minutes(decided):
    """Minutes of the chapter's own meeting, in force."""
    meeting = {
        "on": "2026-11-20",
        "members": 18,
        "present": 16,
        "chair": "Nguyễn Văn Bình",
        "secretary": "Trần Thị Lan",
    }
    content = {"people": [], "about": {"matter": "kết nạp đoàn viên"}, "meeting": meeting}
    return decided(template="T01", unit_id=CHAPTER, content=content)


def test_a_chapter_puts_its_minutes_right_as_they_were_signed(minutes, correct):
    correction = correct(minutes["id"], {"written": "Trần Thị Lan", "read": "Trần Thị Lân"}, by=CHAPTER)

    foot = correction["text"].splitlines()[-5:]
    assert (correction["unit"]["id"], correction["kind"]) == (str(CHAPTER), "QĐ")
    assert correction["number"].endswith("-QĐ/CĐ")
    assert foot[-4:] == ["THƯ KÝ", "Trần Thị Lan", "CHỦ TOẠ", "Nguyễn Văn Bình"]


def test_a_superior_does_not_put_a_chapters_minutes_right(minutes, correct):
    with pytest.raises(Denied):
        correct(minutes["id"], {"written": "Trần Thị Lan", "read": "Trần Thị Lân"}, by=COMMUNE)


def test_a_decision_of_a_chapter_is_put_right_by_the_chapter_alone(decided, correct):
    person = {"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER, "form": "KHIEN_TRACH"}
    original = decided(template="T15C", unit_id=CHAPTER, content={"people": [person]})

    with pytest.raises(Denied):
        correct(original["id"], by=COMMUNE)
    correction = correct(original["id"], by=CHAPTER)

    assert (correction["template"], correction["unit"]["id"]) == ("T19K", str(CHAPTER))
    assert "TM. BCH CHI ĐOÀN" in correction["text"]


def test_words_that_the_paper_does_not_have_are_named_by_their_row(decided, correct):
    with pytest.raises(Invalid) as refused:
        correct(
            decided()["id"],
            SLIP,
            {"written": "Trần Văn Không", "read": "Trần Văn Có"},
            {**SLIP, "read": SLIP["written"]},
        )

    assert list(refused.value.fields["errors"]) == ["corrections.1.written", "corrections.2.read"]
    assert "không có chữ “Trần Văn Không”" in refused.value.fields["errors"]["corrections.1.written"][0]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"in_force": False}, "document-not-in-force"),
        ({"template": "T09", "key": "sheet/T09/corrected", "content": {"people": [{"full_name": "Nguyễn Thu Hà"}]}}, "document-without-number"),
    ],
    ids=["not in force", "no number"],
)  # fmt: skip
def test_what_is_not_in_force_or_has_no_number_is_not_corrected(decided, correct, seen, order, code):
    original = decided(**order)

    with pytest.raises(Conflict) as refused:
        correct(original["id"])

    assert refused.value.code == code
    assert refused.value.fields["mend"]
    assert seen(original["id"], an_officer(COMMUNE))["allowed_actions"] == []


def test_a_superior_reads_a_paper_and_does_not_correct_it(decided, correct, seen):
    original = decided()

    with pytest.raises(Denied):
        correct(original["id"], by=NORTH)

    assert seen(original["id"], an_officer(NORTH))["allowed_actions"] == []
    assert [act["action"] for act in seen(original["id"], an_officer(COMMUNE))["allowed_actions"]] == [
        "correct_document"
    ]


def test_to_another_commune_the_paper_is_not_there(decided, correct):
    with pytest.raises(NotFound):
        correct(decided()["id"], by=OTHER_COMMUNE)


def test_the_correction_of_a_confidential_paper_is_as_confidential(decided, correct, seen):
    person = {"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER, "form": "CANH_CAO"}
    original = decided(template="T15C", content={"people": [person]})

    correction = correct(original["id"])

    assert correction["template"] == "T19K"
    assert seen(correction["id"], Actor(HA, uuid4(), "", (), False))["id"] == correction["id"]
    assert seen(correction["id"], an_officer(NORTH))["id"] == correction["id"]
    for stranger in (Actor(uuid4(), uuid4(), "", (Position("AUDITOR", NORTH, "", None, None),), False),
                     Actor(uuid4(), uuid4(), "", (Position("CHAPTER_OFFICER", OTHER_CHAPTER, "", None, "BT"),), False)):  # fmt: skip
        with pytest.raises(NotFound):
            seen(correction["id"], stranger)
    assert [each["id"] for each in seen(original["id"], an_officer(COMMUNE))["corrected_by"]] == [correction["id"]]
