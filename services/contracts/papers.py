"""The papers that messaging draws: for each template what its page is told, by whom it is signed, and how it is numbered.

`DocumentOrder.content` of every template:
    people:     [person]                 whom it names; the keys below `person`, beside those of every person
    about:      {key: value}             what it says; the keys below `about`
    meeting:    {on, members, present, chair, secretary, place}
    resolution: {number, on}             the paper of the unit below (or of the meeting) that it considers
    bases, recipients: [text]            whole lines that take the place of the usual ones
    signer_name: text · body: BCH | BTV  who signs when the order does not say, and in whose name
    readers: [id]                        units that may look at the paper though it does not name them
    parties_only: flag                   of a confidential paper: beside its person, its issuer and inspectors the readers alone
                                         may look at it, as at every one that calls its person an officer (`is_officer`)
    concerns: [id]                       units that it is about, beside those that it names as collectives; they may look at it too

Every key is optional but `people` (see `names`): the page says less where it knows less, and leaves out what it does not know.
What may differ among cases decided together belongs to `person`; a key of `person` that is the same for all may stand in
`about` instead. Days are `YYYY-MM-DD`, months the first days of theirs, units given by name or, with `…_id`, by id.
A unit, group or collective may stand in `people` as well: its name is `full_name`.
"""

from dataclasses import dataclass
from typing import Final

EVERY_PERSON: Final = "full_name text, born_on day, sex male|female, code text, person_id id, unit_id id, unit_name text, position text, vote vote"
"""Keys that any person may have. vote: {agree, disagree, blank, invalid, present?}. position: an office in words."""

NUMBERED, UNNUMBERED = True, False
ONE, MANY, NONE_NEEDED = "one", "many", "none needed"


@dataclass(frozen=True)
class Paper:
    """One template.

    kind: abbreviation in the symbol, or of the paper alone where it takes no number from the register.
    body: BCH or BTV; empty when the level decides (the bureau at district and province, the committee below).
    names: ONE person a document, MANY, or NONE_NEEDED (may name people, need not).
    confidential: read by the person, the issuer, the unit above it, the chapter and inspectors alone; of an officer's discipline by
    the person, those who decide and inspectors alone.
    department: drafting department in the province's symbols (`1364-QĐKT/TĐTN-VP`).
    about, person: `key type` pairs; types: text texts day month count money flag table {…} and A|B for closed words.
    """

    code: str
    kind: str
    title: str
    body: str = ""
    names: str = MANY
    about: str = ""
    person: str = ""
    department: str = ""
    numbered: bool = NUMBERED
    confidential: bool = False


_GOES = "reason text, fee_paid_until month, comment text, card_no text, joined_on day, to_unit_name text, to_unit_id id"
_HOSTED = f"{_GOES}, from_on day, until day"
_MERITS = "merits text, is_collective flag, money money"
_ITEMS = "items [{group text, text text, measure text, target text, result text}]"
_RATINGS = "HTXS|HTT|HT|KHT|KXL|CDG"
_VIOLATION = "violation text, violated_on day, form KHIEN_TRACH|CANH_CAO|CACH_CHUC|KHAI_TRU|GIAI_TAN, is_officer flag, is_collective flag"
_CORRECTS = "corrects {document_id id, document_key text, number text, on day, title text, issuer text}, reason text, effective_on day"
"""The document that this one revokes, restores or puts right; with its id, or the key that it was asked for under, the register itself says the
rest."""
_CORRECTIONS = "corrections [{place text, written text, read text}]"
_MINUTES = (
    "matter text, started_at text, ended_at text, place text, summoned count, absent_excused count, absent_unexcused "
    "count, ballot OPEN|SECRET, guests texts, agenda texts, conclusion text, minutes [{title text, discussion text, ballot OPEN|SECRET, "
    "issued count, collected count, valid count, agree count, disagree count, blank count, conclusion text}]"
)
_CITES = "decision {number text, on day}"

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        "T01",
        "BB",
        "Biên bản họp",
        names=NONE_NEEDED,
        about=_MINUTES,
        person="verdict text",
    ),
    Paper("T01N", "NQ", "Nghị quyết chi đoàn", names=NONE_NEEDED, about="matter text, resolves texts"),
    Paper("T02", "NQ", "Nghị quyết đề nghị kết nạp đoàn viên"),
    Paper("T03", "QĐ", "Quyết định chuẩn y kết nạp đoàn viên"),
    Paper("T04", "GT", "Giấy giới thiệu chuyển sinh hoạt đoàn", about="valid_until day", person=_GOES),
    Paper("T05", "GT", "Giấy giới thiệu sinh hoạt đoàn tạm thời", person=_HOSTED),
    Paper("T06", "GT", "Giấy giới thiệu sinh hoạt đoàn nơi cư trú", person=f"{_HOSTED}, residence PERMANENT|TEMPORARY"),
    Paper(
        "T06N",
        "PNX",
        "Phiếu nhận xét sinh hoạt đoàn nơi cư trú",
        names=ONE,
        numbered=UNNUMBERED,
        about="year count, host_name text, introduction {number text, on day}",
        person="comment text, grade text, strengths text, weaknesses text",
    ),
    Paper(
        "T07",
        "QĐ",
        "Quyết định công nhận đoàn viên trưởng thành",
        about="ceremony_on day, ceremony_place text",
        person="joined_on day, card_no text",
    ),
    Paper(
        "T07C",
        "GCN",
        "Giấy chứng nhận đoàn viên trưởng thành",
        about=_CITES,
        person="joined_on day, years_in_union count, certificate_no text",
    ),
    Paper(
        "T08",
        "QĐ",
        "Quyết định xoá tên trong danh sách đoàn viên",
        person="ending STRUCK_OFF|WITHDRAWN|DECEASED, ground NO_ACTIVITY|NO_FEE|BOTH|UNCLAIMED_TRANSFER|OTHER, months [month], reason text, effective_on day",
    ),
    Paper(
        "T08C",
        "NQ",
        "Nghị quyết chi đoàn về việc xoá tên trong danh sách đoàn viên",
        person="ending STRUCK_OFF|WITHDRAWN|DECEASED, ground NO_ACTIVITY|NO_FEE|BOTH|UNCLAIMED_TRANSFER|OTHER, months [month], reason text",
    ),
    Paper(
        "T08R",
        "QĐ",
        "Quyết định khôi phục tên trong danh sách đoàn viên",
        about=_CORRECTS,
        person="reason text, effective_on day",
    ),
    Paper(
        "T09",
        "BĐK",
        "Bản đăng ký rèn luyện đoàn viên",
        names=ONE,
        numbered=UNNUMBERED,
        about="year count, period text",
        person=_ITEMS,
    ),
    Paper(
        "T09D",
        "PĐG",
        "Phiếu đánh giá rèn luyện đoàn viên",
        names=ONE,
        numbered=UNNUMBERED,
        about="year count, period text",
        person=f"{_ITEMS}, result DAT|CHUA_DAT, self_score text, chapter_score text, self_comment text, comment text",
    ),
    Paper(
        "T10P",
        "PTĐG",
        "Phiếu tự đánh giá, xếp loại đoàn viên",
        names=ONE,
        numbered=UNNUMBERED,
        about="year count, period text",
        person=f"strengths text, weaknesses text, direction text, self_rating {_RATINGS}, rating {_RATINGS}, comment text, "
        "training DAT|CHUA_DAT, attendance_percent count, fee_paid_until month",
    ),
    Paper(
        "T10",
        "BTH",
        "Bảng tổng hợp xếp loại đoàn viên",
        numbered=UNNUMBERED,
        about="year count, period text",
        person=f"self_rating {_RATINGS}, rating {_RATINGS}, training DAT|CHUA_DAT, attendance_percent count, comment text",
    ),
    Paper(
        "T10D",
        "QĐ",
        "Quyết định công nhận kết quả xếp loại đoàn viên",
        about="year count, period text",
        person=f"rating {_RATINGS}, is_collective flag",
    ),
    Paper(
        "T11T",
        "TTr",
        "Tờ trình đề nghị công nhận đoàn viên danh dự",
        about="to_name text",
        person="merits text, workplace text",
    ),
    Paper(
        "T11",
        "QĐ",
        "Quyết định công nhận đoàn viên danh dự",
        body="BTV",
        department="TCKT",
        person="merits text, workplace text, card_no text",
    ),
    Paper(
        "T12",
        "NQ",
        "Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng",
        body="BCH",
        about="party_cell text, valid_until day",
        person="joined_on day, strengths text, weaknesses text, class_certificate_no text, party_cell text",
    ),
    Paper(
        "T13",
        "TTr",
        "Tờ trình đề nghị khen thưởng",
        about="to_name text, form_title text, occasion text",
        person=f"form_title text, {_MERITS}",
    ),
    Paper(
        "T13B",
        "BC",
        "Báo cáo thành tích đề nghị khen thưởng",
        names=ONE,
        about="form_title text, occasion text",
        person="merits text, workplace text, is_collective flag",
    ),
    Paper(
        "T14",
        "QĐKT",
        "Quyết định khen thưởng",
        body="BTV",
        department="VP",
        about="form_title text, occasion text, reason text, fund text",
        person=f"form_title text, {_MERITS}",
    ),
    Paper(
        "T15A",
        "BC",
        "Báo cáo kết quả xác minh",
        about="started_on day, ended_on day, team texts",
        person=f"{_VIOLATION}, source text, findings text, evidence text, proposal text",
        confidential=True,
    ),
    Paper(
        "T15M",
        "BB",
        "Biên bản họp xét kỷ luật",
        names=ONE,
        about=_MINUTES,
        confidential=True,
    ),
    Paper(
        "T15B",
        "QĐ",
        "Quyết định đình chỉ sinh hoạt đoàn",
        person="what MEMBERSHIP|OFFICE|POSITION, reason text, from_on day, until day, is_extension flag",
        confidential=True,
    ),
    Paper(
        "T15C",
        "QĐ",
        "Quyết định thi hành kỷ luật",
        person=f"{_VIOLATION}, reason text, effective_on day",
        confidential=True,
    ),
    Paper(
        "T15D",
        "TB",
        "Thông báo giải quyết khiếu nại",
        about="to_name text",
        person=f"{_CITES}, complained_on day, outcome UPHELD|CHANGED|ANNULLED, form KHIEN_TRACH|CANH_CAO|CACH_CHUC|KHAI_TRU|GIAI_TAN, findings text, is_collective flag",
        confidential=True,
    ),
    Paper(
        "T15E",
        "QĐ",
        "Quyết định công nhận tiến bộ",
        person=f"{_CITES}, form KHIEN_TRACH|CANH_CAO|CACH_CHUC, comment text, effective_on day",
        confidential=True,
    ),
    Paper(
        "T16",
        "SỔ",
        "Sổ theo dõi đoàn viên đi làm ăn xa",
        names=NONE_NEEDED,
        numbered=UNNUMBERED,
        about="title text, subject text, note text, columns [{title text, width count, align left|center|right}], rows [texts], signed_by BCH|NONE",
    ),
    Paper(
        "T17",
        "QĐ",
        "Quyết định về tổ chức",
        body="BTV",
        names=NONE_NEEDED,
        about="operation ESTABLISH|RENAME|MERGE|SPLIT|DISSOLVE|MOVE|COMMITTEE|EXTEND|SHORTEN, unit_name text, new_name text, target_name text, from_names texts, "
        "into_names texts, superior_name text, term text, committee_count count, members_count count, effective_on day, reason text, remainder text, "
        "provisional flag, planned_until day, until day, party_paper text",
        person="office text, is_provisional flag, is_collective flag",
    ),
    Paper(
        "T19R",
        "QĐ",
        "Quyết định thu hồi văn bản",
        names=NONE_NEEDED,
        about=_CORRECTS,
        person="reason text, is_collective flag",
    ),
    Paper(
        "T19D",
        "QĐ",
        "Quyết định đính chính văn bản",
        names=NONE_NEEDED,
        about=f"{_CORRECTS}, {_CORRECTIONS}",
    ),
    Paper(
        "T19K",
        "QĐ",
        "Quyết định đính chính văn bản",
        names=NONE_NEEDED,
        about=f"{_CORRECTS}, {_CORRECTIONS}",
        confidential=True,
    ),
)
OF_MEETINGS: Final = ("T01", "T01N", "T02", "T08C")
"""Minutes and resolutions of a unit's meetings that are nobody's secret."""
BY_CODE: Final[dict[str, Paper]] = {paper.code: paper for paper in PAPERS}
