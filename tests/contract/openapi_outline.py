"""The HTTP API in lines that a reader can compare. `python -m tests.contract.openapi_outline` writes the committed one anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gateway.app import create_app
from services.kit import wire

COMMITTED = Path(__file__).parent / "openapi.txt"


def document() -> dict[str, Any]:
    """The OpenAPI document as it is served."""
    app = create_app(None, store=None)  # type: ignore[arg-type]  # nothing is asked
    shown: dict[str, Any] = wire.loads(app.test_client().get("/api/openapi.json").data)
    return shown


def outline(described: dict[str, Any]) -> str:
    """Verb, path, what it takes, what it answers: one block an operation, in order."""
    return "\n".join(_lines(described)) + "\n"


def _lines(described: dict[str, Any]) -> Iterator[str]:
    for path, operations in sorted(described["paths"].items()):
        for verb in ("get", "post", "put", "patch", "delete"):
            if operation := operations.get(verb):
                yield f"{verb.upper()} {path}{'' if operation['security'] else '  (anyone)'}"
                yield from _takes(described, operation)
                yield from _answers(operation)


def _takes(described: dict[str, Any], operation: dict[str, Any]) -> Iterator[str]:
    for place in ("query", "header"):
        given = [_named(one) for one in operation.get("parameters", ()) if one["in"] == place]
        if given:
            yield f"  {place}  {' '.join(sorted(given))}"
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = _resolved(described, content["schema"])
        required = set(schema.get("required", ()))
        names = [name + ("*" if name in required else "") for name in schema["properties"]]
        yield f"  body   {kind}  {' '.join(sorted(names))}"


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    refusals = []
    for status, answer in sorted(operation["responses"].items()):
        schema = next(iter(answer.get("content", {"": {}}).values())).get("schema", {})
        shape = schema.get("$ref", "").rpartition("/")[2] or schema.get("type", "")
        if shape == "ProblemView":
            refusals.append(status)
        else:
            yield f"  {status}    {shape} {' '.join(sorted(answer.get('headers', {})))}".rstrip()
    yield f"  refused  {' '.join(refusals)}"


def _named(parameter: dict[str, Any]) -> str:
    return parameter["name"] + ("*" if parameter.get("required") else "")


def _resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = described["components"]["schemas"][name] if name else schema
    return found


if __name__ == "__main__":
    COMMITTED.write_text(outline(document()))
