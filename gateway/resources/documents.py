"""Registers of documents, their pages, and the public check of one."""

from flask import Response

from gateway import calls, downloads
from gateway.resource import Operation, Resource
from services.contracts import messaging as contract
from services.contracts import symbols, verification

bp = Resource("documents", description="Văn bản và sổ văn bản")

bp.get("/documents", contract.ListDocuments)
bp.post("/documents/exports", contract.StartDocumentExport, status=202, location="/jobs/{id}")
bp.get("/documents/<uuid:document_id>", contract.GetDocument)
bp.post("/documents/<uuid:document_id>/corrections", contract.CorrectDocument, status=201, location="/documents/{id}")
bp.get("/documents/by-key/<path:key>", contract.FindDocument)
bp.get("/units/<uuid:unit_id>/document-symbols", symbols.GetUnitSymbols)
bp.put("/units/<uuid:unit_id>/document-symbols", symbols.ChangeUnitSymbols)
bp.get("/verify/<token>", verification.VerifyDocument)
bp.get("/seal-keys", verification.ListSealKeys)

FILE = Operation(verb="GET", path="/documents/<uuid:document_id>/file.pdf", contract=contract.GetDocumentFile)
WORD = Operation(verb="GET", path="/documents/<uuid:document_id>/file.docx", contract=contract.GetDocumentWord)
_DRAWING_S = 15.0


def get_document_file(document_id: object) -> Response:
    """The PDF, drawn on the first look."""
    given = {"document_id": str(document_id)}
    return downloads.sent(calls.call(contract.GetDocumentFile, given, deadline_s=_DRAWING_S), inline=True)


def get_document_word(document_id: object) -> Response:
    """The document for a word processor."""
    given = {"document_id": str(document_id)}
    return downloads.sent(calls.call(contract.GetDocumentWord, given, deadline_s=_DRAWING_S))


bp.serve(FILE, get_document_file, **downloads.documented(downloads.PDF))
bp.serve(WORD, get_document_word, **downloads.documented(downloads.WORD))
