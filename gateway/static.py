"""The client: files of `gateway/web/dist`, and its one page for every address that people may type."""

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, request

from gateway.problems import Problem

DIST = Path(__file__).parent / "web" / "dist"
_FILE_NAME = re.compile(r"\.[a-z]\w{0,11}$")
"""How an address of a file ends; the id of an import has a dot too: `/nhap-excel/members.0192…-…`."""
_HASHED = re.compile(r"assets/.*[.-][\w-]{8,}\.\w+$")
_TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
_FOR_EVER = "public, max-age=31536000, immutable"

bp = Blueprint("static", __name__)
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Asset:
    """A file of the client, whole and compressed."""

    content: bytes
    zipped: bytes | None
    media_type: str
    etag: str


@bp.get("/", defaults={"path": ""})
@bp.get("/<path:path>")
def page(path: str) -> Response:
    """The file of that name, or the client's page; never for what looks like a file or an API address."""
    if path.startswith(("api/", ".well-known/")):
        raise Problem(404, "no-such-page")
    asset = _file(path) if path else None
    if asset is None and _FILE_NAME.search(path):
        raise Problem(404, "no-such-page")
    if asset is None:
        asset = _file("index.html")
    if asset is None:
        raise Problem(503, "unavailable")
    return _answer(asset, "public, no-cache" if not _HASHED.search(path) else _FOR_EVER)


def _file(path: str) -> Asset | None:
    try:
        target = (DIST / path).resolve()
        if not target.is_relative_to(DIST.resolve()) or not target.is_file():
            return None
    except (ValueError, OSError):  # no file can bear such a name: a NUL in it, or too long
        return None
    return _asset(target, target.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _asset(target: Path, _changed: int) -> Asset:
    content = target.read_bytes()
    media_type = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    is_text = media_type.startswith(_TEXT)
    zipped = gzip.compress(content, 9, mtime=0) if is_text and len(content) > 512 else None
    return Asset(
        content, zipped, f"{media_type}; charset=utf-8" if is_text else media_type, sha256(content).hexdigest()[:20]
    )


def _answer(asset: Asset, caching: str) -> Response:
    zipped = asset.zipped if "gzip" in request.headers.get("Accept-Encoding", "") else None
    answer = Response(zipped or asset.content, content_type=asset.media_type)
    answer.headers["Cache-Control"] = caching
    if asset.zipped:
        answer.headers["Vary"] = "Accept-Encoding"
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(asset.etag)
    answer.make_conditional(request)
    return answer
