"""What each service's code records in its audit, read from the code itself."""

import ast
import re
from collections.abc import Iterator

from tests.architecture import source

_ACTION = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def recorded(service: str) -> dict[str, str]:
    """Every action that the service's code names where it records an act, with the file that does."""
    files = (path for path in source.files(f"services/{service}") if path.name != "seed.py")
    return {action: source.name(path) for path in files for action in _recorded_in(source.tree(path))}


def composed(service: str) -> list[str]:
    """Files where an action is put together of parts, so that no name stands in the code."""
    return [
        source.name(path)
        for path in source.files(f"services/{service}")
        for call, _ in _records(source.tree(path))
        if isinstance(call.args[0], ast.JoinedStr)
    ]


def _recorded_in(tree: ast.Module) -> Iterator[str]:
    for call, function in _records(tree):
        given = call.args[0]
        if isinstance(given, ast.Name) and function is not None:
            yield from _values(tree, function, given.id)
        else:
            yield from _actions(given)


def _records(tree: ast.Module) -> Iterator[tuple[ast.Call, Function | None]]:
    """Each call that records an act, with the function that makes it."""
    holders = {id(node): each for each in _functions(tree) for node in ast.walk(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record" and node.args:
            yield node, holders.get(id(node))


def _values(tree: ast.Module, function: Function, name: str) -> Iterator[str]:
    """What a variable of the function may be: what its callers pass, or what its body names."""
    if name not in {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}:
        yield from _actions(function)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function.name:
            yield from _actions(node)


def _actions(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and _ACTION.fullmatch(each.value):
            yield each.value


def _functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]
