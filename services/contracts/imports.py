"""Workbooks of members and of units, as the registry takes them in."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import PersonReference, Refusal, StoredFile, UnitReference
from services.kit.schema import IdField, InstantField, Page, Reply, Request, Text

OUTLOOKS = ("create", "update", "same", "doubtful", "duplicate", "error")
"""What becomes of a row: somebody new, a change, no change, a change to decide on, somebody who looks like another, an error."""
DECISIONS = ("accept", "keep")
"""Take what the row says of who somebody is, or keep what the file says and enter the rest."""


class CellProblem(Reply):
    row = fields.Integer(required=True)
    column = fields.String(required=True, allow_none=True)
    code = fields.String(required=True)
    text = fields.String(required=True)
    value = fields.String(allow_none=True)
    severity = fields.String(validate=OneOf(["error", "warning"]))
    field = fields.String(allow_none=True, metadata={"description": "Which of the row's cells to give in a PATCH."})
    cell = fields.String(allow_none=True, metadata={"description": "Where it stands in the sheet: C12."})
    sheet = fields.String()
    line = fields.Integer(
        metadata={"description": "The row as the spreadsheet shows it; `row` adds a million for each sheet before."}
    )
    full_name = fields.String(allow_none=True)
    can_compare = fields.Boolean(
        metadata={"description": "The number is another member's: comparison with them can be requested."}
    )


class FieldChange(Reply):
    """A field of a member's file before and after a row is entered. What the registry masks stays masked."""

    field = fields.String(required=True)
    title = fields.String(required=True)
    old = fields.String(required=True)
    new = fields.String(required=True)
    needs_decision = fields.Boolean(required=True)


class ImportRow(Reply):
    """A row of the workbook with what becomes of it. person: whom it updates, or looks like."""

    row = fields.Integer(required=True)
    line = fields.Integer(required=True)
    sheet = fields.String(required=True)
    full_name = fields.String(required=True, allow_none=True)
    born = fields.String(required=True, metadata={"description": "As people read it: 05/03/2005 or 2005."})
    unit = fields.Nested(UnitReference, allow_none=True)
    outlook = fields.String(required=True, validate=OneOf(OUTLOOKS))
    person = fields.Nested(PersonReference, required=True, allow_none=True)
    changes = fields.List(fields.Nested(FieldChange), required=True)
    doubts = fields.List(fields.String(), required=True)
    decision = fields.String(required=True, allow_none=True, validate=OneOf(DECISIONS))
    problems = fields.List(fields.String(), required=True)


class ImportRows(Reply):
    items = fields.List(fields.Nested(ImportRow), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ImportColumn(Reply):
    """A column of the workbook and what it means. title: that of the field. confidence: how sure the guess is, 0..1."""

    sheet = fields.String(required=True)
    index = fields.Integer(required=True)
    letter = fields.String(required=True)
    header = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    confidence = fields.Float(required=True)
    content = fields.String(required=True)
    sample = fields.List(fields.String(), required=True)


class ImportMapping(Reply):
    """What columns mean. notes: remarks on the file."""

    columns = fields.List(fields.Nested(ImportColumn), required=True)
    notes = fields.List(fields.String(), required=True)


class ImportField(Reply):
    """What a column can mean. required: the table must tell it, and no column does so far."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    required = fields.Boolean(required=True)


class ImportCounts(Reply):
    """How many rows have each outlook, how many people (or units) were entered, and how many were taken back; none before the
    check."""

    create = fields.Integer()
    update = fields.Integer()
    same = fields.Integer()
    doubtful = fields.Integer()
    duplicate = fields.Integer()
    error = fields.Integer()
    entered = fields.Integer()
    undone = fields.Integer()


class ImportView(Reply):
    id = fields.String(required=True)
    state = fields.String(
        required=True, validate=OneOf(["checking", "checked", "applying", "applied", "undoing", "undone", "failed"])
    )
    kind = fields.String(required=True, validate=OneOf(["members", "units"]))
    unit = fields.Nested(UnitReference, required=True)
    file_name = fields.String()
    mapping = fields.Nested(ImportMapping, required=True, allow_none=True)
    fields_ = fields.List(fields.Nested(ImportField), required=True, data_key="fields", attribute="fields")
    rows = fields.Integer(required=True)
    ok = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    errors = fields.List(fields.Nested(CellProblem), required=True)
    error_count = fields.Integer()
    counts = fields.Nested(ImportCounts)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    problem = fields.Nested(Refusal, allow_none=True)
    undo_until = InstantField(allow_none=True)
    created_at = InstantField()


class ImportSummary(Reply):
    """An import in a list, without its columns and problems."""

    id = fields.String(required=True)
    state = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    file_name = fields.String()
    rows = fields.Integer(required=True)
    ok = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    error_count = fields.Integer()
    counts = fields.Nested(ImportCounts)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    problem = fields.Nested(Refusal, allow_none=True)
    undo_until = InstantField(allow_none=True)
    created_at = InstantField()


class ImportPage(Reply):
    items = fields.List(fields.Nested(ImportSummary), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ImportProblemPage(Reply):
    items = fields.List(fields.Nested(CellProblem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class MendedRow(Reply):
    """A row that was checked again, and the figures of its import. cells: field → text."""

    row = fields.Integer(required=True)
    sheet = fields.String(required=True)
    cells = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    problems = fields.List(fields.Nested(CellProblem), required=True)
    ok = fields.Boolean(required=True)
    import_ = fields.Nested(ImportView, required=True, data_key="import", attribute="import")


class StartImport(Request):
    """A workbook in the file store is being checked; nothing changes until it is applied."""

    method = "members.start_import"
    reply = ImportView
    unit_id = IdField(required=True)
    kind = fields.String(load_default="members", validate=OneOf(["members", "units"]))
    digest = fields.String(required=True, validate=Length(equal=64))
    file_name = Text(required=True, max_length=255)
    size = fields.Integer(required=True, validate=Range(min=0))


class GetImport(Request):
    method = "members.get_import"
    reply = ImportView
    id = Text(required=True, max_length=80)


class ListImports(Page):
    """The caller's imports, newest first."""

    method = "members.list_imports"
    reply = ImportPage


class SetImportMapping(Request):
    """Columns mean what the caller says; the check starts again. columns: [{index, field|null}]."""

    method = "members.set_import_mapping"
    reply = ImportView
    id = Text(required=True, max_length=80)
    columns = fields.List(fields.Dict(), required=True, validate=Length(max=200))


class ListImportProblems(Page):
    method = "members.list_import_problems"
    reply = ImportProblemPage
    id = Text(required=True, max_length=80)
    severity = fields.String(load_default=None, allow_none=True, validate=OneOf(["error", "warning"]))


class ListImportRows(Page):
    """Rows by what becomes of them, in the file's order. q: words of a name, a citizen id, or the number of a line."""

    method = "members.list_import_rows"
    reply = ImportRows
    id = Text(required=True, max_length=80)
    outlook = fields.String(required=True, validate=OneOf(OUTLOOKS))
    q = Text(load_default=None, allow_none=True, max_length=100)


class DecideImportRows(Request):
    """Whether rows may change a name, a birth date or a sex; null takes the decision back.

    Raises Conflict("import-row-not-doubtful") when one of them does not wait for a decision.
    """

    method = "members.decide_import_rows"
    reply = ImportView
    id = Text(required=True, max_length=80)
    rows = fields.List(fields.Integer(validate=Range(1, 2_147_483_647)), required=True, validate=Length(min=1, max=500))
    decision = fields.String(required=True, allow_none=True, validate=OneOf(DECISIONS))


class RequestImportComparison(Request):
    """The row and the member who bears its number wait for comparison. Raises Conflict("import-row-of-nobody-else")."""

    method = "members.request_import_comparison"
    reply = ImportView
    id = Text(required=True, max_length=80)
    row = fields.Integer(required=True, validate=Range(1, 2_147_483_647))


class UpdateImportRow(Request):
    """A row's cells are as given ({field: text}) and it is checked again."""

    method = "members.update_import_row"
    reply = MendedRow
    id = Text(required=True, max_length=80)
    row = fields.Integer(required=True, validate=Range(1, 2_147_483_647))
    cells = fields.Dict(required=True, keys=fields.String(validate=Length(max=40)))


class ApplyImport(Request):
    """The good rows are being entered; the others stay for mending."""

    method = "members.apply_import"
    reply = ImportView
    id = Text(required=True, max_length=80)


class UndoImport(Request):
    """What the import entered is taken back. Raises Conflict("import-rows-changed") when a row was changed since."""

    method = "members.undo_import"
    reply = ImportView
    id = Text(required=True, max_length=80)


class GetImportResult(Request):
    """The workbook with marked cells, as a stored file."""

    method = "members.get_import_result"
    reply = StoredFile
    id = Text(required=True, max_length=80)
