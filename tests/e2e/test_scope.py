"""An officer of one district reaches nothing of another: by list, id, search, export, file, change or stream."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.journeys import workbooks
from tests.journeys.admissions import Chapter
from tests.journeys.http import Client
from tests.journeys.system import System, until

LEVELS = ("chapter", "grassroots", "district")
NOT_YOURS = (403, 404)


@dataclass(frozen=True)
class Elsewhere:
    """What lies in the other district."""

    chapter: Chapter
    superior: Client
    ids: dict[str, str]
    names: list[str]

    def exists(self, path: str) -> bool:
        """Somebody of that district can open it."""
        return 200 in (self.chapter.secretary.status("GET", path), self.superior.status("GET", path))


@pytest.fixture(scope="module")
def here(system: System) -> dict[str, dict[str, str]]:
    return system.branch(0)


@pytest.fixture(scope="module")
def elsewhere(system: System, here: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """A chapter of the other district with a decided case, its papers, an import and an export."""
    branch = system.branch(-1)
    assert branch["district"]["unit_id"] != here["district"]["unit_id"]
    chapter = Chapter(system, branch)
    done = chapter.carried_out(chapter.approve(chapter.sent()))
    book = tmp_path_factory.mktemp("scope") / "danh-sach.xlsx"
    workbooks.write(book, unit_name=chapter.unit_name, upper_name=branch["grassroots"]["unit_name"])
    given = chapter.secretary.upload("/imports", book, unit_id=chapter.unit_id, kind="members")
    job = chapter.secretary.post("/exports", {"unit_id": chapter.unit_id})
    until(lambda: chapter.secretary.get(f"/jobs/{job['id']}")["state"] == "done", what="the export is written")
    until(
        lambda: chapter.secretary.get(f"/imports/{given['id']}")["state"] == "checked", what="the workbook is checked"
    )
    roll = chapter.secretary.get("/members", unit_id=chapter.unit_id, limit=20)["items"]
    decision = next(one["id"] for one in done["documents"] if one["template"] == "T03")
    ids = {
        "unit": chapter.unit_id, "superior": chapter.superior_unit_id, "district": branch["district"]["unit_id"],
        "member": roll[0]["id"], "case": done["id"], "document": decision, "import": given["id"], "job": job["id"],
    }  # fmt: skip
    superior = Client.signed_in(system.url, branch["district"])
    return Elsewhere(chapter, superior, ids, [item["full_name"] for item in roll])


@pytest.fixture(scope="module", params=LEVELS)
def stranger(system: System, here: dict[str, dict[str, str]], request: pytest.FixtureRequest) -> Client:
    """An officer of this district, at each level."""
    return Client.signed_in(system.url, here[request.param])


@pytest.mark.parametrize(
    "path",
    [
        "/units/{unit}", "/units/{superior}", "/units/{district}", "/units/{unit}/children", "/units/{district}/statistics",
        "/units/{unit}/statistics", "/units/{unit}/officers", "/members/{member}", "/members/{member}/timeline",
        "/members/{member}/card", "/members/{member}/book", "/reports/BM-02?unit_id={unit}", "/registers/members?unit_id={district}",
        "/reports/BM-03/people?column=members&unit_id={superior}", "/cases/{case}", "/documents/{document}", "/documents/{document}/file.pdf", "/imports/{import}",
        "/report-submissions?unit_id={unit}", "/imports/{import}/problems", "/imports/{import}/result.xlsx", "/jobs/{job}", "/exports/{job}/file",
    ],
)  # fmt: skip
def test_nothing_of_another_district_opens_by_its_id(stranger: Client, elsewhere: Elsewhere, path: str) -> None:
    address = path.format(**elsewhere.ids)

    assert elsewhere.exists(address)
    assert stranger.status("GET", address) in NOT_YOURS


@pytest.mark.parametrize(
    "path",
    [
        "/members?unit_id={unit}",
        "/members?unit_id={district}",
        "/units/{unit}/members",
        "/cases?unit_id={unit}",
        "/documents?unit_id={superior}",
    ],
)
def test_a_list_of_another_district_is_refused_or_empty(stranger: Client, elsewhere: Elsewhere, path: str) -> None:
    answer = stranger.once("GET", path.format(**elsewhere.ids))

    assert answer.status_code in (200, *NOT_YOURS)
    assert answer.json().get("items", []) == []


def test_an_unfiltered_list_holds_only_what_lies_below(system: System, here: dict[str, Any], stranger: Client) -> None:
    inside = _units_of_district(system, here["district"]["unit_id"])

    for path in ("/members", "/cases", "/documents"):
        for item in _all(stranger, path):
            assert item["unit"]["id"] in inside, f"{path}: {item['id']}"


def test_a_search_finds_nobody_of_another_district(
    system: System, here: dict[str, Any], stranger: Client, elsewhere: Elsewhere
) -> None:
    inside = _units_of_district(system, here["district"]["unit_id"])
    [person] = system.rows(
        "members", "SELECT code, full_name, card_no, citizen_id FROM people WHERE id = %s", elsewhere.ids["member"]
    )

    for typed in (*elsewhere.names[:5], person["code"], person["card_no"], person["citizen_id"]):
        found = stranger.get("/members", q=typed, limit=100)["items"] if typed else []
        assert {item["unit"]["id"] for item in found} <= inside


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("PATCH", "/members/{member}", {"fields": {"phone": "0912345678"}}),
        ("POST", "/members/{member}/invitation", {}),
        ("POST", "/members/confirmations", {"member_ids": ["{member}"]}),
        ("POST", "/exports", {"unit_id": "{unit}"}),
        ("POST", "/cases", {"process": "admission", "unit_id": "{unit}", "form": {"full_name": "Nguyễn Văn Thử", "sex": "male", "born_on": "2009-01-01"}}),
        ("POST", "/cases/{case}/actions", {"action": "revoke", "form": {}, "note": "Thử"}),
        ("POST", "/units", {"parent_id": "{superior}", "name": "Chi đoàn thử", "level": "CHAPTER", "kind": "CD_THON"}),
        ("PATCH", "/units/{unit}", {"name": "Tên khác"}),
        ("POST", "/units/{unit}/closure", {}),
        ("POST", "/units/{unit}/officers", {"person_id": "{member}", "code": "BT"}),
        ("POST", "/imports/{import}/apply", {}),
        ("POST", "/imports/{import}/undo", {}),
        ("PATCH", "/imports/{import}/rows/12", {"cells": {"birth_date": "28/02/2005"}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_nothing_of_another_district_can_be_changed(
    stranger: Client, elsewhere: Elsewhere, verb: str, path: str, body: dict[str, Any]
) -> None:
    given = json.loads(_filled(json.dumps(body), elsewhere.ids))

    status = stranger.status(verb, path.format(**elsewhere.ids), json=given, headers={"If-Match": "*"})

    assert status in NOT_YOURS


def test_a_workbook_cannot_be_brought_into_another_district(
    stranger: Client, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    book = tmp_path / "danh-sach.xlsx"
    workbooks.write(book, unit_name="Chi đoàn", upper_name="Đoàn xã")
    files = {"file": (book.name, book.read_bytes())}

    status = stranger.status(
        "POST", "/imports", files=files, data={"unit_id": elsewhere.ids["unit"], "kind": "members"}
    )

    assert status in NOT_YOURS


def test_a_bulk_decision_over_cases_of_another_district_decides_none(stranger: Client, elsewhere: Elsewhere) -> None:
    case = elsewhere.chapter.sent()

    answer = stranger.once(
        "POST", "/cases/bulk-actions", json={"action": "approve", "case_ids": [case["id"]], "form": {}, "hold_s": 0}
    )

    if answer.status_code == 202:
        job = until(lambda: _ended(stranger, answer.json()["id"]), what="the bulk act ends")
        assert [result["ok"] for result in job["results"]] == [False]
    else:
        assert answer.status_code in NOT_YOURS
    assert elsewhere.chapter.see(case)["state"] == "submitted"


def test_a_stream_tells_of_ones_own_cases_and_of_no_other_districts(
    system: System, here: dict[str, Any], elsewhere: Elsewhere
) -> None:
    own = Chapter(system, here)
    with _heard(own.superior) as heard:
        theirs = elsewhere.chapter.sent()
        mine = own.sent()

        until(lambda: mine["id"] in heard.text(), what="the stream tells of the own case", limit_s=30)

        assert theirs["id"] not in heard.text()


# ---------------------------------------------------------------- how it is asked


def _filled(text: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        text = text.replace("{" + name + "}", value)
    return text


def _ended(client: Client, job_id: str) -> dict[str, Any] | None:
    job: dict[str, Any] = client.get(f"/jobs/{job_id}")
    return job if job["state"] in ("done", "failed", "cancelled") else None


def _all(client: Client, path: str) -> Iterator[dict[str, Any]]:
    cursor: dict[str, str] = {}
    while True:
        page = client.get(path, limit=100, **cursor)
        yield from page["items"]
        if not page["next"]:
            return
        cursor = {"cursor": page["next"]}


def _units_of_district(system: System, district_id: str) -> set[str]:
    """Ids of the district and of everything below it."""
    query = "SELECT u.id FROM units u JOIN units top ON top.id = %s WHERE u.path <@ top.path"
    return {str(row["id"]) for row in system.rows("workflows", query, district_id)}


class _heard:  # noqa: N801 - reads as a word of the test
    """What a client's stream says, from when it answers until the end of the block."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._words: list[str] = []

    def __enter__(self) -> "_heard":
        headers = {"Authorization": f"Bearer {self._client.token}", "Accept": "text/event-stream"}
        self._answer = requests.get(f"{self._client.url}/api/v1/stream", headers=headers, stream=True, timeout=60)
        assert self._answer.status_code == 200
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def text(self) -> str:
        return "".join(self._words)

    def _listen(self) -> None:
        try:
            for part in self._answer.iter_content(chunk_size=None, decode_unicode=True):
                self._words.append(part if isinstance(part, str) else part.decode())
        except (requests.RequestException, AttributeError, ValueError):  # closed under our hands at the end
            return

    def __exit__(self, *_why: object) -> None:
        self._answer.close()
        self._thread.join(timeout=5)
