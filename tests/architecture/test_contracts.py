"""Contracts: every message has an example that its readers can load, and names that say what they are."""

import importlib
import inspect
import re

import pytest

from services.contracts import common
from services.kit import discovery, schema
from services.kit.policy import OPERATOR
from services.kit.schema import Command, Event, Message, Reply, Request
from tests.architecture.source import CONTRACTS

MODULES = {name: importlib.import_module(f"services.contracts.{name}") for name in CONTRACTS}
PRIVATE = re.compile(r"citizen|phone|email|address|ethnic|religion|health")


def classes(kind):
    for module in MODULES.values():
        for found in vars(module).values():
            if inspect.isclass(found) and issubclass(found, kind) and found.__module__ == module.__name__:
                yield found


MESSAGES = [found for found in classes(Message) if found not in (Event, Command)]
REQUESTS = [found for found in classes(Request) if "method" in vars(found)]


def name_of(found):
    return found.__name__


def test_there_is_something_to_check():
    assert len(MESSAGES) > 5
    assert len(REQUESTS) > 20


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_an_example_keeps_its_own_contract(message):
    assert schema.load(message, message.example, unknown="raise")


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_a_routing_key_names_its_owner_and_version(message):
    owner = CONTRACTS[message.__module__.rpartition(".")[2]]

    assert re.fullmatch(rf"{owner}\.[a-z]+(_[a-z]+)*\.v\d+", message.routing_key)


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_a_message_carries_nothing_private(message):
    assert [name for name in names(message.example) if PRIVATE.search(name)] == []


def names(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


def test_no_two_messages_share_a_key():
    keys = [message.routing_key for message in MESSAGES]

    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("request_class", REQUESTS, ids=name_of)
def test_a_method_names_its_owner_and_a_verb(request_class):
    owner = CONTRACTS[request_class.__module__.rpartition(".")[2]]

    assert re.fullmatch(rf"{owner}\.[a-z]+(_[a-z]+)*", request_class.method)


@pytest.mark.parametrize("request_class", REQUESTS, ids=name_of)
def test_a_request_says_what_is_answered(request_class):
    assert request_class.reply is not None
    assert issubclass(request_class.reply, Reply)
    assert request_class.reply().fields


def test_no_two_requests_share_a_method():
    methods = [request.method for request in REQUESTS]

    assert sorted(set(methods)) == sorted(methods)


@pytest.mark.parametrize("policy", discovery.policies(), ids=lambda policy: policy.service)
def test_a_policy_names_only_roles_that_exist(policy):
    assert {role for rule in policy.rules for role in rule.roles} <= {*common.ROLES, OPERATOR}
