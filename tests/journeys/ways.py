"""The way of each process from its opening to an end: who makes which move, and the least that its form asks.

A life strings them together: somebody comes from another province, is the subject of one case after another, and leaves the roll.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from services.members.seeding import words
from tests.journeys.admissions import candidate, number

Form = dict[str, Any]
CHAPTER, ABOVE, DISTRICT, HOST, HOST_ABOVE = "chapter", "above", "district", "host", "host_above"
"""Offices that take part: a chapter, its superior, the district, a chapter of another commune, and that one's superior."""
PRESENT: Final = 200
"""More people than any chapter has in the registry: a case of it goes on to whoever is above, with both numbers named."""


@dataclass(frozen=True)
class Scene:
    """Where and when a case goes: units by office, whom it is about, a member who introduces, a serial of its own, and a stored file."""

    units: Mapping[str, str]
    today: date
    serial: int
    subject_id: str | None
    introducer_id: str
    born_on: date
    file: Mapping[str, Any]

    def day(self, days: int) -> str:
        """So many days from today."""
        return (self.today + timedelta(days=days)).isoformat()


FormOf = Callable[[Scene], Form]


def nothing(_scene: Scene) -> Form:
    """A move without a form."""
    return {}


@dataclass(frozen=True)
class Step:
    """One move: by which office, with which form. after: a paper of the case that must have its number before."""

    action: str
    by: str = CHAPTER
    form: FormOf = nothing
    after: str | None = None


@dataclass(frozen=True)
class Way:
    """A process from the opening to one of its ends. about_member: it has a subject; opened_by: the office that opens it."""

    process: str
    form: FormOf
    steps: tuple[Step, ...]
    ends: str
    about_member: bool = True
    opened_by: str = CHAPTER


def _today(name: str, **more: Any) -> FormOf:
    return lambda scene: {name: scene.day(0), **more}


def _answers(**form: Any) -> FormOf:
    return lambda _scene: form


def _vote(**more: Any) -> FormOf:
    counts = {"members_total": PRESENT, "present": PRESENT, "agree": PRESENT, "disagree": 0}
    return _today("met_on", **counts, **more)


# ---------------------------------------------------------------- who comes, who goes


def _name(serial: int, sex: str) -> str:
    given, middle = words.GIVEN[sex][serial % 50], words.MIDDLE[sex][serial // 50 % 15]
    return f"{words.FAMILY[serial // 750 % 20][0]} {middle} {given}"


def _arrival(scene: Scene) -> Form:
    return {
        "outside": "INTO_PROVINCE",
        "destination_id": scene.units[CHAPTER],
        "full_name": _name(scene.serial, "female"),
        "sex": "female",
        "born_on": scene.born_on.isoformat(),
        "joined_on": scene.day(-1200),
        "origin_place": "Chi đoàn 1, Thành đoàn Hải Phòng",
        "introduction_no": f"{scene.serial}/GT",
        "reason": "WORK",
    }


ARRIVAL = Way(
    "transfer", _arrival,
    (
        Step("accept", ABOVE, lambda scene: {"chapter_id": scene.units[CHAPTER]}),
        Step("receive"),
    ),
    "received", about_member=False,
)  # fmt: skip
MOVE = Way(
    "transfer", lambda scene: {"destination_id": scene.units[HOST], "reason": "WORK"},
    (
        Step("confirm", form=_today("fee_paid_until", comment="Tích cực", comments_complete=True)),
        Step("release", ABOVE),
        Step("accept", HOST_ABOVE, lambda scene: {"chapter_id": scene.units[HOST]}),
        Step("receive", HOST),
    ),
    "received",
)  # fmt: skip
MATURATION = Way(
    "maturation", nothing,
    (
        Step("consult", form=_today("asked_on", wish="MATURE")),
        Step("list"),
        Step("approve", ABOVE),
        Step("record_ceremony", form=_today("held_on")),
    ),
    "matured",
)  # fmt: skip
REMOVAL = Way(
    "removal", _answers(ending="STRUCK_OFF", ground="OTHER", reason="Bỏ sinh hoạt, không muốn trở lại"),
    (
        Step("log_contact", form=lambda scene: {"on": scene.day(-40), "way": "VISIT", "outcome": "REFUSES"}),
        Step("log_contact", form=lambda scene: {"on": scene.day(-30), "way": "PHONE", "outcome": "NO_ANSWER"}),
        Step("notify", form=lambda scene: {"notified_on": scene.day(-20), "planned_on": scene.day(0)}),
        Step("record_vote", form=_vote()),
        Step("report"),
        Step("acknowledge", ABOVE, after="T08C"),
    ),
    "struck_off",
)  # fmt: skip
EXPULSION = Way(
    "discipline", _answers(whom="MEMBER", violation="Vi phạm pháp luật nghiêm trọng"),
    (
        Step("start_verification", form=lambda scene: {"started_on": scene.day(-9)}),
        Step("conclude_verification", form=lambda scene: {"ended_on": scene.day(-3), "findings": "Có vi phạm"}),
        Step("record_meeting", form=_today("held_on", self_criticism=True, report_read=True)),
        Step(
            "record_vote",
            form=_answers(
                voters="members", ballot="secret", members_total=PRESENT, present=PRESENT, for_khai_tru=PRESENT
            ),
        ),
        Step("submit"),
        Step("decide", ABOVE, _answers(form="KHAI_TRU", reason="Vi phạm nghiêm trọng")),
        Step("announce", ABOVE, _today("announced_on")),
    ),
    "expelled",
)  # fmt: skip

# ---------------------------------------------------------------- what goes on meanwhile

ADMISSION = Way(
    "admission", lambda scene: candidate(scene.introducer_id),
    (Step("record_vote", form=_vote()), Step("submit"), Step("approve", ABOVE)),
    "approved", about_member=False,
)  # fmt: skip
CARD = Way("card_reissue", _answers(reason="LOST"), (Step("issue", ABOVE),), "issued")
EXEMPTION = Way("fee_exemption", _today("from_month", months=3, hardship="ILLNESS"), (Step("grant", ABOVE),), "granted")
TRAINED: Final = ("THOUGHT", "STUDY", "HEALTH", "SKILLS", "SERVICE")
TRAINING = Way(
    "training", lambda scene: {"year": scene.today.year},
    (
        Step(
            "register",
            form=lambda _scene: {"items": [{"group": group, "text": "Theo kế hoạch chi đoàn"} for group in TRAINED]},
        ),
        Step("approve"),
        Step("log", form=_today("on", group="STUDY", text="Học nghị quyết")),
        Step("assess_self", form=_answers(score=80)),
        Step("assess", form=_answers(result="DAT", score=80)),
        Step("confirm", ABOVE),
    ),
    "confirmed",
)  # fmt: skip
EVALUATION = Way(
    "evaluation", lambda scene: {"year": scene.today.year},
    (
        Step("review_self", form=_answers(rating="HTT")),
        Step(
            "rate",
            form=_today(
                "met_on", members_total=PRESENT, present=PRESENT, votes_htt=PRESENT, rating="HTT", comment="Tích cực"
            ),
        ),
        Step("submit"),
        Step("confirm", ABOVE),
    ),
    "confirmed",
)  # fmt: skip
UNIT_EVALUATION = Way(
    "unit_evaluation", lambda scene: {"year": scene.today.year, "period": f"Kỳ {scene.serial}"},
    (Step("review_self", form=_answers(rating="HTT", score=85)), Step("rate", ABOVE, _answers(rating="HTT"))),
    "confirmed", about_member=False,
)  # fmt: skip
UNIT_DISCIPLINE = Way(
    "unit_discipline", lambda scene: {"violation": f"Không sinh hoạt (vụ {scene.serial})", "violated_on": scene.day(-60)},
    (
        Step(
            "review_self",
            form=_today(
                "met_on", self_criticism="Nhận khuyết điểm", ballot="secret", members_total=PRESENT, present=PRESENT,
                for_canh_cao=PRESENT,
            ),
        ),
        Step(
            "decide", ABOVE,
            _today(
                "decided_on", form="CANH_CAO", reason="Kéo dài", members_total=PRESENT, present=PRESENT, agree=PRESENT
            ),
        ),
        Step("announce", ABOVE, _today("announced_on")),
        Step("complain", form=_today("complained_on", content="Đã sinh hoạt đủ")),
        Step(
            "answer_complaint", DISTRICT, _today("answered_on", outcome="ANNULLED", findings="Khiếu nại đúng")
        ),
    ),
    "annulled", about_member=False, opened_by=ABOVE,
)  # fmt: skip
HONORARY = Way(
    "honorary",
    lambda scene: {
        "full_name": _name(scene.serial, "male"), "sex": "male", "born_on": "1970-05-19", "approver_level": "DISTRICT",
        "merits": "Giúp đỡ thanh niên lập nghiệp", "consents": True, "consent_file": dict(scene.file),
    },
    (
        Step("agree", form=_today("met_on", members_total=5, present=5, agree=5)),
        Step("submit"),
        Step("approve", DISTRICT),
        Step("confer", form=_today("conferred_on")),
    ),
    "conferred", about_member=False,
)  # fmt: skip
OUTSTANDING = Way(
    "outstanding",
    _answers(
        phase="CLASS", wishes_party=True, good_ethics=True, earlier_rating="HTXS", rating_note="QĐ 12", party_cell="Chi bộ 1"
    ),
    (
        Step("record_vote", form=_vote(ballot="secret", voters="members")),
        Step("submit"),
        Step("resolve", ABOVE, _today("resolved_on", strengths="Gương mẫu")),
        Step("send", ABOVE, _today("sent_on")),
        Step("record_class", ABOVE, _today("certificate_on", certificate_no="15/GCN")),
        Step("record_recognition", ABOVE, _today("recognised_on")),
        Step("withdraw", ABOVE, _answers(reason="Đoàn viên xin rút")),
    ),
    "withdrawn",
)  # fmt: skip
AWARD = Way(
    "award",
    lambda scene: {
        "award_form": "CS_GIAY_KHEN", "kind": "THUONG_XUYEN", "occasion": f"Đợt {scene.serial}",
        "merits": "Hoàn thành xuất sắc nhiệm vụ", "met_on": scene.day(0),
    },
    (
        Step("propose"),
        Step("decide", ABOVE, _answers(reason="Hoàn thành xuất sắc nhiệm vụ")),
        Step("confer", form=_today("conferred_on")),
    ),
    "conferred",
)  # fmt: skip
AWAY = Way(
    "away",
    lambda scene: {"destination_kind": "PROVINCE", "destination": "Bắc Ninh", "depart_on": scene.day(-30)},
    (
        Step("track"),
        Step("contact", form=_today("on", way="PHONE")),
        Step("return", form=_today("returned_on")),
    ),
    "returned",
)  # fmt: skip
RESIDENCE = Way(
    "residence",
    lambda scene: {
        "destination_id": scene.units[HOST], "address": "Tổ dân phố số 2", "residence": "PERMANENT", "since_on": scene.day(-60),
    },
    (
        Step("introduce", ABOVE),
        Step("receive", HOST_ABOVE, lambda scene: {"chapter_id": scene.units[HOST]}),
        Step("confirm", HOST),
        Step("comment", HOST, lambda scene: {"year": scene.today.year, "comment": "Tham gia đều", "grade": "TOT"}),
        Step("end", HOST, _today("ended_on")),
    ),
    "ended",
)  # fmt: skip
TEMPORARY = Way(
    "temporary",
    lambda scene: {"destination_id": scene.units[HOST], "reason": "STUDY", "from_on": scene.day(0), "until": scene.day(150)},
    (
        Step("confirm", form=_today("fee_paid_until", comment="Tích cực")),
        Step("introduce", ABOVE),
        Step("receive", HOST_ABOVE, lambda scene: {"chapter_id": scene.units[HOST]}),
        Step("start", HOST),
        Step("end", HOST, _today("ended_on", comment="Tham gia đều", grade="TOT")),
    ),
    "ended",
)  # fmt: skip
MEANWHILE: Final = (
    (CARD, TRAINING, ADMISSION),
    (OUTSTANDING, AWARD, RESIDENCE),
    (AWAY, HONORARY, EVALUATION),
    (TEMPORARY, UNIT_EVALUATION, UNIT_DISCIPLINE, EXEMPTION),
)
"""What may go on in a life, in parts of a like length."""
LEAVING: Final = (MATURATION, REMOVAL, EXPULSION, MOVE)
SENIOR_YEARS, JUNIOR_YEARS = 32, 22


def life(place: int, *, residence: bool) -> tuple[Way, ...]:
    """Coming, a part of what may go on, leaving: each part with each way of leaving. residence: people live elsewhere."""
    leaving, turn = place % len(LEAVING), place // len(LEAVING)
    part = MEANWHILE[(leaving + turn) % len(MEANWHILE)]
    meanwhile = tuple(way for way in part if residence or way is not RESIDENCE)
    return (ARRIVAL, *meanwhile, LEAVING[leaving])


def born(place: int, today: date) -> date:
    """When somebody is born who can leave as the life of this place does."""
    years = SENIOR_YEARS if LEAVING[place % len(LEAVING)] is MATURATION else JUNIOR_YEARS
    return date(today.year - years, 1, 1 + place % 28)


def serial() -> int:
    """A number that no other case has."""
    return number()
