"""A made-up process with an origin and a destination: what holds for every process holds for those to come."""

from uuid import UUID

from marshmallow import fields
from marshmallow.validate import Range

from services.workflows.domain.case import Officer, Refusal, Unit
from services.workflows.domain.forms import Form
from services.workflows.domain.process import STAY, Apply, Issue, Move, Prepare, Process, State, nothing
from services.workflows.domain.relations import Surroundings
from services.workflows.forms.fields import day, text, unit
from tests.unit.workflows.builders import COMMUNE_ID, DISTRICT, OFFICERS, PROVINCE_ID, UNITS

THERE_ID, FAR_CHAPTER_ID = UUID(int=5), UUID(int=6)
THERE = Unit(THERE_ID, "Đoàn xã Cảnh Thuỵ", "GRASSROOTS", "DOAN_XA", (*DISTRICT.path, THERE_ID))
FAR_CHAPTER = Unit(FAR_CHAPTER_ID, "Chi đoàn thôn Thượng", "CHAPTER", "DIA_BAN_DAN_CU", (*THERE.path, FAR_CHAPTER_ID))
RECEIVER = Officer(UUID(int=21), "Đỗ Thị Lan", THERE_ID, "GRASSROOTS_OFFICER", "BT")
FAR_SECRETARY = Officer(UUID(int=22), "Ngô Văn Sơn", FAR_CHAPTER_ID, "CHAPTER_OFFICER", "BT")
PROVINCE_OFFICER = Officer(UUID(int=23), "Thân Trung Kiên", PROVINCE_ID, "PROVINCE_OFFICER", "BT")
TWO_BRANCHES = Surroundings(
    {**UNITS, THERE_ID: THERE, FAR_CHAPTER_ID: FAR_CHAPTER},
    {**OFFICERS, PROVINCE_ID: (PROVINCE_OFFICER,), THERE_ID: (RECEIVER,), FAR_CHAPTER_ID: (FAR_SECRETARY,)},
)


class LendingForm(Form):
    """Where a bookcase goes is said now or later."""

    what = text("Vật mượn", "Mượn")
    destination_id = unit("Nơi mượn", "Mượn")
    count = fields.Integer(strict=True, required=True, validate=Range(1, 9), metadata={"title": "Số lượng"})


class PlaceForm(Form):
    destination_id = fields.UUID(required=True, metadata={"title": "Nơi mượn", "widget": "unit"})
    from_on = day("Từ ngày", "Mượn", until="today+12", required=True)


def elsewhere(view):
    place = view.text("destination_id")
    if not place or UUID(place) in {COMMUNE_ID, THERE_ID, FAR_CHAPTER_ID}:
        return None
    return Refusal("no-such-place", "Nơi mượn không phải một đơn vị khác ở cơ sở.", "Chọn đơn vị khác.")


def named_place(view):
    return None if view.text("destination_id") else Refusal("no-place", "Chưa chọn nơi mượn.", "Chọn nơi mượn.")


def begun(view):
    from_on = view.day("from_on")
    return None if from_on is None or from_on <= view.today else Refusal("future", "Chưa tới ngày.", "Chờ đến ngày.")


LENDING = Process(
    code="lending",
    title="Cho mượn",
    prefix="CM",
    form=LendingForm,
    subject_name=lambda form: str(form.get("what") or ""),
    case_title="Cho mượn {}".format,
    rail=("open", "placed", "asked", "lending", "lent"),
    states=(
        State("open", "Đã mở", "chapter_officer"),
        State("placed", "Có nơi mượn", "superior"),
        State("asked", "Đã hỏi nơi mượn", "destination"),
        State("lending", "Đang giao", "system"),
        State("lent", "Đã giao", "destination_chapter"),
        State("disputed", "Đang phân xử", "common_ancestor"),
        State("back", "Đã trả", is_end=True),
        State("refused", "Không cho mượn", is_end=True),
    ),
    opening=Move("open", "Mở", (), "open", by="chapter_officer", form=LendingForm, needs=(elsewhere,)),
    moves=(
        Move("place", "Chọn nơi", ("open",), "placed", by="chapter_officer", form=PlaceForm, primary=True, bars=True,
             decides=True, needs=(elsewhere,)),
        Move("amend", "Sửa", ("open",), STAY, by="chapter_officer", form=LendingForm, needs=(elsewhere,)),
        Move("send", "Chuyển", ("placed",), "asked", by="superior", decides=True, primary=True,
             needs=(named_place, begun)),
        Move("deny", "Không cho", ("placed",), "refused", by="superior", decides=True, needs_note=True),
        Move("accept", "Nhận", ("asked",), "lending", by="destination", decides=True, primary=True,
             then=(Prepare("lend", nothing), Issue("T09", by="destination", common=nothing, person=nothing))),
        Move("object", "Từ chối", ("asked",), "disputed", by="destination", needs_note=True),
        Move("settle", "Phân xử", ("disputed",), "asked", by="common_ancestor", decides=True, primary=True),
        Move("close", "Thôi", ("disputed",), "refused", by="common_ancestor", decides=True, needs_note=True),
        Move("carried", "Đã giao", ("lending",), "lent", by="system", then=(Apply("T09", "Cho mượn"),)),
        Move("give_back", "Trả lại", ("lent",), "back", by="destination_chapter", primary=True),
    ),
)  # fmt: skip
