"""Every call that is not public leads to a question whether its caller may: `require`, `is_allowed` or `visible`."""

import ast
import importlib
import re
from collections import defaultdict

import pytest

from services.kit.discovery import policies
from services.kit.schema import Request
from tests.architecture import source

ASKING = {"require", "require_somewhere", "is_allowed", "visible", "refusal"}
OWN = "is about the caller's own account"
STARTER = "a job is shown to whoever started it alone: kit.jobs asks"
EXEMPT = {
    "members.start_second_factor": OWN,
    "members.confirm_second_factor": OWN,
    "members.list_sessions": OWN,
    "members.check_session": OWN,
    "workflows.get_job": STARTER,
    "messaging.get_job": STARTER,
    "workflows.cancel_job": STARTER,
    "members.list_jobs": STARTER,
    "workflows.list_jobs": STARTER,
    "messaging.list_jobs": STARTER,
    "meetings.get_health": "tells that the service is there",
    "messaging.get_health": "tells that the service is there",
}
"""`service.method`: why nobody need be asked."""


def entries():
    """(service, request class, method) for each `@rpc(contract.Request)`."""
    for service in source.SERVICES:
        for path in source.files(f"services/{service}"):
            for node in ast.walk(source.tree(path)):
                for decorator in getattr(node, "decorator_list", ()):
                    if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "rpc":
                        yield service, request_of(service, decorator.args[0]), node


def request_of(service, argument):
    name = argument.attr if isinstance(argument, ast.Attribute) else argument.id
    modules = [module for module, owner in source.CONTRACTS.items() if re.fullmatch(owner, service)]
    known = [vars(importlib.import_module(f"services.contracts.{module}")) for module in modules]
    [found] = [module[name] for module in known if name in module]
    assert issubclass(found, Request)
    return found


def functions_of(service):
    """Every function of a service by its name."""
    found = defaultdict(list)
    for path in source.files(f"services/{service}"):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef):
                found[node.name].append(node)
    return found


def called(node):
    calls = (call.func for call in ast.walk(node) if isinstance(call, ast.Call))
    return {getattr(function, "attr", None) or getattr(function, "id", "") for function in calls}


def asks(functions, node):
    """The method, or something of its service that it calls, asks."""
    seen: set[int] = set()
    todo = [node]
    while todo:
        names = called(todo.pop())
        if names & ASKING:
            return True
        fresh = [function for name in names for function in functions.get(name, ()) if id(function) not in seen]
        seen |= {id(function) for function in fresh}
        todo += fresh
    return False


ENTRIES = list(entries())
FUNCTIONS = {service: functions_of(service) for service in source.SERVICES}


@pytest.mark.parametrize(("service", "request_class", "node"), [pytest.param(*e, id=e[1].method) for e in ENTRIES])
def test_a_call_that_is_not_public_asks_whether_its_caller_may(service, request_class, node):
    asked = asks(FUNCTIONS[service], node)

    assert asked or request_class.public or request_class.method in EXEMPT


def test_every_exemption_is_of_a_call_that_exists():
    assert EXEMPT.keys() - {request.method for _service, request, _node in ENTRIES} == set()


def asked_actions(service):
    """The actions that calls of `require` and its like name, as far as they are spelt there."""
    for path in source.files(f"services/{service}"):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKING:
                texts = (each.value for each in node.args if isinstance(each, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def spelt(service):
    """Every text of the service's code but the table itself."""
    files = [path for path in source.files(f"services/{service}") if path.name != "policy.py"]
    return {text for path in files for text in source.strings(path)}


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.service)
def test_every_action_that_is_asked_for_stands_in_the_table(policy):
    assert set(asked_actions(policy.service)) - {rule.action for rule in policy.rules} == set()


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.service)
def test_every_action_in_the_table_is_asked_for(policy):
    assert {rule.action for rule in policy.rules} - spelt(policy.service) == set()
