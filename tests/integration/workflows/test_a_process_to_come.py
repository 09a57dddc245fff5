"""A process that was not there before: one file beside the others, and it is in the menu, opens, waits, is decided and recorded."""

import shutil
from pathlib import Path

import pytest

from services.contracts import members
from services.kit import settings
from services.kit.database import Database
from services.kit.fixtures import ROOT
from services.kit.fixtures import eventually as wait_for
from services.workflows.store import Tx
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    OFFICERS,
    SECRETARY,
    TREE,
    a_person,
    a_position,
    a_unit,
)
from tests.integration.workflows.test_service import commands, copied, tell

FILE = Path(__file__).with_name("borrowing.py.txt")


@pytest.fixture(scope="module")
def service(database_of, start_host, start_relay, tmp_path_factory):
    """A host whose processes are ours and one more, which lies in another folder."""
    beside = tmp_path_factory.mktemp("beside") / "services/workflows/processes"
    beside.mkdir(parents=True)
    shutil.copy(FILE, beside / "borrowing.py")
    database_of("workflows")
    start_host("workflows", PYTHONPATH=f"{ROOT}:{beside.parents[2]}")
    start_relay("workflows")
    told = Database(settings.read(), "workflows", Tx)
    tell(told, members.UnitsChanged, units=[a_unit(*row) for row in TREE])
    tell(told, members.PeopleChanged, people=[a_person(*row[:3]) for row in OFFICERS])
    tell(told, members.PositionsChanged, positions=[a_position(row[0], row[2], row[3], row[4]) for row in OFFICERS])
    wait_for(lambda: copied(told) == [len(TREE), len(OFFICERS), len(OFFICERS)], timeout_s=60)
    yield told
    told.close()


def test_one_file_is_a_whole_process(service, rpc, token_for):
    secretary = token_for(SECRETARY, ("CHAPTER_OFFICER", CHAPTER, "CHAPTER"))
    approver = token_for(APPROVER, ("GRASSROOTS_OFFICER", COMMUNE, "GRASSROOTS"))
    menu = rpc.call("workflows.list_processes", token=secretary)["items"]
    given = {"unit_id": str(CHAPTER), "subject_id": str(SECRETARY), "form": {"what": "Loa kéo", "until": "2027-01-10"}}
    case = rpc.call("workflows.open_case", token=secretary, process="borrowing", **given)
    [waiting] = rpc.call("workflows.list_inbox", token=approver)["items"]

    done = rpc.call("workflows.take_action", token=approver, case_id=case["id"], action="lend")

    assert ("borrowing", "Mượn đồ dùng", True) in [(each["code"], each["title"], each["may_open"]) for each in menu]
    assert waiting["id"] == case["id"]
    assert done["state_title"] == "Đã cho mượn"
    [line] = commands(service, "members.keep_records.v1")[0]["lines"]
    assert line["title"] == "Mượn Loa kéo"
    assert line["person_id"] == str(SECRETARY)
