"""What the API answers, as types of the web client. `python -m tests.contract.api_types` writes gateway/web/src/http/api.ts anew."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.kit import wire
from tests.contract.openapi_outline import document

WEB = Path(__file__).parents[2] / "gateway" / "web"
COMMITTED = WEB / "src" / "http" / "api.ts"
GENERATOR = WEB / "tools" / "api-types"
_OPTIONS = ("--alphabetize", "--root-types", "--root-types-no-schema-prefix", "--default-non-nullable=false")
_REFERENCE = "#/components/schemas/"
_FORM = "FormSchema"
_HEADER = """// The shapes of the API's answers. `python -m tests.contract.api_types` draws them from its documentation.
// answers {answers}
// types {types}
import type {{ Schema }} from "./form-schema";

"""


def answers(described: dict[str, Any]) -> dict[str, Any]:
    """Every schema that an answer is made of, by name; a JSON Schema of a form is one of them, by reference."""
    schemas, found = described["components"]["schemas"], {_FORM: {"type": "object"}}
    waiting = sorted(set(_references(_contents(described))))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _with_forms(schemas[name])
            waiting.extend(_references(schemas[name]))
    return dict(sorted(found.items()))


def _contents(described: dict[str, Any]) -> list[Any]:
    operations = [found for path in described["paths"].values() for verb, found in path.items() if verb != "parameters"]
    return [answer.get("content") for operation in operations for answer in operation["responses"].values()]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].removeprefix(_REFERENCE)
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _with_forms(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_forms(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.get("x-json-schema") is True:
        form = {"$ref": _REFERENCE + _FORM}
        return {"anyOf": [form, {"type": "null"}]} if "null" in value["type"] else form
    return {name: _with_forms(inner) for name, inner in value.items()}


def digest(value: Any) -> str:
    """A text that differs where the value does."""
    return sha256(value.encode() if isinstance(value, str) else wire.canonical(value)).hexdigest()


def draw(found: dict[str, Any]) -> str:
    """The schemas as TypeScript, by the generator of gateway/web/tools/api-types."""
    shown = {
        "openapi": "3.1.0", "info": {"title": "Đoàn Số", "version": "v1"}, "paths": {}, "components": {"schemas": found}
    }  # fmt: skip
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=GENERATOR, check=True)
    with tempfile.TemporaryDirectory() as folder:
        source, drawn = Path(folder, "openapi.json"), Path(folder, "api.ts")
        source.write_text(json.dumps(shown, ensure_ascii=False))
        command = ["npm", "exec", "--", "openapi-typescript", str(source), "-o", str(drawn), *_OPTIONS]
        subprocess.run(command, cwd=GENERATOR, check=True, stdout=subprocess.DEVNULL)
        text = drawn.read_text()
    types = text[text.index("export interface components") :]
    return re.sub(rf"\b{_FORM}: (Record<string, never>|{{[^}}]*}});", f"{_FORM}: Schema;", types, count=1)


def render(found: dict[str, Any], types: str) -> str:
    """The whole file: it says of which schemas it is drawn, and what was drawn, so that a difference is seen without Node."""
    return _HEADER.format(answers=digest(found), types=digest(types)) + types


if __name__ == "__main__":
    named = answers(document())
    COMMITTED.write_text(render(named, draw(named)))
