"""The README of a service says what the service owns, hears, announces and asks for: its lists are those of the code."""

import ast
import importlib
import inspect
import re
from collections import Counter

import pytest

from services.kit import tables as kit_tables
from services.kit import topology
from services.kit.discovery import service_class
from services.kit.schema import Message
from tests.architecture import source
from tests.architecture.source import CONTRACTS, ROOT, SERVICES

TABLE = re.compile(r"`([a-z_]+)`")
CONTRACTS_FOLDER = ROOT / "services/contracts"
MESSAGE = re.compile(r"`([a-z]+\.[a-z_]+\.v[0-9]+)`")


def section(service, heading):
    text = (ROOT / "services" / service / "README.md").read_text()
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"services/{service}/README.md has no section “{heading}”"
    return found[1]


def tables_of(service):
    """Tables of the service's own, those that the kit brings left out."""
    for path in source.files(f"services/{service}"):
        if path.name.endswith("tables.py"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    held = importlib.import_module(f"services.{service}.tables").metadata.tables
    return set(held) - set(kit_tables.metadata.tables)


def messages():
    """Every message of the contracts by the name of its class."""
    modules = [importlib.import_module(f"services.contracts.{name}") for name in CONTRACTS]
    found = [value for module in modules for value in vars(module).values() if inspect.isclass(value)]
    return {value.__name__: value for value in found if issubclass(value, Message) and hasattr(value, "routing_key")}


def sent(service, verb):
    """Keys of the messages with which the service's code calls `tx.emit` or `tx.ask`."""
    known = messages()
    calls = [
        node
        for path in source.files(f"services/{service}")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == verb and node.args
    ]
    names = {getattr(call.args[0], "attr", None) or getattr(call.args[0], "id", "") for call in calls}
    return {known[name].routing_key for name in names}


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_the_tables_that_the_service_owns_or_copies(service):
    named = {name for heading in ("Owns", "Keeps copies of") for name in TABLE.findall(section(service, heading))}

    assert named == tables_of(service)


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_what_the_service_listens_to(service):
    queues = topology.readers_of(service_class(service))

    assert set(MESSAGE.findall(section(service, "Listens"))) == {
        queue.routing_key for queue in queues if queue != topology.witness_queue(service)
    }


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_what_the_service_announces(service):
    assert set(MESSAGE.findall(section(service, "Announces"))) == sent(service, "emit")


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_what_the_service_asks_of_others(service):
    assert set(MESSAGE.findall(section(service, "Asks"))) == sent(service, "ask")


def test_the_glossary_says_each_word_once():
    rows = re.findall(r"^\| ([^|]+) \|", (CONTRACTS_FOLDER / "GLOSSARY.md").read_text(), re.MULTILINE)

    assert sorted(word for word, count in Counter(rows).items() if count > 1) == []
