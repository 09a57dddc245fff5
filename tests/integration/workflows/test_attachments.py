"""Papers of a case: what they are is looked at, and who may fetch them again."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from services.kit import clock, settings
from services.kit.faults import Invalid, NotFound
from services.kit.files import Files
from services.workflows.actions import attachments
from tests.integration.workflows.conftest import (
    APPROVER,
    DISTRICT_SECRETARY,
    OTHER_SECRETARY,
    SECRETARY,
    a_candidate,
    a_vote,
)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def keep(database):
    """Puts a file into the store, and says what a form would say of it."""

    def put(content, name, **said):
        stored = Files(settings.read()).put(content)
        return {"digest": stored.digest, "name": name, "media_type": "application/pdf", "size": 1, **said}

    return put


def fetch(workflows, case, digest, by=SECRETARY):
    with workflows.asking(by) as tx:
        return attachments.get_case_file(tx, case_id=UUID(str(case["id"])), digest=digest)


def test_an_upload_that_a_case_refers_to_outlives_those_that_nobody_refers_to(workflows, database):
    files = Files(settings.read())
    used, unused = files.receive(PDF), files.receive(PDF + b"%unused")
    workflows.open(
        application_file={"digest": used.digest, "name": "don.pdf", "media_type": "application/pdf", "size": 1}
    )

    files.delete_unkept(before=clock.real_now() + timedelta(minutes=1), at_most=100)

    assert (files.holds(used.digest), files.holds(unused.digest)) == (True, False)


def test_a_paper_is_kept_with_its_true_type_and_size(workflows, keep):
    paper = keep(PDF, "Đơn xin vào Đoàn.pdf", media_type="text/html", size=7)

    case = workflows.open(application_file=paper)

    assert case["form"]["application_file"] == paper | {"media_type": "application/pdf", "size": len(PDF)}
    assert fetch(workflows, case, paper["digest"], by=APPROVER)["name"] == "Đơn xin vào Đoàn.pdf"


@pytest.mark.parametrize(
    ("content", "field", "said"),
    [
        (b"MZ\x90\x00" + b"\x00" * 60, "application_file", "tệp PDF hoặc tệp Word"),
        (b"<html><script>alert(1)</script></html>", "background_file", "tệp PDF hoặc tệp Word"),
        (PDF, "photo", "ảnh PNG hoặc ảnh WebP"),
    ],
    ids=["a program", "a page", "a PDF for a picture"],
)
def test_what_is_no_paper_is_refused_by_name(workflows, keep, content, field, said):
    with pytest.raises(Invalid) as refused:
        workflows.open(**{field: keep(content, "tệp lạ.pdf")})

    [text] = refused.value.fields["errors"][field]
    assert "tệp lạ.pdf" in text
    assert said in text


@pytest.mark.parametrize(
    "given",
    [
        {"digest": hashlib.sha256(b"nobody sent this").hexdigest(), "name": "a.pdf"},
        {"digest": "../../etc/passwd", "name": "a.pdf"},
        {"digest": "0" * 64},
        {"digest": "0" * 64, "name": "a" * 300},
        {"digest": "0" * 64, "name": "a\x00.pdf"},
        {"digest": "0" * 64, "name": "a.pdf", "more": 1},
        "a.pdf",
        [1],
    ],
    ids=["gone", "a path", "no name", "a long name", "a null", "more", "text", "a list"],
)
def test_what_is_no_file_at_all_is_refused(workflows, keep, given):
    with pytest.raises(Invalid) as refused:
        workflows.open(application_file=given)

    assert "application_file" in refused.value.fields["errors"]


def test_the_minutes_stand_in_the_history_by_their_digest(workflows, keep):
    minutes = keep(PNG, "bien-ban.png")
    case = workflows.open()

    workflows.act(case, "record_vote", form=a_vote(minutes_file=minutes))

    [line] = [line for line in workflows.get(case)["history"] if line["action"] == "record_vote"]
    assert (line["form"]["minutes_file"]["digest"], line["form"]["minutes_file"]["media_type"]) == (
        minutes["digest"],
        "image/png",
    )


def test_a_paper_of_the_file_stands_in_the_history_too_and_a_replaced_one_can_still_be_fetched(workflows, keep):
    first, second = keep(PDF, "don-cu.pdf"), keep(PNG, "don-moi.png")
    case = workflows.open(application_file=first)

    workflows.act(case, "amend", form=a_candidate(application_file=second))

    seen = workflows.get(case)
    digests = [line["form"].get("application_file", {}).get("digest") for line in seen["history"]]
    assert digests == [second["digest"], first["digest"]]
    assert seen["form"]["application_file"]["digest"] == second["digest"]
    assert fetch(workflows, case, first["digest"])["name"] == "don-cu.pdf"
    assert "application_file" not in str(workflows.get(case, by=DISTRICT_SECRETARY)["history"])


def test_papers_that_say_much_are_for_those_who_work_on_the_case(workflows, keep):
    paper, minutes = keep(PDF, "ly-lich.pdf"), keep(PNG, "bien-ban.png")
    case = workflows.open(background_file=paper)
    workflows.act(case, "record_vote", form=a_vote(minutes_file=minutes))

    assert fetch(workflows, case, minutes["digest"], by=DISTRICT_SECRETARY)["name"] == "bien-ban.png"
    with pytest.raises(NotFound):
        fetch(workflows, case, paper["digest"], by=DISTRICT_SECRETARY)
    with pytest.raises(NotFound):
        fetch(workflows, case, minutes["digest"], by=OTHER_SECRETARY)


def test_a_file_that_the_case_does_not_name_is_not_its_own(workflows, keep):
    case, other = workflows.open(), keep(PDF, "cua-nguoi-khac.pdf")

    with pytest.raises(NotFound):
        fetch(workflows, case, other["digest"])
