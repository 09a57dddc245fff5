"""Each process over HTTP from its opening to its end: what the registry says then, its lines on record, its numbers in the register."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from services.workflows import registry
from tests.journeys import ways
from tests.journeys.admissions import today
from tests.journeys.http import Client
from tests.journeys.system import FEE_BOOKS, System, until
from tests.journeys.walks import OVER, Life, Offices, parties
from tests.journeys.ways import ABOVE, CHAPTER, DISTRICT, HOST, HOST_ABOVE, Step, Way

HERE = 10
"""A chapter of a school: its members live elsewhere, so that they may take part there too."""
PATIENCE_S = 40
UNNUMBERED = "Không số"
File = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What the API tells of a case that has come to its end. before: the member's file when it was opened."""

    offices: Offices
    case: File
    before: File
    by: str

    @property
    def person_id(self) -> str:
        return str(self.case["subject"]["id"])

    def get(self, path: str, **query: Any) -> Any:
        """What the officer reads who looks after the member now."""
        return self.offices.speak[self.by].get(path, **query)

    def member(self, **query: Any) -> File:
        found: File = self.get(f"/members/{self.person_id}", **query)
        return found

    def book(self) -> File:
        found: File = self.get(f"/members/{self.person_id}/book")
        return found

    def number(self, template: str) -> str:
        return next(str(paper["number"]) for paper in self.case["documents"] if paper["template"] == template)

    def line(self, register: str, office: str = CHAPTER) -> Mapping[str, str]:
        """Cells of the case's latest line in a register of the office's unit; nothing while there is none."""
        query = {"unit_id": self.offices.units[office], "limit": 100}
        lines = self.get(f"/registers/{register}", **query)["items"]
        return next((one["cells"] for one in lines if one["case_id"] == self.case["id"]), {})

    def lives_in(self, office: str, status: str = "ACTIVE") -> bool:
        is_over = self.member()
        return bool(is_over["status"] == status and is_over["unit"]["id"] == self.offices.units[office])


@dataclass(frozen=True)
class Ending:
    """A way, the effect that the registry shows at its end, the lines that it leaves, each with the paper that it cites, and the
    state of every paper. by: the office that looks after the member then. reads: one that every paper is meant for."""

    way: Way
    effect: Callable[[Seen], bool]
    lines: Mapping[str, str | None] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    by: str = ABOVE
    reads: str = ABOVE
    branch: int = HERE


def _ways(way: Way, ends: str, *more: Step, after: int | None = None) -> Way:
    """The way with more steps, at its end or after so many of its own."""
    place = len(way.steps) if after is None else after
    return replace(way, steps=(*way.steps[:place], *more, *way.steps[place:]), ends=ends)


def _today(name: str) -> Callable[[ways.Scene], File]:
    return lambda scene: {name: scene.day(0)}


# ---------------------------------------------------------------- what the registry says


def _admitted(seen: Seen) -> bool:
    line = seen.line("admissions")
    decided_on = next(paper["on"] for paper in seen.case["documents"] if paper["template"] == "T03")
    joined_on = seen.member()["joined_on"]
    return seen.lives_in(CHAPTER) and joined_on == decided_on and line.get("document_number") == seen.number("T03")


def _moved(seen: Seen) -> bool:
    kept = {name: seen.member()[name] for name in ("card_no", "joined_on")}
    same = kept == {name: seen.before[name] for name in kept}
    return (
        seen.lives_in(HOST) and same and seen.line("introductions", HOST).get("introduction_no") == seen.number("T04")
    )


def _has_status(status: str) -> Callable[[Seen], bool]:
    return lambda seen: seen.member()["status"] == status and not seen.member()["flags"]


def _expelled(seen: Seen) -> bool:
    line = seen.line("discipline")
    return _has_status("EXPELLED")(seen) and (line.get("form"), line.get("document_number")) == (
        "Khai trừ", seen.number("T15C"),
    )  # fmt: skip


def _has_another_card(seen: Seen) -> bool:
    now = seen.member()
    return bool(now["card_no"]) and now["card_no"] != seen.before["card_no"] and now["code"] == seen.before["code"]


def _is_exempt(seen: Seen) -> bool:
    """Of the three months, the first is the one of arrival, which nobody owes."""
    year, month = (int(part) for part in today().isoformat()[:7].split("-"))
    following = f"{year + month // 12}-{month % 12 + 1:02d}-01"
    is_over = seen.get(f"/members/{seen.person_id}/fees", year=int(following[:4]))
    return [one["state"] for one in is_over["months"] if one["month"] == following] == ["exempt"]


def _is_trained(seen: Seen) -> bool:
    return [year["training"] for year in seen.book()["years"]] == ["Đạt"]


def _is_rated(seen: Seen) -> bool:
    is_over = [(year["rating"], year["comment"]) for year in seen.book()["years"]]
    return is_over == [("Hoàn thành tốt nhiệm vụ", "Tích cực")]


def _unit_is_rated(seen: Seen) -> bool:
    report = seen.get("/reports/BM-05", unit_id=seen.offices.units[ABOVE])
    own = next(row for row in report["rows"] if row["unit"] and row["unit"]["id"] == seen.offices.units[CHAPTER])
    return bool(own["figures"]["chapter_HTT"] == 1)


def _unit_is_cleared(seen: Seen) -> bool:
    """The unit's line is on record, struck by the answer to its complaint."""
    is_over = seen.line("discipline")
    return (is_over.get("name"), is_over.get("stage"), is_over.get("form")) == (
        seen.case["unit"]["name"], "Khiếu nại", "Huỷ quyết định",
    )  # fmt: skip


def _is_honoured(seen: Seen) -> bool:
    line = seen.line("honorary")
    return seen.member()["status"] == "HONORARY" and line.get("card_no", "").startswith("DD-") and not line["ended_on"]


def _knows_the_class(seen: Seen) -> bool:
    groups = seen.member(reveal="party")["groups"]
    is_over = {one["code"]: one["value"] for group in groups if group["code"] == "party" for one in group["fields"]}
    return is_over["party_class_no"] == "15/GCN" and is_over["party_candidate"] == "Đối tượng Đảng"


def _is_awarded(seen: Seen) -> bool:
    line = seen.line("awards")
    return line.get("document_number") == seen.number("T14") and [
        award["case_id"] for award in seen.book()["awards"]
    ] == [seen.case["id"]]


def _is_back(seen: Seen) -> bool:
    line = seen.line("away")
    return (line.get("destination"), line.get("state")) == (
        "Bắc Ninh", f"Đã về ngày {today():%d/%m/%Y}",
    ) and not seen.member()["flags"]  # fmt: skip


def _link_is_over(title: str) -> Callable[[Seen], bool]:
    def is_over(seen: Seen) -> bool:
        links = [link for link in seen.book()["links"] if link["case_id"] == seen.case["id"]]
        over = [link["title"].startswith(f"{title}: ") and link["until"] == today().isoformat() for link in links]
        return over == [True] and seen.lives_in(CHAPTER) and not seen.member()["flags"]

    return is_over


IN_FORCE, REVOKED = "in_force", "revoked"
ENDINGS = (
    Ending(
        _ways(ways.ADMISSION, "admitted", Step("record_ceremony", form=_today("held_on"))), _admitted,
        {"Chuẩn y kết nạp đoàn viên": "T03"}, {"T01": IN_FORCE, "T02": IN_FORCE, "T03": IN_FORCE},
    ),
    Ending(
        ways.MOVE, _moved, {"Giới thiệu chuyển sinh hoạt đoàn": "T04", "Chuyển sinh hoạt đoàn": None},
        {"T04": IN_FORCE}, by=HOST_ABOVE, reads=HOST_ABOVE,
    ),
    Ending(
        ways.MATURATION, _has_status("MATURED"), {"Trưởng thành đoàn": "T07"}, {"T07": IN_FORCE, "T07C": IN_FORCE},
    ),
    Ending(
        ways.REMOVAL, _has_status("STRUCK_OFF"), {"Xoá tên trong danh sách đoàn viên": "T08"},
        {"T01": IN_FORCE, "T08C": IN_FORCE, "T08": IN_FORCE},
    ),
    Ending(ways.EXPULSION, _expelled, {"Kỷ luật khai trừ": "T15C"}, {"T15A": IN_FORCE, "T15M": IN_FORCE, "T15C": IN_FORCE}),
    Ending(ways.CARD, _has_another_card, {"Cấp lại thẻ đoàn viên": None}),
    Ending(ways.EXEMPTION, _is_exempt, {"Miễn đoàn phí từ tháng": None}, branch=FEE_BOOKS[1]),
    Ending(ways.TRAINING, _is_trained, {"Chương trình rèn luyện năm": None}, {"T09": IN_FORCE, "T09D": IN_FORCE}),
    Ending(ways.EVALUATION, _is_rated, {"Xếp loại đoàn viên năm": "T10D"}, {"T01": IN_FORCE, "T10": IN_FORCE, "T10P": IN_FORCE, "T10D": IN_FORCE}),
    Ending(
        ways.UNIT_DISCIPLINE, _unit_is_cleared, papers={"T15M": IN_FORCE, "T15C": REVOKED, "T15D": IN_FORCE}, reads=CHAPTER
    ),
    Ending(ways.UNIT_EVALUATION, _unit_is_rated, papers={"T10D": IN_FORCE}),
    Ending(
        ways.HONORARY, _is_honoured, {"Công nhận đoàn viên danh dự": "T11"}, {"T11T": IN_FORCE, "T11": IN_FORCE},
        reads=DISTRICT,
    ),
    Ending(
        ways.OUTSTANDING, _knows_the_class,
        {
            "Giới thiệu đoàn viên ưu tú": "T12", "Học lớp nhận thức về Đảng": None, "Công nhận đối tượng Đảng": None,
            "Rút giới thiệu đoàn viên ưu tú": "T19R",
        },
        {"T01": IN_FORCE, "T12": REVOKED, "T19R": IN_FORCE},
    ),
    Ending(
        ways.AWARD, _is_awarded, {"Khen thưởng: ": "T14"},
        {"T01": IN_FORCE, "T13": IN_FORCE, "T13B": IN_FORCE, "T14": IN_FORCE},
    ),
    Ending(
        _ways(ways.AWAY, "returned", Step("introduce", ABOVE), after=1), _is_back,
        {"Đi làm ăn xa": None, "Trở về sinh hoạt": None}, {"T05": IN_FORCE},
    ),
    Ending(
        ways.RESIDENCE, _link_is_over("Sinh hoạt nơi cư trú"),
        {"Sinh hoạt đoàn nơi cư trú": None, "Nhận xét nơi cư trú": "T06N", "Kết thúc sinh hoạt nơi cư trú": None},
        {"T06": REVOKED, "T06N": IN_FORCE},
    ),
    Ending(
        ways.TEMPORARY, _link_is_over("Sinh hoạt tạm thời"),
        {"Sinh hoạt đoàn tạm thời": None, "Kết thúc sinh hoạt tạm thời": None}, {"T05": REVOKED},
        reads=HOST_ABOVE,
    ),
)  # fmt: skip


def test_no_process_is_left_out() -> None:
    assert sorted(ending.way.process for ending in ENDINGS) == sorted(registry.PROCESSES)


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.way.process)
def test_a_process_ends_in_the_registry_on_record_and_in_the_register(
    system: System, tmp_path: Path, ending: Ending
) -> None:
    offices = _offices(system, ending.branch, tmp_path)

    seen = _at_its_end(offices, ending)

    assert until(lambda: ending.effect(seen), what="the registry says what the case ended in", limit_s=PATIENCE_S)
    assert _lines(seen, ending) == {
        title: template and seen.number(template) for title, template in ending.lines.items()
    }
    assert _register(seen, ending.reads) == {
        paper["template"]: (paper["number"], ending.papers[paper["template"]]) for paper in seen.case["documents"]
    }


def _offices(system: System, place: int, folder: Path) -> Offices:
    """The accounts of a branch and its neighbours, and a file that they have stored."""
    held = parties(system.branches(), place)
    speak = {office: Client.signed_in(system.url, account) for office, account in held.items()}
    units = {office: account["unit_id"] for office, account in held.items()}
    paper = folder / "dong-y.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    if place in FEE_BOOKS and speak[CHAPTER].get(f"/units/{units[CHAPTER]}/fees")["book_from"] is None:
        speak[CHAPTER].put(f"/units/{units[CHAPTER]}/fee-book", {"from_month": today().replace(day=1).isoformat()})
    roll = speak[CHAPTER].get("/members", unit_id=units[CHAPTER], status="ACTIVE", limit=1)
    return Offices(speak, units, roll["items"][0]["id"], today(), speak[CHAPTER].upload("/files", paper))


def _at_its_end(offices: Offices, ending: Ending) -> Seen:
    """Somebody has come from another province where the process is about a member, and the case has come to its end."""
    place = ways.LEAVING.index(ending.way) if ending.way in ways.LEAVING else 1
    before, subject_id = {}, None
    if ending.way.about_member:
        arrival = _walked(Life(offices, place, (ways.ARRIVAL,)))
        subject_id = str(arrival["subject"]["id"])
        before = offices.speak[ABOVE].get(f"/members/{subject_id}")
    case = _walked(Life(offices, place, (ending.way,), subject_id=subject_id))
    case = until(
        lambda: _settled(offices, case["id"], ending), what="the papers stand as they should", limit_s=PATIENCE_S
    )
    return Seen(offices, case, before, ending.by)


def _walked(life: Life) -> File:
    """The case of a life of one way, at its end."""
    until(lambda: life.turn() == OVER, what="the case is at its end", limit_s=PATIENCE_S, every_s=0.02)
    found: File = life.offices.speak[CHAPTER].get(f"/cases/{next(iter(life.cases))}")
    return found


def _settled(offices: Offices, case_id: str, ending: Ending) -> File | None:
    """The case once it is over and its papers are in the state that the way ends in."""
    case: File = offices.speak[CHAPTER].get(f"/cases/{case_id}")
    states = {paper["template"]: paper["state"] for paper in case["documents"]}
    return case if case["state"] == ending.way.ends and states == ending.papers else None


def _lines(seen: Seen, ending: Ending) -> dict[str, str | None]:
    """Title, as far as the ending knows it, → number that the line cites, of the case's lines in the member's book."""
    if not ending.lines:
        return {}
    own = [line for line in seen.book()["timeline"] if line["case_id"] == seen.case["id"] and not line["is_void"]]
    return {title: line["number"] for line in own for title in ending.lines if line["title"].startswith(title)}


def _register(seen: Seen, office: str) -> dict[str, tuple[str, str]]:
    """Template → number and state, as the papers themselves say, each of them found in the registers by its number."""
    is_over, reader = {}, seen.offices.speak[office]
    for paper in seen.case["documents"]:
        stands = reader.get(f"/documents/{paper['id']}")
        found = reader.get("/documents", q=stands["number"], limit=100)["items"]
        assert stands["number"] == UNNUMBERED or stands["id"] in {one["id"] for one in found}
        is_over[paper["template"]] = (stands["number"], stands["state"])
    return is_over
