"""Đi làm ăn xa: a member works elsewhere, unsteadily, and stays with the home chapter (domain rule 13A; S64, S5, S35).

The member reports where to, the chapter keeps track, the grassroots unit may give a temporary paper. Postponing is for a year
at most each time, fees are still due. Who is not heard of for months is lost; who settles there moves for good.
"""

from typing import Any

from services.workflows.domain import guards, introductions, moving, named, standing
from services.workflows.domain import stay_rules as rules
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.named import known
from services.workflows.domain.process import (
    STAY,
    Apply,
    Drop,
    Issue,
    Move,
    Open,
    Prepare,
    Process,
    Record,
    Settle,
    State,
    Strike,
)
from services.workflows.domain.view import View
from services.workflows.forms.stays import (
    AwayForm,
    ContactForm,
    ConversionForm,
    ExtensionForm,
    RegistrationForm,
    ReturnForm,
    WholeAwayForm,
)

_OUT = ("tracked", "registered", "extended")
_FLAGS = ["away", "abroad"]


def _record(stage: str) -> Any:
    """What the line of that stage says (contracts/records.py)."""

    def data(view: View) -> dict[str, Any]:
        until = rules.postponed_to(view)
        return {
            "stage": stage,
            "unit_id": named.chapter(view),
            **known(
                destination_kind=_kind(view),
                destination=view.value("destination"),
                reason=view.value("reason"),
                depart_on=view.value("depart_on"),
                expected_on=until and until.isoformat(),
                host_unit_id=view.value("destination_id"),
            ),
        }

    return data


def _kind(view: View) -> str:
    return view.text("destination_kind") or "PROVINCE"


def _goes(view: View) -> dict[str, Any]:
    until = rules.postponed_to(view)
    flags = _FLAGS if _kind(view) == "ABROAD" else _FLAGS[:1]
    link = known(
        kind="AWAY",
        act="open",
        host_place=view.value("destination"),
        from_on=view.value("depart_on"),
        until=until and until.isoformat(),
    )
    return {"flags_add": flags, "link": link}


def _link(act: str) -> Any:
    def writes(view: View) -> dict[str, Any]:
        until = rules.postponed_to(view)
        link = {"kind": "AWAY", "act": act, **introductions.host(view), **known(until=until and until.isoformat())}
        return {"link": link}

    return writes


def _amended_link(_view: View) -> dict[str, Any]:
    """The change takes a link that is there and goes on."""
    return {"link": "AWAY"}


def _amended_record(view: View) -> dict[str, Any]:
    data: dict[str, Any] = _record("AMENDED")(view.adopting(rules.AMENDED))
    return data


def _amended(view: View) -> dict[str, Any]:
    """The link and the flags as the trip is now; what it says no more is cleared."""
    trip = view.adopting(rules.AMENDED)
    until = rules.postponed_to(trip)
    host = {"host_unit_id": None, "host_place": trip.value("destination"), **introductions.host(trip)}
    link = {"kind": "AWAY", "act": "amend", "from_on": trip.value("depart_on"), **host}
    abroad = {"flags_add": _FLAGS} if _kind(trip) == "ABROAD" else {"flags_remove": _FLAGS[1:]}
    return {**abroad, "link": {**link, "until": until and until.isoformat()}}


def _over(view: View) -> dict[str, Any]:
    on = view.value("back.returned_on") or view.today.isoformat()
    link = {"kind": "AWAY", "act": "end", "ended_on": on, **known(comment=view.value("back.comment"))}
    return {"flags_remove": _FLAGS, "link": link}


def _hosted(view: View) -> dict[str, Any]:
    until = rules.postponed_to(view)
    return {
        **introductions.serialize_person(view),
        "to_unit_name": introductions.place(view) or view.text("destination"),
        "reason": moving.label(moving.AWAY_REASONS, view.text("reason")) or None,
        "from_on": view.value("depart_on"),
        "until": until and until.isoformat(),
    }


def _new_home(view: View) -> dict[str, Any]:
    """The transfer that the conversion asks for."""
    names = ("outside", "destination_id", "destination_place")
    return {"reason": "WORK", **known(**{name: view.value(f"conversion.{name}") for name in names})}


_TRIP = (rules.returns_after_departure, rules.absence_is_short_enough)
_DOING = "Đang cập nhật danh bộ"


def _amending(state: str) -> tuple[Move, ...]:
    """A trip that the registry knows of is changed there too, or stays as it was."""
    asking, writing = f"amending_{state}", f"rewriting_{state}"
    return (
        Move(
            "amend", "Sửa nội dung", (state,), asking,
            by="chapter_officer", or_by=("applicant",), form=AwayForm, keep=rules.AMENDED,
            fills=lambda view: {**view.case.form}, needs=tuple(guards.adopting(rules.AMENDED, each) for each in _TRIP),
            then=(Prepare("note", _amended_link, by="chapter_officer"),),
            consequences=("Danh bộ ghi lại nơi đến, ngày đi và ngày dự kiến về.",),
        ),
        Move("refused", "Danh bộ từ chối", (asking,), state, by="system", forgets=(rules.AMENDED,)),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", (asking,), writing, by="system",
            then=(Apply(None, "Sửa nội dung chuyến đi làm ăn xa", data=_amended_record, writes=_amended),),
        ),
        Move("applied", "Danh bộ đã ghi", (writing,), state, by="system", adopts=rules.AMENDED),
    )  # fmt: skip


PROCESS = Process(
    code="away",
    title="Đi làm ăn xa",
    prefix="DX",
    form=WholeAwayForm,
    subject="member",
    case_title="Đi làm ăn xa: {}".format,
    follows_subject=True,
    sensitive=frozenset({"contact_phone", rules.AMENDED}),
    rail=("reported", "tracked", "registered", "extended", "returned"),
    states=(
        State("reported", "Đã báo nơi đến, chờ chi đoàn ghi sổ", "chapter_officer"),
        State("tracked", "Đang theo dõi", "chapter_officer"),
        State("introducing", "Đang cấp giấy giới thiệu tạm thời", "system", step="tracked"),
        State("registered", "Đã đăng ký sinh hoạt nơi đến", "chapter_officer"),
        State("extended", "Đã gia hạn tạm hoãn", "chapter_officer"),
        State("lost_contact", "Mất liên lạc", "chapter_officer", step="extended"),
        *(
            State(f"{doing}_{state}", _DOING, "system", step=state)
            for state in _OUT
            for doing in ("amending", "rewriting")
        ),
        State("returned", "Đã về", is_end=True),
        State("converted", "Đã chuyển thành chuyển sinh hoạt", is_end=True, step="returned"),
        State("given_up", "Kết thúc vì mất liên lạc", is_end=True, step="returned"),
        State("cancelled", "Không đi nữa", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Báo đi làm ăn xa", (), "reported",
        by="chapter_officer", or_by=("applicant",), form=AwayForm,
        needs=(guards.unit_is_open, standing.is_settled, rules.only_one, *_TRIP),
    ),
    moves=(
        Move(
            "amend", "Sửa nội dung", ("reported",), STAY,
            by="chapter_officer", or_by=("applicant",), form=AwayForm, fills=lambda view: {**view.case.form}, needs=_TRIP,
        ),
        *(move for state in _OUT for move in _amending(state)),
        Move(
            "track", "Ghi sổ theo dõi", ("reported",), "tracked",
            by="chapter_officer", within="away_list_days", primary=True, needs=(standing.is_member, *_TRIP),
            then=(Record("Đi làm ăn xa", _record("TRACKED"), _goes),),
            consequences=(
                "Đoàn viên vẫn tính ở chi đoàn và vẫn phải đóng đoàn phí.", "Không bị xét xoá tên trong thời gian tạm hoãn; báo sau ngày đi thì các tháng trước đó vẫn bị xét.",
            ),
        ),
        Move(
            "introduce", "Cấp giấy giới thiệu tạm thời", ("tracked",), "introducing",
            by="origin", document="T05",
            then=(
                Drop("T05"),
                Issue(
                    "T05", by="origin", common=named.signed, person=_hosted, in_force=True, single=True, again=True
                ),
            ),
            consequences=("Giấy giới thiệu có số, thay cho giấy cấp trước; đoàn viên cũng có thể dùng thẻ đoàn viên.",),
        ),
        Move("issued", "Giấy giới thiệu đã có số", ("introducing",), "tracked", by="system"),
        Move(
            "register", "Ghi nơi sinh hoạt", _OUT, "registered",
            by="chapter_officer", or_by=("applicant",), form=RegistrationForm, needs=(rules.host_is_named,),
            then=(Record("Đăng ký sinh hoạt nơi làm ăn xa", _record("REGISTERED"), _link("change")),),
        ),
        Move(
            "extend", "Gia hạn tạm hoãn", _OUT, "extended",
            by="chapter_officer", form=ExtensionForm, keep="extension", needs=(rules.extension_is_short_enough,),
            then=(Record("Gia hạn tạm hoãn sinh hoạt", _record("EXTENDED"), _link("change")),),
            consequences=("Đoàn phí vẫn phải đóng.",),
        ),
        Move(
            "contact", "Ghi liên hệ", _OUT, STAY,
            by="chapter_officer", or_by=("applicant",), form=ContactForm, keep="contacts", appends=True,
            needs=(rules.contact_is_past,),
        ),
        Move(
            "contact", "Đã liên hệ lại được", ("lost_contact",), "tracked",
            by="chapter_officer", or_by=("applicant",), form=ContactForm, keep="contacts", appends=True, primary=True,
            needs=(rules.contact_is_past,),
        ),
        Move(
            "lose_contact", "Quá lâu không liên lạc", _OUT, "lost_contact", by="system",
            within="away_contact_months", counted_from="contacts.on",
            then=(Record("Mất liên lạc với đoàn viên đi xa", _record("LOST")),),
        ),
        Move(
            "return", "Đã về", (*_OUT, "lost_contact"), "returned",
            by="chapter_officer", or_by=("applicant",), form=ReturnForm, keep="back", primary=True,
            needs=(rules.returned_by_now,),
            then=(Record("Trở về sinh hoạt", _record("RETURNED"), _over),),
        ),
        Move(
            "convert", "Chuyển sinh hoạt hẳn", (*_OUT, "lost_contact"), "converted",
            by="chapter_officer", or_by=("applicant",), form=ConversionForm, keep="conversion",
            then=(
                Record("Chuyển từ đi làm ăn xa sang chuyển sinh hoạt", _record("CONVERTED"), _over),
                Open("transfer", _new_home),
            ),
            consequences=("Một hồ sơ chuyển sinh hoạt được mở; hồ sơ này kết thúc.",),
        ),
        Move(
            "give_up", "Kết thúc theo dõi", ("lost_contact",), "given_up",
            by="chapter_officer", needs_note=True, destructive=True,
            then=(Record("Kết thúc theo dõi vì mất liên lạc", _record("LOST"), _over),),
            consequences=("Chi đoàn có thể xét xoá tên theo thủ tục riêng.",),
        ),
        gone("reported", *_OUT, "lost_contact", then=(Settle("T05", "revoked"),)),
        Move(
            "cancel", "Không đi nữa", ("reported",), "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True,
        ),
        Move(
            "cancel", "Không đi nữa", _OUT, "cancelled",
            by="chapter_officer", or_by=("applicant",), needs_note=True, destructive=True, needs=(rules.not_departed,),
            then=(Strike(), Settle("T05", "revoked")),
            consequences=("Ghi chú đi xa được bỏ khỏi hồ sơ đoàn viên.",),
        ),
    ),
)  # fmt: skip
