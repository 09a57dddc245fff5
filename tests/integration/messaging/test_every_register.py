"""Papers of every type: their numbers without gap, their seals, what corrects and ends them, and the word processor's file."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import DatabaseError

from services.contracts import messaging as contract
from services.contracts import papers
from services.kit import schema, seals, settings, wire
from services.kit.actor import Actor
from services.kit.faults import Conflict, Invalid
from services.kit.files import Files
from services.messaging import actions
from services.messaging.domain import tokens
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    NORTH,
    OTHER_COMMUNE,
    PROVINCE,
    SOUTH,
    an_order,
    plain,
)
from tests.unit.messaging.samples import ABOUT, PERSON

NUMBERED = [paper.code for paper in papers.PAPERS if paper.numbered]
UNNUMBERED = [paper.code for paper in papers.PAPERS if not paper.numbered]


class ChangedMind(Exception):
    """Rolls a transaction back after its numbers were taken."""


def an_order_of(code, key=None, **given):
    about = {name: told for name, told in ABOUT.get(code, {}).items() if name != "corrects"}
    person = {"full_name": "Nguyễn Thu Hà", **PERSON.get(code, {})}
    content = {"people": [person], "about": about} | given.pop("content", {})
    return an_order(key or f"{uuid4()}/{code}", template=code, content=content, **given)


def correcting(code, document_id, key=None, **about):
    told = {"corrects": {"document_id": document_id}, **about}
    return an_order(key, template=code, content={"people": [], "about": told})


@pytest.fixture
def seen(database):
    def run(document_id):
        with database.transaction() as tx:
            return wire.plain(actions.get_document(tx, document_id=UUID(str(document_id))))

    return run


@pytest.fixture
def checked(database, seen):
    def run(document_id):
        address = seen(document_id)["verify_url"]
        with database.transaction(actor=Actor.NOBODY) as tx:
            answer = actions.verify_document(tx, token=address.rpartition("/xt/")[2])
        return wire.plain(answer)

    return run


def test_numbers_of_every_type_have_no_gap_under_four_writers_and_rollbacks(database, sql):
    def once(turn):
        orders = [an_order_of(code, unit_id=SOUTH) for code in (NUMBERED if turn % 2 else NUMBERED[::-1])]
        command = schema.load(contract.IssueDocuments, {"batch_id": str(uuid4()), "documents": plain(orders)})
        with suppress(ChangedMind), database.transaction() as tx:
            actions.issue_documents(tx, **command)
            if turn % 5 == 0:
                raise ChangedMind

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(once, range(20)))

    registers = sql(
        "SELECT kind, array_agg(ordinal ORDER BY ordinal) FROM documents WHERE unit_id = :u GROUP BY kind", u=SOUTH
    )
    kinds = [paper.kind for paper in papers.PAPERS if paper.numbered]
    assert dict(registers) == {kind: list(range(1, kinds.count(kind) * 16 + 1)) for kind in kinds}


def test_papers_without_a_number_leave_the_registers_alone(issue, sql):
    documents = issue(*(an_order_of(code, unit_id=OTHER_COMMUNE) for code in UNNUMBERED * 2))

    assert {(each["number"], each["ordinal"]) for each in documents} == {("Không số", 0)}
    assert sql("SELECT 1 FROM number_counters WHERE unit_id = :u", u=OTHER_COMMUNE) == []


def test_a_paper_without_a_number_asked_for_twice_is_issued_once(issue):
    order = an_order_of("T09", "sheet/T09")

    assert issue(order) == issue(order)


def test_a_book_belongs_to_no_case(issue, seen):
    (document,) = issue(an_order_of("T16", case_ids=[], content={"people": []}))

    assert seen(document["id"])["case_ids"] == []
    assert "Nguyễn Thu Hà | Khu công nghiệp Đình Trám | 12/02/2026" in seen(document["id"])["text"]


def test_the_provinces_departments_stand_in_its_symbols(issue):
    award, honour = issue(an_order_of("T14", unit_id=PROVINCE), an_order_of("T11", unit_id=PROVINCE))

    assert (award["number"], honour["number"]) == ("01-QĐKT/TĐTN-VP", "01-QĐ/TĐTN-TCKT")


def test_a_destination_given_by_id_is_named(issue, seen):
    person = {"full_name": "Nguyễn Thu Hà", "unit_id": CHAPTER, "to_unit_id": OTHER_COMMUNE}
    (document,) = issue(an_order_of("T04", content={"people": [person], "about": {}}))

    assert "Kính gửi: Đoàn xã Quang Thịnh\n" in seen(document["id"])["text"]


def test_a_sheet_about_two_people_is_refused(issue):
    with pytest.raises(Invalid) as refused:
        issue(an_order_of("T09", content={"people": [{"full_name": "Hà"}, {"full_name": "An"}]}))

    assert refused.value.code == "document-names-one"


def test_the_seal_on_the_page_is_opened_without_the_registers(issue, seen):
    (document,) = issue(an_order_of("T07"))
    code, seal = seen(document["id"])["verify_url"].rpartition("/xt/")[2].split("#")

    number, on, issuer, title, _digest = seals.opened(code, seal, keys=actions.list_seal_keys(None))

    assert tokens.is_ours(code)
    assert (number, on, issuer) == (document["number"], "2026-11-24", "Đoàn xã Tân Mỹ")
    assert title == "Quyết định công nhận đoàn viên trưởng thành"


def test_the_address_on_the_page_is_frozen_with_it(issue, sql):
    (document,) = issue(an_order_of("T07"))

    with pytest.raises(DatabaseError, match="is frozen"):
        sql("UPDATE documents SET verify_url = 'https://elsewhere.example' WHERE id = :id", id=document["id"])


def test_a_document_from_before_seals_keeps_its_plain_address(issue, sql, database):
    (document,) = issue(an_order_of("T07"))
    sql("ALTER TABLE documents DISABLE TRIGGER documents_stay")
    sql("UPDATE documents SET verify_url = NULL WHERE id = :id", id=document["id"])
    sql("ALTER TABLE documents ENABLE TRIGGER documents_stay")

    with database.transaction() as tx:
        found = actions.get_document(tx, document_id=UUID(document["id"]))

    assert found["verify_url"].startswith(f"{settings.read().public_url}/xt/")
    assert "#" not in found["verify_url"]


def test_a_correction_cites_its_original_which_shows_it_once_in_force(issue, settle, seen, checked):
    (original,) = issue(an_order_of("T07", unit_id=NORTH, in_force=True))
    changes = [{"place": "Điều 1", "written": "Hạ", "read": "Hà"}]
    (correction,) = issue(correcting("T19D", original["id"], corrections=changes))
    before = seen(original["id"])

    settle(correction["id"], "in_force")

    after, shown = seen(original["id"]), checked(original["id"])
    cited = f"số {original['number']} ngày 24/11/2026 của Huyện đoàn Yên Dũng"
    assert f"Điều 1. Đính chính Quyết định công nhận đoàn viên trưởng thành {cited}" in seen(correction["id"])["text"]
    assert seen(correction["id"])["corrects"]["id"] == original["id"]
    assert (before["corrected_by"], [each["id"] for each in after["corrected_by"]]) == ([], [correction["id"]])
    assert (shown["valid"], shown["note"]) == (
        True, f"Đã được đính chính bởi Quyết định số {correction['number']} ngày 24/11/2026."
    )  # fmt: skip


def test_a_revoked_document_names_the_one_that_revoked_it(issue, settle, seen, checked):
    (original,) = issue(an_order_of("T07", in_force=True))
    (revoking,) = issue(correcting("T19R", original["id"], reason="Sai thẩm quyền"))

    settle(original["id"], "revoked", "Sai thẩm quyền", by_document_id=revoking["id"])

    found, shown = seen(original["id"]), checked(original["id"])
    assert (found["state"], found["ended_by"]["id"]) == ("revoked", revoking["id"])
    assert (shown["valid"], shown["state_title"]) == (False, "Đã thu hồi")
    assert shown["note"] == f"Đã thu hồi theo Quyết định số {revoking['number']} ngày 24/11/2026."


def test_who_knows_a_document_by_its_key_alone_revokes_it_by_that(issue, settle, seen):
    (original,) = issue(an_order_of("T17", "T17/one/merged", case_ids=[], in_force=True))
    told = {"people": [], "about": {"corrects": {"document_key": "T17/one/merged"}, "reason": "Ghi nhầm"}}
    (revoking,) = issue(an_order_of("T19R", "T19R/one", case_ids=[], content=told, in_force=True))

    for _ in range(2):
        settle(None, "revoked", "Ghi nhầm", key="T17/one/merged", by_key="T19R/one")

    found = seen(original["id"])
    assert (found["state"], found["ended_by"]["number"]) == ("revoked", revoking["number"])
    assert seen(revoking["id"])["corrects"]["number"] == original["number"]
    assert f"số {original['number']} ngày 24/11/2026" in seen(revoking["id"])["text"]


@pytest.mark.parametrize("key", ["key", "by_key"])
def test_a_key_whose_document_is_on_the_way_waits_for_it(issue, settle, key):
    (known,) = issue(an_order_of("T17", case_ids=[], in_force=True))

    with pytest.raises(Conflict) as refused:
        settle(None, "revoked", "Ghi nhầm", **{"key": known["key"], "by_key": known["key"], key: "T17/not-yet"})

    assert refused.value.code == "document-unknown"


def test_a_name_struck_by_a_later_document_stays_struck_by_it(issue, settle, sql):
    cases = [uuid4(), uuid4()]
    people = [{"full_name": "Nguyễn Thu Hà"}, {"full_name": "Lê Văn An"}]
    (original,) = issue(an_order_of("T08", case_ids=cases, content={"people": people}, in_force=True))
    (restoring,) = issue(an_order_of("T08R", content={"about": {"corrects": {"document_id": original["id"]}}}))

    settle(original["id"], "revoked", "Đã đóng đủ phí", case_ids=cases[:1], by_document_id=restoring["id"])

    assert sql("SELECT case_id, struck_by_id FROM document_cases WHERE struck_at IS NOT NULL AND document_id = :id", id=original["id"]) == [
        (cases[0], UUID(restoring["id"]))
    ]  # fmt: skip


def test_a_name_is_struck_by_a_paper_of_which_the_asker_knows_the_key_alone(issue, settle, sql, database):
    cases = [uuid4(), uuid4()]
    people = [{"full_name": "Nguyễn Thu Hà"}, {"full_name": "Lê Văn An"}]
    (original,) = issue(an_order_of("T07", case_ids=cases, content={"people": people}, in_force=True))
    told = {"people": people[:1], "about": {"corrects": {"document_id": original["id"]}, "reason": "Sai ngày sinh"}}
    (revoking,) = issue(an_order_of("T19R", "T19R/of-one", case_ids=cases[:1], content=told, in_force=True))

    settle(original["id"], "revoked", "Sai ngày sinh", case_ids=cases[:1], by_key="T19R/of-one")

    with database.transaction() as tx:
        [struck] = actions.get_document(tx, document_id=UUID(original["id"]))["struck"]
    assert (struck["full_name"], struck["by"]["number"]) == ("Nguyễn Thu Hà", revoking["number"])
    assert sql("SELECT case_id, struck_by_id FROM document_cases WHERE struck_at IS NOT NULL AND document_id = :id", id=original["id"]) == [
        (cases[0], UUID(revoking["id"]))
    ]  # fmt: skip


def test_a_correction_of_what_stands_in_no_register_is_refused(issue):
    with pytest.raises(Conflict) as refused:
        issue(correcting("T19D", uuid4()))

    assert refused.value.code == "document-unknown"


def test_the_word_processors_file_is_kept_and_the_same_each_time(issue, database):
    (document,) = issue(an_order_of("T04", unit_id=COMMUNE))

    with database.transaction() as tx:
        first = actions.get_document_word(tx, document_id=UUID(document["id"]))
        second = actions.get_document_word(tx, document_id=UUID(document["id"]))

    assert first == second
    assert first["name"].endswith("-GT_DTN.docx")
    assert Files(settings.read()).open(first["digest"]).startswith(b"PK")


def test_every_template_is_drawn_by_the_service(issue, database):
    issued = issue(*(an_order_of(code) for code in NUMBERED + UNNUMBERED))

    with database.transaction() as tx:
        files = [actions.get_document_file(tx, document_id=UUID(each["id"])) for each in issued]

    assert len(files) == len(papers.PAPERS)
    assert all(each["size"] > 5_000 and each["name"].endswith(".pdf") for each in files)
