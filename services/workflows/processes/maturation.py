"""Trưởng thành: a member past the age leaves with honour, or the chapter lets them stay for a while (Charter article 4).

The chapter asks everyone on the year's list; the superior confirms the list and certifies each; a ceremony ends it. Who is
let stay is asked again in a later year: that case is over, and the next list opens another one.
"""

from typing import Any
from uuid import UUID

from services.workflows.domain import ballots, electorate, forms, guards, maturity, named, standing
from services.workflows.domain import maturation_rules as rules
from services.workflows.domain.campaign import Campaign, Drive, Reach
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import (
    STAY,
    Apply,
    Board,
    Issue,
    Move,
    Prepare,
    Process,
    Record,
    Revoke,
    Settle,
    State,
    Strike,
    Turn,
    nothing,
)
from services.workflows.domain.rules import Rules, whole_months
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms.campaign_settings import MaturationSettings
from services.workflows.forms.maturation import (
    CeremonyForm,
    CorrectionForm,
    ElectionForm,
    ExtensionForm,
    MaturationForm,
    PlanForm,
    WishForm,
)

_ISSUING = "Đang ban hành quyết định"
_BACK = "Đang khôi phục sinh hoạt"


def _file_so_far(view: View) -> dict[str, Any]:
    return {name: view.value(name) for name in forms.names(MaturationForm)}


def _wish_so_far(view: View) -> dict[str, Any]:
    latest = maturity.stays_until(view.subject, view.rules) if view.subject else None
    until = latest.isoformat() if latest and latest > view.today else None
    return {"asked_on": view.today.isoformat(), "until": until} | (view.case.form.get("wish") or {})


def _vote_so_far(view: View) -> dict[str, Any]:
    known = {"voters": "members", "until": view.value("wish.until")}
    return {"met_on": view.today.isoformat(), **known} | (view.case.form.get("vote") or {})


def _plan_so_far(view: View) -> dict[str, Any]:
    set_on = view.day("campaign.ceremony_on")
    on = (
        set_on
        if set_on and set_on >= view.today
        else maturity.next_ceremony(view.today, view.rules.texts("maturation_days"))
    )
    return {"ceremony_on": on and on.isoformat(), "ceremony_place": view.value("campaign.ceremony_place")}


def _ceremony_so_far(view: View) -> dict[str, Any]:
    return {"held_on": view.value("plan.ceremony_on"), "place": view.value("plan.ceremony_place")}


def _person(view: View) -> dict[str, Any]:
    subject = view.subject
    return {
        **named.person(view),
        "joined_on": subject.joined_on.isoformat() if subject and subject.joined_on else None,
    }


def _certified(view: View) -> dict[str, Any]:
    person, decided_on = _person(view), view.case.decided_on or view.today
    joined_on = view.subject.joined_on if view.subject else None
    return person | ({"years_in_union": whole_months(joined_on, decided_on) // 12} if joined_on else {})


def _decision(view: View) -> dict[str, Any]:
    plan = {name: view.value(f"plan.{name}") for name in ("ceremony_on", "ceremony_place")}
    return named.signed(view, plan)


def _certificate(view: View) -> dict[str, Any]:
    decision = view.case.document("T07")
    about = {"decision": {"number": decision.number, "on": decision.on}} if decision else {}
    return named.signed(view, about)


def _matured(view: View) -> dict[str, Any]:
    certificate = view.case.document("T07C")
    return named.known(
        stage="MATURED",
        wish=view.value("wish.wish"),
        certificate_no=certificate.number if certificate else None,
        ceremony_on=view.value("plan.ceremony_on"),
        unit_id=str(view.unit.id),
    )


def _stays(view: View) -> dict[str, Any]:
    return named.known(
        stage="EXTENDED",
        wish=view.value("wish.wish"),
        extended_until=view.value("vote.until"),
        unit_id=str(view.unit.id),
    )


def _lives_again(view: View) -> dict[str, Any]:
    return {"stage": "RESTORED", "unit_id": str(_home_again(view))}


def _returns(view: View) -> dict[str, Any]:
    elected = {name: said for name, said in (view.case.form.get("election") or {}).items() if name != "chapter_id"}
    # Nobody was a member between the maturity and the election.
    return named.known(unit_id=str(_home_again(view)), anew=True, **elected)


def _home_again(view: View) -> UUID:
    home = rules.home_again(view)
    return home.id if home else view.case.unit_id


def _election_so_far(view: View) -> dict[str, Any]:
    home = rules.home_again(view)
    return {"chapter_id": str(home.id)} if home and not home.closed else {}


def _of_the_year(campaign: Campaign, rule_set: Rules) -> Reach:
    """Everyone who comes of age by the end of the year; officers join the list when their term ends."""
    return Reach(born_until=maturity.born_by(campaign.year, rule_set))


_LIST = Drive(
    title="Danh sách trưởng thành",
    about="members",
    opening=lambda _campaign: {},
    lapse="lapse",
    withdraw="withdraw",
    reach=_of_the_year,
    settings=MaturationSettings,
    wrong=rules.wrong_settings,
    passes_over=frozenset({"in-office", "asked-lately", "not-of-age", "another-case-open"}),
    by_trial=True,
)
_BEFORE_SENDING = ("due", "consulted", "declined", "returned")
_MAY_LEAVE = (standing.is_settled, rules.not_in_office, standing.no_open_discipline)

PROCESS = Process(
    code="maturation",
    title="Trưởng thành",
    version=2,
    prefix="TT",
    form=MaturationForm,
    subject="member",
    case_title="Trưởng thành {}".format,
    changes_membership=True,
    follows_subject=True,
    follows_in=(*_BEFORE_SENDING, "listed"),
    campaign=_LIST,
    board=Board("truong-thanh"),
    warnings=(rules.over_oldest_age, electorate.records_more),
    rail=("due", "consulted", "listed", "preparing", "approved", "matured"),
    states=(
        State("due", "Đến tuổi trưởng thành", "chapter_officer"),
        State("consulted", "Đã hỏi nguyện vọng", "chapter_officer"),
        State("declined", "Chi đoàn không cho tiếp tục", "chapter_officer", step="consulted"),
        State("listed", "Đã lập danh sách, chờ công nhận", "grassroots_unit"),
        State("returned", "Trả lại chi đoàn", "chapter_officer", step="consulted"),
        State("preparing", _ISSUING, "system"),
        State("issuing", _ISSUING, "system", step="preparing"),
        State("applying", _ISSUING, "system", step="preparing"),
        State("approved", "Đã công nhận, chờ lễ trưởng thành", "chapter_officer"),
        State("matured", "Trưởng thành đoàn", is_end=True),
        State("extended", "Được tiếp tục sinh hoạt", is_end=True, step="listed"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
        State("lapsed", "Chưa thực hiện trong đợt", is_end=True),
        State("revoked", "Đã thu hồi", is_end=True, step="approved"),
        State("reactivating", _BACK, "system", step="matured"),
        State("restoring", _BACK, "system", step="matured"),
        State("reactivated", "Đã khôi phục sinh hoạt", is_end=True, step="matured"),
    ),
    opening=Move(
        "open", "Đưa vào danh sách đến tuổi", (), "due", by="chapter_officer", form=MaturationForm,
        needs=(
            guards.unit_is_open, guards.only_case, standing.is_settled, rules.born_known, rules.early_is_allowed,
            rules.reaches_age, rules.not_in_office, rules.due_for_review,
        ),
    ),
    moves=(
        Move(
            "consult", "Ghi nguyện vọng", ("due", "consulted", "returned"), "consulted",
            by="chapter_officer", or_by=("applicant",), form=WishForm, keep="wish", fills=_wish_so_far,
            within="maturation_list_days", primary=True,
            needs=(rules.consulted_by_now, rules.wish_within_limit),
        ),
        Move(
            "amend", "Sửa thông tin", _BEFORE_SENDING, STAY,
            by="chapter_officer", form=MaturationForm, fills=_file_so_far, needs=(rules.early_is_allowed,),
        ),
        Move(
            "extend", "Ghi biểu quyết cho tiếp tục", ("consulted",), "extended",
            by="chapter_officer", form=ExtensionForm, keep="vote", fills=_vote_so_far, decides=True,
            freezes=electorate.freeze,
            needs=(
                guards.unit_is_open, standing.is_settled, standing.no_open_discipline, rules.wishes_to_stay,
                rules.may_stay_until, ballots.met_by_now, ballots.committee_may_vote, ballots.quorum,
                electorate.agrees_with_roll, ballots.slips_add_up, ballots.votes_add_up,
            ),
            turns=(Turn(rules.majority, "declined"),),
            then=(
                Record(
                    "Tiếp tục sinh hoạt sau tuổi trưởng thành", _stays,
                    writes=lambda view: {
                        "flags_add": ["extended_after_30"], "extended_until": view.value("vote.until"),
                    },
                ),
            ),
            consequences=(
                "Đoàn viên vẫn trong danh sách chi đoàn đến ngày đã ghi; năm sau chi đoàn xét lại.",
                "Không đủ phiếu tán thành thì đưa vào danh sách trưởng thành.",
            ),
        ),
        Move(
            "list", "Đưa vào danh sách trưởng thành", ("consulted", "declined", "returned"), "listed",
            by="chapter_officer", within="maturation_list_days", primary=True, bars=True,
            needs=(guards.unit_is_open, *_MAY_LEAVE, rules.wishes_to_mature),
            consequences=("Danh sách được gửi Đoàn cấp trên công nhận.",),
        ),
        Move(
            "approve", "Công nhận trưởng thành", ("listed",), "preparing",
            by="grassroots_unit", within="maturation_decide_days", primary=True, decides=True, document="T07",
            form=PlanForm, keep="plan", fills=_plan_so_far,
            needs=(guards.decided_by_another, *_MAY_LEAVE, rules.over_age, rules.ceremony_planned_ahead),
            then=(Prepare("mature", nothing, by="grassroots_unit"),),
            consequences=(
                "Quyết định công nhận đoàn viên trưởng thành được ban hành; mỗi người có một giấy chứng nhận có số.",
                "Đoàn viên không còn sinh hoạt, không đóng đoàn phí; quá trình được giữ.",
            ),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("listed",), "returned",
            by="grassroots_unit", needs_note=True, decides=True, consequences=("Hồ sơ về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "cancel", "Rút khỏi danh sách", (*_BEFORE_SENDING, "listed"), "cancelled",
            by="chapter_officer", needs_note=True, destructive=True,
            consequences=("Hồ sơ kết thúc; đoàn viên vẫn sinh hoạt và có thể vào danh sách lần khác.",),
        ),
        gone(*_BEFORE_SENDING, "listed"),
        Move("lapse", "Hết đợt", _BEFORE_SENDING, "lapsed", by="system"),
        Move("withdraw", "Đợt bị huỷ", (*_BEFORE_SENDING, "listed"), "cancelled", by="system"),
        Move("refused", "Danh bộ từ chối", ("preparing",), "listed", by="system"),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("preparing",), "issuing", by="system",
            then=(
                Issue("T07", by="grassroots_unit", common=_decision, person=_person),
                Issue("T07C", by="grassroots_unit", common=_certificate, person=_certified, after=("T07",), single=True),
            ),
        ),
        Move(
            "issued", "Quyết định, giấy chứng nhận đã có số", ("issuing",), "applying", by="system",
            then=(
                Apply(
                    "T07", "Trưởng thành đoàn", data=_matured,
                    writes=lambda _view: {"flags_remove": ["extended_after_30"], "book_location": "Đoàn viên giữ"},
                ),
            ),
        ),
        Move(
            "applied", "Quyết định có hiệu lực", ("applying",), "approved", by="system",
            then=(Settle("T07", "in_force"), Settle("T07C", "in_force")),
        ),
        Move(
            "record_ceremony", "Ghi nhận lễ trưởng thành", ("approved",), "matured",
            by="chapter_officer", or_by=("grassroots_unit",), within="maturation_ceremony_days", form=CeremonyForm,
            keep="ceremony", fills=_ceremony_so_far, primary=True, needs=(rules.ceremony_held,),
        ),
        Move(
            "close", "Kết thúc, không tổ chức lễ", ("approved",), "matured",
            by="chapter_officer", or_by=("grassroots_unit",), needs_note=True,
            consequences=("Đoàn viên vẫn được công nhận trưởng thành.",),
        ),
        Move(
            "revoke", "Thu hồi vì ghi sai ngày sinh", ("approved", "matured"), "revoked",
            by="grassroots_unit", form=CorrectionForm, keep="correction", needs_note=True, decides=True, destructive=True,
            document="T19R", needs=(rules.revoked_in_time, rules.was_not_of_age),
            then=(
                named.revoking("T07", by="grassroots_unit"), Revoke(),
                Settle("T07", "revoked", by="T19R"), Settle("T07C", "revoked", by="T19R"),
            ),
            consequences=(
                "Quyết định thu hồi được ban hành và có số; quyết định công nhận và giấy chứng nhận không còn giá trị.",
                "Đoàn viên sinh hoạt tiếp tại chi đoàn cũ, không gián đoạn.",
                "Sửa ngày sinh trong danh bộ ngay sau đó.",
            ),
        ),
        Move(
            "withdraw_extension", "Huỷ việc cho tiếp tục", ("extended",), "cancelled",
            by="grassroots_unit", needs_note=True, decides=True, destructive=True, then=(Strike(),),
            consequences=("Ngày được tiếp tục sinh hoạt bị xoá; đoàn viên vào lại danh sách đến tuổi.",),
        ),
        Move(
            "reactivate", "Khôi phục sinh hoạt", ("matured",), "reactivating",
            by="grassroots_unit", form=ElectionForm, keep="election", fills=_election_so_far, decides=True,
            needs=(rules.has_home_again, rules.elected_by_now),
            then=(Prepare("restore", _returns, by="grassroots_unit"),),
            consequences=("Người được bầu vào cơ quan lãnh đạo của Đoàn sinh hoạt lại tại chi đoàn đã chọn.",),
        ),
        Move("refused", "Danh bộ từ chối", ("reactivating",), "matured", by="system"),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("reactivating",), "restoring", by="system",
            then=(Apply(None, "Khôi phục sinh hoạt vì được bầu vào cơ quan lãnh đạo", data=_lives_again),),
        ),
        Move("applied", "Đã sinh hoạt lại", ("restoring",), "reactivated", by="system"),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="grassroots_unit", version=1),)
