"""Workbooks of members and of units, as the registry takes them in."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import Refusal, UnitReference
from services.kit.schema import IdField, InstantField, Page, Reply, Request, Text


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


class ImportView(Reply):
    id = fields.String(required=True)
    state = fields.String(
        required=True, validate=OneOf(["checking", "checked", "applying", "applied", "undoing", "undone", "failed"])
    )
    kind = fields.String(required=True, validate=OneOf(["members", "units"]))
    unit = fields.Nested(UnitReference, required=True)
    file_name = fields.String()
    mapping = fields.Dict(required=True, allow_none=True)
    fields_ = fields.List(fields.Dict(), data_key="fields", attribute="fields")
    rows = fields.Integer(required=True)
    ok = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    errors = fields.List(fields.Nested(CellProblem), required=True)
    error_count = fields.Integer()
    counts = fields.Dict()
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    problem = fields.Nested(Refusal, allow_none=True)
    undo_until = InstantField(allow_none=True)
    created_at = InstantField()


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


class SetImportMapping(Request):
    """Columns mean what the caller says; the check starts again. columns: [{index, field|null}]."""

    method = "members.set_import_mapping"
    reply = ImportView
    id = Text(required=True, max_length=80)
    columns = fields.List(fields.Dict(), required=True, validate=Length(max=200))


class ListImportProblems(Page):
    method = "members.list_import_problems"
    id = Text(required=True, max_length=80)
    severity = fields.String(load_default=None, allow_none=True, validate=OneOf(["error", "warning"]))


class UpdateImportRow(Request):
    """A row's cells are as given ({field: text}) and it is checked again."""

    method = "members.update_import_row"
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
    id = Text(required=True, max_length=80)
