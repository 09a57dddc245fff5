"""Mutants of the product: a guard removed, a comparison swapped, a message dropped; each one place in one file."""

import ast
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
OPERATOR = re.compile(rb"<=|>=|==|!=|<|>|\bnot\s+in\b|\bin\b|\bis\s+not\b|\bis\b")
SENDING = ("emit", "ask")
LEFT_OUT = ("/migrations/", "/seeding/", "fixtures.py", "fork_server.py", "/web/")


@dataclass(frozen=True)
class Mutant:
    """One change: bytes `start` to `end` of a file become `text`. `function` is what the place lies in."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    text: bytes
    function: str

    @property
    def area(self) -> str:
        """The service, or `gateway`."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "services" else parts[0]

    def apply(self, source: bytes) -> bytes:
        """The file's text with the change."""
        return source[: self.start] + self.text + source[self.end :]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.kind}"


def find_mutants(root: Path) -> list[Mutant]:
    """Every mutant of services and gateway, in the order of files and lines."""
    paths = sorted(path for folder in ("services", "gateway") for path in (root / folder).rglob("*.py"))
    names = [path.relative_to(root).as_posix() for path in paths]
    return [
        mutant
        for path, name in zip(paths, names, strict=True)
        if not any(part in f"/{name}" for part in LEFT_OUT)
        for mutant in find_mutants_of(name, path.read_bytes())
    ]


def find_mutants_of(name: str, source: bytes) -> list[Mutant]:
    """The mutants of one file."""
    found = _Finder(name, source)
    found.visit(ast.parse(source))
    return found.mutants


def sample_mutants(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """Mutants of each area and kind in turn, as long as there are any; the same for the same seed."""
    chance = random.Random(seed)
    groups: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        groups[mutant.area, mutant.kind].append(mutant)
    for members in groups.values():
        chance.shuffle(members)
    turns = [members[place] for place in range(size) for members in groups.values() if place < len(members)]
    return turns[:size]


class _Finder(ast.NodeVisitor):
    def __init__(self, name: str, source: bytes) -> None:
        self._name, self._source = name, source
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._functions: list[str] = []
        self.mutants: list[Mutant] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:  # ast's own name
        self._functions.append(node.name)
        self.generic_visit(node)
        self._functions.pop()

    def visit_If(self, node: ast.If) -> None:
        if not node.orelse and len(node.body) == 1 and isinstance(node.body[0], ast.Raise):
            self._add(node, "guard removed", b"pass")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        called = _called(node.value)
        if called.startswith("require"):
            self._add(node, "guard removed", b"pass")
        elif called in SENDING:
            self._add(node, "message dropped", b"pass")
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg == "needs" and isinstance(node.value, ast.Tuple):
            for dropped in node.value.elts:
                rest = [self._segment(each) for each in node.value.elts if each is not dropped]
                self._add(
                    node.value, "need dropped", b"(" + b"".join(each + b", " for each in rest) + b")", dropped.lineno
                )
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1:
            start, end = self._end(node.left), self._start(node.comparators[0])
            if found := OPERATOR.search(self._source, start, end):
                self._append(node.lineno, "comparison swapped", *found.span(), SWAPS[type(node.ops[0])].encode())
        self.generic_visit(node)

    def _add(self, node: ast.expr | ast.stmt, kind: str, text: bytes, line: int | None = None) -> None:
        self._append(line or node.lineno, kind, self._start(node), self._end(node), text)

    def _append(self, line: int, kind: str, start: int, end: int, text: bytes) -> None:
        function = self._functions[-1] if self._functions else ""
        self.mutants.append(Mutant(self._name, line, kind, start, end, text, function))

    def _segment(self, node: ast.expr) -> bytes:
        return self._source[self._start(node) : self._end(node)]

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.end_lineno - 1] + node.end_col_offset


def _called(node: ast.expr) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def list_tests(mutant: Mutant, root: Path) -> Iterator[list[str]]:
    """Tests that may see the mutant, the quick ones first: those that start nothing, then integration that names its place."""
    yield from list_unit_tests(mutant, root)
    folder = root / "tests/integration" / mutant.area
    if not folder.is_dir():
        folder = root / "tests/integration/together"
    files = sorted(folder.rglob("test_*.py"))
    yield _relative(_naming(mutant, files) or files, root)


def list_unit_tests(mutant: Mutant, root: Path) -> Iterator[list[str]]:
    """Tests that start nothing: those that name the mutant's place, then all of its area, contract and authority."""
    folder = root / "tests/unit" / mutant.area
    files = [*sorted(folder.rglob("test_*.py")), *sorted((root / "tests/unit").glob("test_*.py"))]
    if naming := _naming(mutant, files):
        yield _relative(naming, root)
    rest = [file for file in files if file not in naming]
    yield [*_relative(rest, root), "tests/contract", "tests/architecture/test_authority.py"]


def _naming(mutant: Mutant, files: list[Path]) -> list[Path]:
    """The files that name the mutant's module or function, whoever has it in its own name first."""
    found = [file for file in files if names(mutant, file.stem, file)]
    return sorted(found, key=lambda file: not any(word in file.stem for word in _words(mutant)))


def names(mutant: Mutant, stem: str, file: Path) -> bool:
    """Whether the file of tests names the mutant's module or function."""
    return any(word in stem for word in _words(mutant)) or (
        file.exists() and any(word in file.read_text() for word in _words(mutant))
    )


def _words(mutant: Mutant) -> set[str]:
    return {Path(mutant.path).stem, mutant.function} - {"", "service", "store", "__init__"}


def _relative(files: list[Path], root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in files]
