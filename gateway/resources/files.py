"""Files that a form refers to."""

from flask import Response

from gateway import uploads
from gateway.resource import JSON, Operation, Resource
from services.contracts.common import StoredFile
from services.kit import wire
from services.kit.schema import Request

bp = Resource("files", description="Tệp đính kèm")


class PutFile(Request):
    """A file is in the store; a form names it by the digest."""

    method = "gateway.put_file"
    reply = StoredFile


PUT = Operation(verb="POST", path="/files", contract=PutFile, status=201, limit="uploads")


def put_file() -> Response:
    """The file is in the store."""
    upload = uploads.received()
    stored = upload.stored
    body = {"digest": stored.digest, "name": upload.name, "media_type": stored.media_type, "size": stored.size}
    return Response(wire.dumps(body), status=201, content_type=JSON)


bp.serve(PUT, put_file, **uploads.documented())
