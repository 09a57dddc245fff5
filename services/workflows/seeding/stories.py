"""What happened in the demonstration province in two years: some of it is over, some waits at each level, some is late or came back."""

from collections.abc import Iterator
from typing import Any, Final

from services.workflows.seeding.history import Fill, Form, Step, Story, nothing
from services.workflows.seeding.scene import ABOVE, DISTRICT, HOST, HOST_ABOVE, Scene

_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Ngô", "Dương")
_GIVEN: Final = ("An", "Bình", "Chi", "Dung", "Hà", "Hương", "Lan", "Mai", "Ngọc", "Thu", "Trang", "Yến")
_TRAINED: Final = ("THOUGHT", "STUDY", "HEALTH", "SKILLS", "SERVICE")
_SERIALS: Final = 900_000
"""Serials of citizen ids that the people of the seed do not have."""


def _answers(**form: Any) -> Fill:
    return lambda _scene, _present: form


def _on(name: str, days: int, **more: Any) -> Fill:
    return lambda scene, _present: {name: scene.day(days), **more}


def _vote(days: int, **more: Any) -> Fill:
    def fill(scene: Scene, present: int) -> Form:
        return {"met_on": scene.day(days), "present": present, "agree": present, "disagree": 0, **more}

    return fill


def _candidate(number: int, days: int) -> Fill:
    def fill(scene: Scene, _present: int) -> Form:
        serial = _SERIALS + 100 * scene.place + number
        born = scene.on(days).replace(year=scene.on(days).year - 17, month=1, day=1 + serial % 28)
        return {
            "full_name": f"{_FAMILY[serial % 10]} Thị {_GIVEN[serial // 10 % 12]}", "sex": "female",
            "born_on": born.isoformat(), "citizen_id": f"0243{born.year % 100:02d}{serial:06d}", "phone": f"0912{serial:06d}",
            "ethnicity": "1", "religion": "0", "permanent_address": "Bắc Giang", "member_category": "HS_THPT",
            "occupation": "HOC_SINH", "general_education": "11/12", "applied_on": scene.day(days + 10),
            "class_certificate_no": f"{serial}/GCN", "class_certificate_on": scene.day(days + 20), "introducer_kind": "member",
            "introducer_id": str(scene.secretary_id), "known_since": scene.day(days + 400), "agrees_to_charter": True,
        }  # fmt: skip

    return fill


def _admission(number: int, days: int, *steps: Step) -> Story:
    return Story("admission", days, _candidate(number, days), steps, whom=None)


def _voted(days: int) -> Step:
    return Step("record_vote", days, form=_vote(days))


def _admitted(number: int, days: int) -> Story:
    steps = (_voted(days - 2), Step("submit", days - 3), Step("approve", days - 8, ABOVE))
    return _admission(number, days, *steps, Step("record_ceremony", days - 20, form=_on("held_on", days - 20)))


def _sent(number: int, days: int, *steps: Step) -> Story:
    return _admission(number, days, _voted(days - 2), Step("submit", days - 3), *steps)


ADMISSIONS: Final = (
    _admission(1, 120),
    _admission(2, 90, _voted(80)),
    _sent(3, 60),
    _sent(4, 9),
    _sent(5, 40, Step("return", 30, ABOVE, note="Đơn thiếu xác nhận nơi cư trú. Bổ sung rồi gửi lại.")),
    _sent(6, 200, Step("reject", 190, ABOVE, note="Chưa học xong lớp tìm hiểu về Đoàn.")),
)
HISTORY: Final = (_admitted(7, 560), _admitted(8, 250), _admitted(9, 45))


# ---------------------------------------------------------------- who moves


def _leaving(days: int, *steps: Step) -> Story:
    confirm = Step("confirm", days - 1, form=_on("fee_paid_until", days, comment="Tích cực", comments_complete=True))
    asks: Fill = lambda scene, _present: {"destination_id": str(scene.units[HOST]), "reason": "WORK"}  # noqa: E731 - one line
    return Story("transfer", days, asks, (confirm, *steps))


def _in_chapter(scene: Scene, _present: int) -> Form:
    return {"chapter_id": str(scene.units[HOST])}


TRANSFER_ASKED: Final = _leaving(30)
TRANSFER_ON_ITS_WAY: Final = _leaving(25, Step("release", 20, ABOVE))
TRANSFER_TAKEN: Final = _leaving(40, Step("release", 36, ABOVE), Step("accept", 6, HOST_ABOVE, _in_chapter))
AWAY: Final = Story(
    "away", 150, lambda scene, _present: {"destination_kind": "PROVINCE", "destination": "Bắc Ninh", "depart_on": scene.day(150)},
    (Step("track", 149), Step("contact", 100, form=_on("on", 100, way="PHONE"))),
)  # fmt: skip
TEMPORARY: Final = Story(
    "temporary", 20,
    lambda scene, _present: {
        "destination_id": str(scene.units[HOST]), "reason": "STUDY", "from_on": scene.day(20), "until": scene.day(-130),
    },
    (Step("confirm", 19, form=_on("fee_paid_until", 19, comment="Tích cực")), Step("introduce", 17, ABOVE)),
)  # fmt: skip


# ---------------------------------------------------------------- who leaves, who is disciplined


def _matured(days: int) -> Story:
    steps = (
        Step("consult", days - 1, form=_on("asked_on", days - 1, wish="MATURE")),
        Step("list", days - 2),
        Step("approve", days - 5, ABOVE),
        Step("record_ceremony", days - 9, form=_on("held_on", days - 9)),
    )
    return Story("maturation", days, nothing, steps, whom="of_age")


MATURED: Final = _matured(30)
MATURING: Final = Story(
    "maturation", 12, nothing,
    (Step("consult", 11, form=_on("asked_on", 11, wish="MATURE")), Step("list", 10)), whom="coming_of_age",
)  # fmt: skip
STRUCK_OFF: Final = Story(
    "removal", 130, _answers(ending="STRUCK_OFF", ground="OTHER", reason="Bỏ sinh hoạt, không muốn trở lại"),
    (
        Step("log_contact", 125, form=_on("on", 126, way="VISIT", outcome="REFUSES")),
        Step("log_contact", 115, form=_on("on", 116, way="PHONE", outcome="NO_ANSWER")),
        Step("notify", 100, form=lambda scene, _present: {"notified_on": scene.day(100), "planned_on": scene.day(80)}),
        Step("record_vote", 80, form=_vote(80)),
        Step("report", 78),
        Step("acknowledge", 70, ABOVE),
    ),
)  # fmt: skip


_VERIFIED: Final = (
    Step("start_verification", 74, form=_on("started_on", 74)),
    Step("conclude_verification", 67, form=_on("ended_on", 67, findings="Có vi phạm, đã nhận khuyết điểm")),
    Step("record_meeting", 65, form=_on("held_on", 65, self_criticism=True, report_read=True)),
)


def _reprimand(_scene: Scene, present: int) -> Form:
    return {
        "voters": "members",
        "ballot": "secret",
        "members_total": present,
        "present": present,
        "for_khien_trach": present,
    }


_VIOLATION: Final = _answers(whom="MEMBER", violation="Vắng sinh hoạt nhiều kỳ không có lý do")
DISCIPLINED: Final = Story(
    "discipline", 75, _VIOLATION,
    (
        *_VERIFIED,
        Step("record_vote", 65, form=_reprimand),
        Step("complain", 45, form=_answers(content="Đề nghị xem xét lại: hai kỳ vắng có đơn xin phép.")),
    ),
)  # fmt: skip
ACCUSED: Final = Story("discipline", 75, _VIOLATION, _VERIFIED)


# ---------------------------------------------------------------- what members do


def _award(days: int, form: str, *steps: Step, whom: str = "first") -> Story:
    told: Fill = lambda scene, _present: {  # noqa: E731 - named by its award
        "award_form": form, "kind": "THUONG_XUYEN", "occasion": f"Tổng kết năm {scene.on(days).year}",
        "merits": "Hoàn thành xuất sắc nhiệm vụ", "met_on": scene.day(days),
    }  # fmt: skip
    return Story("award", days, told, (Step("propose", days - 1), *steps), whom=whom)


def _given(days: int) -> Story:
    decide = Step("decide", days - 6, ABOVE, _answers(reason="Hoàn thành xuất sắc nhiệm vụ"))
    return _award(days, "CS_GIAY_KHEN", decide, Step("confer", days - 15, form=_on("conferred_on", days - 15)))


AWARD_WAITS: Final = _award(14, "CS_GIAY_KHEN", whom="second")
AWARD_RETURNED: Final = _award(
    20, "CS_GIAY_KHEN", Step("return", 12, ABOVE, note="Ghi rõ thành tích từng tháng."), whom="second"
)
AWARD_OF_DISTRICT: Final = _award(35, "H_GIAY_KHEN", Step("review", 25, ABOVE, _on("reviewed_on", 25)), whom="second")
TRAINED: Final = Story(
    "training", 200, lambda scene, _present: {"year": scene.on(200).year},
    (
        Step("register", 195, form=_answers(items=[{"group": group, "text": "Theo kế hoạch của chi đoàn"} for group in _TRAINED])),
        Step("approve", 190),
        Step("log", 120, form=_on("on", 120, group="STUDY", text="Học nghị quyết của Đoàn cấp trên")),
        Step("log", 60, form=_on("on", 60, group="SERVICE", text="Tham gia Ngày Chủ nhật xanh")),
    ),
    whom="first",
)  # fmt: skip
REGISTERED: Final = Story(
    "training", 40, lambda scene, _present: {"year": scene.on(40).year},
    (Step("register", 35, form=_answers(items=[{"group": group, "text": "Theo kế hoạch của chi đoàn"} for group in _TRAINED])),),
    whom="first",
)  # fmt: skip
RATED: Final = Story(
    "evaluation",
    20,
    lambda scene, _present: {"year": scene.on(20).year},
    (Step("review_self", 15, form=_answers(rating="HTT")),),
    whom="second",
)
OUTSTANDING: Final = Story(
    "outstanding", 30,
    _answers(
        phase="CLASS", wishes_party=True, good_ethics=True, earlier_rating="HTXS", rating_note="QĐ 12", party_cell="Chi bộ 1"
    ),
    (Step("record_vote", 28, form=_vote(28, ballot="secret", voters="members")), Step("submit", 26)),
)  # fmt: skip
CARD_WAITS: Final = Story("card_reissue", 18, _answers(reason="LOST"))
CARD_ISSUED: Final = Story("card_reissue", 300, _answers(reason="DAMAGED"), (Step("issue", 295, ABOVE),))
UNIT_RATED: Final = Story(
    "unit_evaluation", 25, lambda scene, _present: {"year": scene.on(25).year, "period": "Cả năm"},
    (Step("review_self", 20, form=_answers(rating="HTT", score=85)),), whom=None,
)  # fmt: skip
UNIT_RATED_BEFORE: Final = Story(
    "unit_evaluation", 360, lambda scene, _present: {"year": scene.on(360).year, "period": "Cả năm"},
    (Step("review_self", 355, form=_answers(rating="HTT", score=82)), Step("rate", 350, ABOVE, _answers(rating="HTT"))), whom=None,
)  # fmt: skip
DISTRICT_RATED: Final = Story(
    "unit_evaluation", 25, lambda scene, _present: {"year": scene.on(25).year, "period": "Cả năm"},
    (Step("review_self", 18, DISTRICT, _answers(rating="HTXS", score=92)),), whom=None, by=DISTRICT,
)  # fmt: skip

_OF_A_CLASS: Final = (
    *ADMISSIONS[2:5],
    REGISTERED,
    AWARD_WAITS,
    RATED,
    CARD_WAITS,
    TRANSFER_ASKED,
    TRANSFER_ON_ITS_WAY,
    TEMPORARY,
    ACCUSED,
)
_OF_A_VILLAGE: Final = (*HISTORY, _given(420), _given(60), UNIT_RATED_BEFORE, *ADMISSIONS, TRAINED, UNIT_RATED, RATED)
_BY_TURN: Final[tuple[tuple[Story, ...], ...]] = (
    (DISCIPLINED, MATURED, AWARD_RETURNED, TRANSFER_ON_ITS_WAY),
    (STRUCK_OFF, MATURED, DISCIPLINED, MATURING, OUTSTANDING, CARD_ISSUED),
    (TRANSFER_TAKEN, STRUCK_OFF, AWARD_WAITS),
    (MATURED, OUTSTANDING, AWAY, TRANSFER_TAKEN, AWARD_OF_DISTRICT, CARD_ISSUED),
)
"""What happens besides: in a village of few members not everything at once. What services carry out comes first."""


def stories_of(scene: Scene, *, is_class: bool) -> Iterator[Story]:
    """What happened in the chapter."""
    yield from () if is_class else _BY_TURN[scene.place % len(_BY_TURN)]
    yield from _OF_A_CLASS if is_class else _OF_A_VILLAGE
