"""Files on their way in: streamed to the store in steps, named by their digest from there on."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from flask import current_app, request

from gateway import calls
from gateway.problems import Problem
from services.contracts.accounts import CheckSession
from services.kit.faults import Invalid
from services.kit.files import LIMIT, Files, Stored

_AROUND = 64 * 1024  # the multipart lines around the file


@dataclass(frozen=True)
class Upload:
    """A file that is in the store, what its sender calls it, and the fields that came with it."""

    stored: Stored
    name: str
    form: dict[str, Any]


def received() -> Upload:
    """The one file of a multipart request of somebody whose session goes on is in the store.

    Raises Unauthenticated, Problem 415 and 413, Invalid("file-missing" | "file-too-large").
    """
    calls.call(
        CheckSession, {}
    )  # before anything is stored: the token's own signature does not say that its session has ended
    if request.mimetype != "multipart/form-data":
        raise Problem(415)
    request.max_content_length = LIMIT + _AROUND
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid("file-missing", errors={"file": ["Chưa chọn tệp nào."]})
    stored = files().receive(file.stream)
    if stored.size == 0:
        raise Invalid("file-missing", errors={"file": ["Tệp không có nội dung."]})
    return Upload(stored, plain_name(file.filename), request.form.to_dict())


def files() -> Files:
    """The store of this process."""
    found: Files = current_app.extensions["doanso"]["files"]
    return found


def plain_name(name: str) -> str:
    """The name without folders or control letters, composed, at most 200 long."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    shown = "".join(letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable()).strip()
    stem, dot, suffix = shown.rpartition(".")
    return shown if len(shown) <= 200 else f"{(stem or shown)[:190]}{dot}{suffix[:9]}" if dot else shown[:200]


def documented(*fields: str) -> dict[str, Any]:
    """How OpenAPI shows the body of an upload; `unit_id` must come, others may."""
    kinds: dict[str, dict[str, Any]] = {name: {"type": "string"} for name in fields}
    if "unit_id" in kinds:
        kinds["unit_id"]["format"] = "uuid"
    schema = {
        "type": "object",
        "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}, **kinds},
        "required": ["file", *(name for name in fields if name == "unit_id")],
    }
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
