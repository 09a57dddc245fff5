"""A register as a workbook: the lines of the list, and nobody's who lost their office meanwhile."""

import io
from uuid import UUID, uuid4

import pytest
from python_calamine import CalamineWorkbook

from services.contracts.messaging import StartDocumentExport
from services.kit import jobs, schema, settings
from services.kit.actor import Actor, Position
from services.kit.faults import Denied
from services.kit.files import Files
from services.messaging import copies, exports
from tests.integration.messaging.conftest import COMMUNE, SECRETARY, SOUTH, an_order

OFFICER = Actor(SECRETARY, uuid4(), "", (Position("GRASSROOTS_OFFICER", COMMUNE, "", None, "BT"),), False)


@pytest.fixture
def office(database):
    """Lets the registry say whether the secretary holds the office, from the next version on."""
    versions = iter(range(1, 10))

    def change_position(until=None):
        held = {
            "id": UUID(int=0x61), "person_id": SECRETARY, "unit_id": COMMUNE, "role": "GRASSROOTS_OFFICER", "code": "BT",
            "from_on": "2020-01-01", "until": until, "version": next(versions),
        }  # fmt: skip
        with database.transaction() as tx:
            copies.POSITIONS.apply(tx, [held])

    change_position()
    yield change_position
    with database.transaction() as tx:
        tx.execute(copies.POSITIONS.table.delete())


def start(database, actor=OFFICER, **asked):
    with database.transaction(actor=actor) as tx:
        return exports.start_document_export(tx, **schema.load(StartDocumentExport, asked))


def run(database, job):
    jobs.run(jobs.claim(database, exports.EXPORT), exports.export_documents)
    with database.transaction(actor=OFFICER) as tx:
        return jobs.read(tx, job["id"])


def test_a_workbook_holds_the_lines_of_the_list_in_its_order(database, issue, office, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 2)
    issue(*(an_order(f"exported-{n}/T03") for n in range(3)), an_order("exported-elsewhere/T03", unit_id=SOUTH))

    job = run(database, start(database, kind="QĐ", sort="number"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(Files(settings.read()).open(job["file"]["digest"])))
    [mark, titles, *lines] = book.get_sheet_by_name("Văn bản").to_python()
    assert mark[0].startswith("3 văn bản · Lương Thị Hồng Vân xuất lúc ")
    assert titles == ["STT", *exports.TITLES]
    assert [line[1] for line in lines] == ["01-QĐ/ĐTN", "02-QĐ/ĐTN", "03-QĐ/ĐTN"]
    assert lines[0][2] == "24/11/2026"
    assert lines[0][4] == "Đoàn xã Tân Mỹ"
    assert (job["state"], job["total"]) == ("done", 3)


def test_whoever_lost_the_office_meanwhile_gets_no_workbook(database, office):
    job = start(database)
    office(until="2021-01-01")

    ended = run(database, job)

    assert (ended["state"], ended["file"]) == ("failed", None)


def test_a_member_without_an_office_exports_nothing(database):
    with pytest.raises(Denied) as refused:
        start(database, Actor(uuid4(), uuid4(), "", (), False))

    assert refused.value.fields["action"] == "document.export"
