"""What the messaging service answers, announces and carries out."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import ActionView, GetJobRequest, Job, ListJobsRequest, StoredFile, UnitReference
from services.kit.schema import Command, DayField, Event, IdField, InstantField, Page, Reply, Request, Text

DOCUMENT_STATES = ("issued", "in_force", "cancelled", "revoked")


class DocumentItem(Reply):
    id = IdField(required=True)
    template = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "Type abbreviation: QĐ, NQ, GT …"})
    number = fields.String(required=True, metadata={"description": "Whole symbol: 12-QĐ/ĐTN"})
    ordinal = fields.Integer(required=True)
    term = fields.String(required=True)
    title = fields.String(required=True)
    on = DayField(required=True)
    unit = fields.Nested(UnitReference, required=True)
    signer = fields.String(allow_none=True)
    state = fields.String(required=True, validate=OneOf(DOCUMENT_STATES))
    state_title = fields.String(required=True)
    cancelled_reason = fields.String(allow_none=True)


class DocumentReference(Reply):
    """Another document by its number."""

    id = IdField(required=True)
    number = fields.String(required=True)
    on = DayField(required=True)
    title = fields.String(required=True)


class DocumentView(DocumentItem):
    content = fields.Dict(
        required=True,
        metadata={"description": "Frozen content that the page is drawn from; each template has its own."},
    )
    case_ids = fields.List(IdField(), required=True)
    struck = fields.List(
        fields.Nested(
            Reply.from_dict(
                {
                    "full_name": fields.String(required=True, allow_none=True),
                    "at": InstantField(required=True),
                    "reason": fields.String(required=True, allow_none=True),
                    "by": fields.Nested(DocumentReference, allow_none=True),
                },
                name="StruckPerson",
            )
        ),
        required=True,
        metadata={"description": "People for whom alone the document no longer counts, and by which document."},
    )
    corrects = fields.Nested(
        DocumentReference,
        allow_none=True,
        metadata={"description": "What this document revokes, restores or puts right."},
    )
    corrected_by = fields.List(fields.Nested(DocumentReference))
    ended_by = fields.Nested(
        DocumentReference, allow_none=True, metadata={"description": "The document that revoked this one."}
    )
    text = fields.String(required=True, metadata={"description": "The page as text, for screen readers and search."})
    verify_url = fields.String(required=True)
    issued_at = InstantField(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView))


class DocumentPage(Reply):
    items = fields.List(fields.Nested(DocumentItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    years = fields.List(
        fields.Integer(),
        metadata={"description": "Years of the papers about one unit, the newest first; with the first page."},
    )


class DocumentFilter(Request):
    """What narrows and sorts a list of documents; also of an export."""

    q = Text(load_default=None, allow_none=True, max_length=120)
    unit_id = IdField(load_default=None, allow_none=True)
    about_id = IdField(
        load_default=None,
        allow_none=True,
        metadata={"description": "Papers about this unit itself, whoever issued them."},
    )
    year = fields.Integer(load_default=None, allow_none=True, validate=Range(1931, 2200))
    kind = fields.String(load_default=None, allow_none=True, validate=Length(max=20))
    term = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    sort = fields.String(
        load_default="-issued", validate=OneOf(["-issued", "issued", "-on", "on", "-number", "number"])
    )


class ListDocuments(DocumentFilter, Page):
    """The registers in the caller's scope; number search ignores spaces and hyphens. sort: by issue, day or number.

    ids: these alone, as far as the caller may look at them.
    """

    method = "messaging.list_documents"
    reply = DocumentPage
    ids = fields.List(IdField(), load_default=list, validate=Length(max=100))


class StartDocumentExport(DocumentFilter):
    """A workbook of the lines that the list shows is being written; the job carries the file."""

    method = "messaging.start_document_export"
    reply = Job


class GetMessagingJob(GetJobRequest):
    method = "messaging.get_job"


class ListMessagingJobs(ListJobsRequest):
    method = "messaging.list_jobs"


class GetDocument(Request):
    method = "messaging.get_document"
    reply = DocumentView
    document_id = IdField(required=True)


class FoundDocument(Reply):
    id = IdField(required=True, allow_none=True)


class FindDocument(Request):
    """The document that was asked for under the key; nothing while it is not issued, or for who may not look at it."""

    method = "messaging.find_document"
    reply = FoundDocument
    key = fields.String(required=True, validate=Length(max=120))


class Correction(Reply):
    """What was written, where, and how it is to be read."""

    place = Text(load_default=None, allow_none=True, max_length=200)
    written = Text(required=True, max_length=200)
    read = Text(required=True, max_length=200)


class CorrectDocument(Request):
    """The issuer puts a paper in force right by a decision. Answers that decision.

    Raises Conflict("document-not-in-force" | "document-without-number"), Invalid for words that the paper does not have.
    """

    method = "messaging.correct_document"
    reply = DocumentView
    document_id = IdField(required=True)
    corrections = fields.List(fields.Nested(Correction), required=True, validate=Length(min=1, max=20))


class GetDocumentFile(Request):
    """The document's PDF, drawn from its frozen content on the first look."""

    method = "messaging.get_document_file"
    reply = StoredFile
    document_id = IdField(required=True)


class GetDocumentWord(Request):
    """The document in a word processor's format, from the same frozen content."""

    method = "messaging.get_document_word"
    reply = StoredFile
    document_id = IdField(required=True)


class MessagingHealth(Reply):
    """How many documents there are, and how many rows each local copy holds."""

    documents = fields.Integer(required=True)
    units = fields.Integer(required=True)
    people = fields.Integer(required=True)
    positions = fields.Integer(required=True)


class GetMessagingHealth(Request):
    """What the service holds."""

    method = "messaging.get_health"
    reply = MessagingHealth


class DocumentOrder(Reply):
    """One document that a case asks for. key: the asker's own id of it; asking twice issues once. signer_position: an office that
    signs (contracts/offices.py); nobody signs where it is null, and the page leaves room for the secretary's hand.

    content: what the words of the page draw on; only people are required, the page says less where it knows less. What
    each template is told beside this stands in papers.py.
    `{people: [{full_name, born_on?, code?, person_id?, unit_id? | unit_name?, vote?: {agree, disagree, blank}}],
    meeting?: {on?, members?, present?, chair?, secretary?}, resolution?: {number, on?}, bases?: [text],
    recipients?: [text], body?: "BCH" | "BTV", signer_name?: text, readers?: [unit_id], concerns?: [unit_id]}`. readers: units that
    may look at the paper though it does not name them; concerns: units that it is about, which may so too.
    """

    key = fields.String(required=True, validate=Length(max=120))
    template = fields.String(required=True)
    unit_id = IdField(required=True)
    on = DayField(required=True)
    case_ids = fields.List(IdField(), required=True, validate=Length(max=1000))
    content = fields.Dict(required=True)
    signer_id = IdField(allow_none=True, load_default=None)
    signer_position = fields.String(allow_none=True, load_default=None)
    signer_unit_id = IdField(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "Where the signer holds that office, when it is not the issuer: a unit that acts in its place."
        },
    )
    in_force = fields.Boolean(load_default=False)
    numbering_reset = fields.String(
        load_default="TERM",
        validate=OneOf(["TERM", "YEAR"]),
        metadata={"description": "Rule of the case's rule set: what starts the numbers again."},
    )


class IssueDocuments(Command):
    """Each document has its number in its unit's register and its content is frozen."""

    routing_key = "messaging.issue_documents.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d1",
        "documents": [
            {
                "key": "01920000-0000-7000-8000-0000000000e1/T03",
                "template": "T03",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "on": "2026-11-24",
                "case_ids": ["01920000-0000-7000-8000-0000000000e1"],
                "content": {"people": [{"full_name": "Nguyễn Thu Hà"}]},
                "signer_id": None,
                "signer_position": "BT",
                "in_force": False,
            }
        ],
    }
    batch_id = IdField(required=True)
    documents = fields.List(fields.Nested(DocumentOrder), required=True, validate=Length(min=1, max=100))


class IssuedDocument(Reply):
    key = fields.String(required=True)
    id = IdField(required=True)
    template = fields.String(required=True)
    title = fields.String(required=True)
    unit_id = IdField(required=True)
    number = fields.String(required=True)
    ordinal = fields.Integer(required=True)
    on = DayField(required=True)
    state = fields.String(required=True, validate=OneOf(DOCUMENT_STATES))
    case_ids = fields.List(IdField(), required=True)
    version = fields.Integer(required=True)
    subject = fields.String(allow_none=True, metadata={"description": "What it is about; never of a confidential one."})
    dissolves = IdField(allow_none=True, metadata={"description": "The unit that a decision dissolves."})


_ISSUED = {
    "key": "01920000-0000-7000-8000-0000000000e1/T03",
    "id": "01920000-0000-7000-8000-0000000000f1",
    "template": "T03",
    "title": "Quyết định chuẩn y kết nạp đoàn viên",
    "unit_id": "01920000-0000-7000-8000-000000000001",
    "number": "12-QĐ/ĐTN",
    "ordinal": 12,
    "on": "2026-11-24",
    "state": "issued",
    "case_ids": ["01920000-0000-7000-8000-0000000000e1"],
    "version": 1,
}


class DocumentsIssued(Event):
    """Documents have their numbers; they are not yet in force unless their state says so."""

    routing_key = "messaging.documents_issued.v1"
    example = {"batch_id": "01920000-0000-7000-8000-0000000000d1", "documents": [_ISSUED]}
    batch_id = IdField(required=True)
    documents = fields.List(fields.Nested(IssuedDocument), required=True, validate=Length(min=1, max=500))


class ShareDocuments(Command):
    """Units that have come to have a part in the documents' cases may open them wherever they are. None is confidential."""

    routing_key = "messaging.share_documents.v1"
    example = {
        "documents": [
            {
                "id": "01920000-0000-7000-8000-0000000000f1",
                "unit_ids": ["01920000-0000-7000-8000-000000000003"],
            }
        ],
    }
    documents = fields.List(
        fields.Nested(
            Reply.from_dict(
                {
                    "id": IdField(required=True),
                    "unit_ids": fields.List(IdField(), required=True, validate=Length(min=1, max=50)),
                },
                name="DocumentShared",
            )
        ),
        required=True,
        validate=Length(min=1, max=500),
    )


class SettleDocuments(Command):
    """Issued documents are in force, cancelled (the number stays) or revoked.

    case_ids: of a document of many names, the cases for which alone it is revoked; empty for all. by_document_id: the
    document that revokes it. key, by_key: for who asked for a document and was not told its id, what it was asked for under.
    """

    routing_key = "messaging.settle_documents.v1"
    example = {
        "documents": [
            {"id": "01920000-0000-7000-8000-0000000000f1", "state": "in_force", "reason": None, "case_ids": []}
        ],
    }
    documents = fields.List(
        fields.Nested(
            Reply.from_dict(
                {
                    "id": IdField(load_default=None, allow_none=True),
                    "key": fields.String(load_default=None, allow_none=True, validate=Length(max=120)),
                    "state": fields.String(required=True, validate=OneOf(["in_force", "cancelled", "revoked"])),
                    "reason": fields.String(required=True, allow_none=True),
                    "case_ids": fields.List(IdField(), load_default=list, validate=Length(max=100)),
                    "by_document_id": IdField(load_default=None, allow_none=True),
                    "by_key": fields.String(load_default=None, allow_none=True, validate=Length(max=120)),
                },
                name="DocumentSettlement",
            )
        ),
        required=True,
        validate=Length(min=1, max=500),
    )


class DocumentsSettled(Event):
    """Documents are in the state given."""

    routing_key = "messaging.documents_settled.v1"
    example = {"documents": [{**_ISSUED, "state": "in_force", "version": 2}]}
    documents = fields.List(fields.Nested(IssuedDocument), required=True, validate=Length(min=1, max=500))
