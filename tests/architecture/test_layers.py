"""What may know what, read from the code itself. import-linter says the same of whole packages; this is quick and exact."""

import ast
import re

import pytest

from tests.architecture import source

DOMAIN_WORDS = [
    "announcement",
    "attendance",
    "award",
    "ballot",
    "branch",
    "campaign",
    "card",
    "chapter",
    "committee",
    "contest",
    "delegation",
    "directive",
    "discipline",
    "district",
    "fee",
    "grassroots",
    "maturation",
    "meeting",
    "member",
    "minutes",
    "notification",
    "party_member",
    "process_code",
    "province",
    "secretary",
    "transfer",
    "vote",
    "workflow",
]
ALLOWED = {
    "MEMBER": "the role that everyone signed in holds over themselves",
    "membership": "of a collection",
}
COMMITS = {
    "services/members/seed.py": "fills an empty registry in one go, outside any call",
}
READS_ENVIRONMENT = {
    "services/kit/settings.py": "the one place",
    "services/kit/fixtures.py": "prepares the processes of tests",
    "services/kit/host.py": "prepares its own process before psycopg is imported",
    "services/kit/fork_server.py": "gives a fork the environment of a process of its own",
    "gateway/gunicorn.py": "is read by gunicorn before the application",
}
CATCHES_ALL = {
    "gateway/app.py": "the last word on whatever a request raised: a problem with a trace",
}


@pytest.mark.parametrize("path", source.files("services/kit"), ids=source.name)
def test_the_kit_has_no_word_of_the_domain(path):
    words = [*source.identifiers(path), *source.strings(path)]
    found = {
        word
        for text in words
        for word in re.findall(r"[A-Za-z]+", text.replace("_", " "))
        if word not in ALLOWED and word.lower().rstrip("s") in DOMAIN_WORDS
    }

    assert found == set()


@pytest.mark.parametrize("path", source.files("services", "gateway"), ids=source.name)
def test_queues_and_exchanges_are_spelled_in_topology_alone(path):
    if source.name(path) == "services/kit/topology.py":
        return
    spelled = [
        text
        for text in source.strings(path)
        if re.match(r"union\.(events|commands|dead)$|rpc-[a-z]*$|x-(queue|dead)|[a-z]+\.on\.", text)
    ]

    assert spelled == []


@pytest.mark.parametrize("service", source.SERVICES)
def test_a_service_imports_no_other_service(service):
    others = tuple(f"services.{other}" for other in source.SERVICES if other != service)
    crossing = [
        (source.name(path), imported)
        for path in source.files(f"services/{service}")
        for imported in source.imports(path)
        if imported.startswith(others)
    ]

    assert crossing == []


@pytest.mark.parametrize("service", source.SERVICES)
def test_domain_asks_the_world_nothing(service):
    worldly = (
        "sqlalchemy",
        "psycopg",
        "orjson",
        "os",
        "random",
        "uuid_utils",
        "services.kit.clock",
        "services.kit.ids",
    )
    found = [
        (source.name(path), imported)
        for path in source.files(f"services/{service}/domain")
        for imported in source.imports(path)
        if imported.split(".")[0] in worldly or imported.startswith(worldly[-2:])
    ]

    assert found == []


def test_the_environment_is_read_in_settings_alone():
    readers = [
        source.name(path)
        for path in source.files("services", "gateway")
        if {"os.environ", "os.getenv"} & set(dotted(path))
    ]

    assert set(readers) - READS_ENVIRONMENT.keys() == set()


def test_only_the_kit_catches_everything():
    catching = {
        source.name(path)
        for path in source.files("services", "gateway")
        if not source.name(path).startswith("services/kit/")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    }

    assert catching - CATCHES_ALL.keys() == set()


def test_only_the_kit_commits():
    committing = {
        source.name(path)
        for path in source.files("services")
        if not source.name(path).startswith("services/kit/")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("commit", "rollback")
    }

    assert committing - COMMITS.keys() == set()


@pytest.mark.parametrize("path", source.files("services", "gateway"), ids=source.name)
def test_a_file_tells_one_story(path):
    lines = path.read_text().splitlines()
    functions = [
        node for node in ast.walk(source.tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [node.name for node in functions if node.end_lineno - node.lineno + 1 > 50]

    assert (len(lines) <= 400, long) == (True, [])


def dotted(path):
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
