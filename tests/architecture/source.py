"""The code as data, for tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("members", "workflows", "meetings", "messaging")
CONTRACTS = {
    "members": "members",
    "accounts": "members",
    "administration": "members",
    "audit": "(members|workflows|messaging)",
    "units": "members",
    "changes": "members",
    "imports": "members",
    "duplicates": "members",
    "edit_requests": "members",
    "fees": "members",
    "figures": "members",
    "overviews": "members",
    "award_forms": "members",
    "calendar_days": "members",
    "training_items": "members",
    "registry_copies": "members",
    "sittings": "members",
    "attendances": "workflows",
    "report_drafts": "members",
    "report_submissions": "members",
    "waiting": "members",
    "workflows": "workflows",
    "inbox": "workflows",
    "openings": "workflows",
    "applications": "workflows",
    "bulk_acts": "workflows",
    "campaigns": "workflows",
    "packages": "workflows",
    "delegations": "workflows",
    "meetings": "meetings",
    "messaging": "messaging",
    "paper_copies": "messaging",
    "verification": "messaging",
    "symbols": "messaging",
    "slips": "messaging",
}
"""Module of services/contracts → the service that keeps it, as a pattern where several answer alike."""


def files(*folders: str) -> list[Path]:
    """Every Python file below the folders, migrations left out: they are history."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if not {"migrations", "web"} & set(path.relative_to(ROOT).parts)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strings(path: Path) -> Iterator[str]:
    """The texts that a file's code holds, docstrings left out."""
    skipped = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def identifiers(path: Path) -> Iterator[str]:
    """The names that a file's code defines or uses."""
    for node in ast.walk(tree(path)):
        for field in ("id", "attr", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield value
