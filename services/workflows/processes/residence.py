"""Sinh hoạt nơi cư trú: a member of a workplace or school takes part where they live as well (domain rule 13B; S21, S68).

The unit that keeps the file introduces, the commune takes in and assigns a chapter, which comments every year for the primary
unit's rating. The link is a second one: nobody is counted twice, no fee is paid there.
"""

from typing import Any

from services.workflows.domain import guards, introductions, named, standing
from services.workflows.domain import stay_rules as rules
from services.workflows.domain import transfer_rules as placing
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.named import known
from services.workflows.domain.process import STAY, Drop, Issue, Move, Process, Record, Settle, State, Turn
from services.workflows.domain.view import View
from services.workflows.forms.stays import (
    EndForm,
    HostingForm,
    ResidenceForm,
    WholeResidenceForm,
    YearlyCommentForm,
)

_INTRODUCED = ("introduced", "introduced_outside")
_ACTIVE = ("active", "commented")


def _record(stage: str) -> Any:
    """What the line of that stage says (contracts/records.py)."""

    def data(view: View) -> dict[str, Any]:
        told = {"stage": stage, "unit_id": named.chapter(view), **introductions.host(view)}
        if stage == "COMMENTED":
            return told | known(**{name: view.value(f"comments.{name}") for name in ("year", "comment", "grade")})
        if stage == "ENDED":
            return told | known(**{name: view.value(f"ending.{name}") for name in ("ended_on", "comment", "grade")})
        return told | known(from_on=view.today.isoformat())

    return data


def _begins(view: View) -> dict[str, Any]:
    link = known(act="open", from_on=view.today.isoformat(), until=view.value("until"))
    return {"link": {"kind": "RESIDENCE", **introductions.host(view), **link}}


def _commented(view: View) -> dict[str, Any]:
    said = {name: view.value(f"comments.{name}") for name in ("year", "comment", "grade")}
    return {"link": {"kind": "RESIDENCE", "act": "change", **known(**said)}}


def _over(view: View) -> dict[str, Any]:
    said = {name: view.value(f"ending.{name}") for name in ("ended_on", "comment", "grade")}
    return {"link": {"kind": "RESIDENCE", "act": "end", **known(**said)}}


def _hosted(view: View) -> dict[str, Any]:
    said = known(residence=view.value("residence"), from_on=view.value("since_on"), until=view.value("until"))
    return {**introductions.serialize_person(view), **said}


def _about_the_year(view: View) -> dict[str, Any]:
    paper = view.case.document("T06")
    introduction = paper and {"number": paper.number, "on": paper.on}
    host = view.facts["chapter"] or view.facts["destination"]
    said = known(year=view.value("comments.year"), host_name=host and host.name, introduction=introduction)
    return named.signed(view, said)


def _remark(view: View) -> dict[str, Any]:
    names = ("comment", "grade", "strengths", "weaknesses")
    return {**named.person(view), **known(**{name: view.value(f"comments.{name}") for name in names})}


def _year_so_far(view: View) -> dict[str, Any]:
    return {"year": view.today.year}


def _chapter_so_far(view: View) -> dict[str, Any]:
    chapter = placing.chapter_to_join(view)
    return {"chapter_id": str(chapter.id)} if chapter and not chapter.closed else {}


_LIVES_THERE = (
    rules.lives_elsewhere, rules.resides_long_enough, rules.host_is_named, rules.host_is_a_commune,
)  # fmt: skip
_RECEIVED = Record("Sinh hoạt đoàn nơi cư trú", _record("RECEIVED"), _begins)
_ENDED = Record("Kết thúc sinh hoạt nơi cư trú", _record("ENDED"), _over)

PROCESS = Process(
    code="residence",
    title="Sinh hoạt nơi cư trú",
    prefix="CT",
    form=WholeResidenceForm,
    subject="member",
    case_title="Sinh hoạt nơi cư trú: {}".format,
    follows_subject=True,
    sensitive=frozenset({"contact_phone", "address"}),
    rail=("requested", "introduced", "received", "active", "commented", "ended"),
    states=(
        State("requested", "Chờ giới thiệu về nơi cư trú", "origin"),
        State("introducing", "Đang cấp giấy giới thiệu", "system", step="introduced"),
        State("introduced", "Đã giới thiệu, chờ nơi cư trú tiếp nhận", "destination"),
        State("introduced_outside", "Đã giới thiệu ra ngoài tỉnh, chờ xác nhận", "origin", step="introduced"),
        State("received", "Đã tiếp nhận, chờ chi đoàn nơi cư trú", "destination_chapter"),
        State("active", "Đang sinh hoạt nơi cư trú", "destination_chapter"),
        State("commenting", "Đang lập phiếu nhận xét", "system", step="commented"),
        State("commented", "Đã nhận xét năm", "destination_chapter"),
        State("active_outside", "Đang sinh hoạt nơi cư trú ngoài tỉnh", "origin", step="active"),
        State("ended", "Đã kết thúc", is_end=True),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Giới thiệu về nơi cư trú", (), "requested",
        by="chapter_officer", or_by=("applicant", "origin"), form=ResidenceForm,
        needs=(guards.unit_is_open, standing.is_settled, rules.only_one, *_LIVES_THERE),
    ),
    moves=(
        Move(
            "amend", "Sửa nội dung", ("requested",), STAY,
            by="chapter_officer", or_by=("applicant", "origin"), form=ResidenceForm,
            fills=lambda view: {**view.case.form}, needs=_LIVES_THERE,
        ),
        Move(
            "introduce", "Giới thiệu", ("requested",), "introducing",
            by="origin", within="residence_introduce_days", counted_from="since_on", primary=True, document="T06",
            needs=(standing.is_member, *_LIVES_THERE),
            then=(Issue("T06", by="origin", common=named.signed, person=_hosted, in_force=True, single=True, again=True),),
            consequences=("Giấy giới thiệu được cấp số.", "Đoàn viên vẫn tính và đóng đoàn phí ở chi đoàn hiện nay."),
        ),
        Move(
            "issued", "Giấy giới thiệu đã có số", ("introducing",), "introduced", by="system",
            turns=(Turn(placing.goes_inside, "introduced_outside"),),
        ),
        Move(
            "cancel", "Rút hồ sơ", ("requested",), "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True,
        ),
        Move(
            "cancel", "Rút hồ sơ", _INTRODUCED, "cancelled",
            by="chapter_officer", or_by=("applicant", "origin"), needs_note=True, destructive=True,
            then=(Settle("T06", "revoked"),), consequences=("Giấy giới thiệu bị thu hồi.",),
        ),
        Move(
            "receive", "Tiếp nhận", ("introduced",), "received",
            by="destination", within="residence_receive_days", form=HostingForm, fills=_chapter_so_far, primary=True,
            needs=(placing.chapter_fits,), then=(_RECEIVED,),
            consequences=("Chi đoàn được phân theo dõi và nhận xét hằng năm.",),
        ),
        Move(
            "give_back", "Trả lại", ("introduced",), "requested",
            by="destination", needs_note=True, then=(Drop("T06"),), consequences=("Giấy giới thiệu bị thu hồi.",),
        ),
        Move(
            "give_back", "Trả lại", ("introduced_outside",), "requested",
            by="origin", needs_note=True, then=(Drop("T06"),), consequences=("Giấy giới thiệu bị thu hồi.",),
        ),
        Move(
            "receive", "Nơi cư trú đã tiếp nhận", ("introduced_outside",), "active_outside",
            by="origin", within="residence_receive_days", primary=True, then=(_RECEIVED,),
        ),
        Move(
            "confirm", "Ghi vào danh sách theo dõi", ("received",), "active",
            by="destination_chapter", within="residence_receive_days", primary=True,
        ),
        Move(
            "comment", "Nhận xét năm", _ACTIVE, "commenting",
            by="destination_chapter", or_by=("destination",), within="residence_comment_by",
            counted_from=rules.next_comment_from, form=YearlyCommentForm, keep="comments", appends=True,
            fills=_year_so_far, primary=True, document="T06N", needs=(rules.once_a_year,),
            then=(
                Issue(
                    "T06N", by="destination_chapter", common=_about_the_year, person=_remark, in_force=True, single=True,
                    again=True,
                ),
            ),
            consequences=("Phiếu nhận xét được gửi về đơn vị quản lý hồ sơ để xếp loại.",),
        ),
        Move(
            "issued", "Phiếu nhận xét đã lập", ("commenting",), "commented", by="system",
            then=(Record("Nhận xét nơi cư trú", _record("COMMENTED"), _commented, template="T06N"),),
        ),
        Move(
            "comment", "Ghi nhận xét của nơi cư trú", ("active_outside",), STAY,
            by="origin", within="residence_comment_by", counted_from=rules.next_comment_from, form=YearlyCommentForm,
            keep="comments", appends=True, fills=_year_so_far, primary=True, needs=(rules.once_a_year,),
            then=(Record("Nhận xét nơi cư trú", _record("COMMENTED"), _commented),),
        ),
        gone(
            "requested", *_INTRODUCED, "received", *_ACTIVE, "active_outside", then=(Settle("T06", "revoked"),)
        ),
        Move(
            "end", "Kết thúc", ("received", *_ACTIVE), "ended",
            by="destination_chapter", or_by=("destination", "origin", "chapter_officer", "applicant"), form=EndForm,
            keep="ending", destructive=True, needs=(rules.ended_by_now,), then=(_ENDED, Settle("T06", "revoked")),
            consequences=("Đổi nơi ở thì cần giấy giới thiệu mới.",),
        ),
        Move(
            "end", "Kết thúc", ("active_outside",), "ended",
            by="origin", or_by=("chapter_officer", "applicant"), form=EndForm, keep="ending", destructive=True,
            needs=(rules.ended_by_now,), then=(_ENDED, Settle("T06", "revoked")),
            consequences=("Đổi nơi ở thì cần giấy giới thiệu mới.",),
        ),
    ),
)  # fmt: skip
