"""Hosts hold their answers to the replies by themselves; actions that a test calls without a bus are held to them here."""

import ast
import inspect
import sys
import textwrap
from collections import defaultdict
from functools import wraps

from services.kit import discovery, replies, wire
from services.kit.entrypoints import Rpc


def actions_of(service_class):
    """Each function whose result a method answers as it is: its module, its name, and the method's contract."""
    for _, method in inspect.getmembers(service_class, inspect.isfunction):
        requests = [entry.request for entry in getattr(method, "nameko_entrypoints", ()) if isinstance(entry, Rpc)]
        match ast.parse(textwrap.dedent(inspect.getsource(method))).body[0].body[-1]:
            case ast.Return(ast.Call(ast.Attribute(ast.Name(module), name))) if requests:
                yield sys.modules[method.__module__].__dict__[module], name, requests[0]


def held_to(request, action):
    """The action, whose result must be what the request's reply says."""

    @wraps(action)
    def hold(*args, **given):
        result = action(*args, **given)
        replies.require_match(request.method, request.reply, wire.dumps(result))
        return result

    return hold


def pytest_configure():
    requests = defaultdict(set)
    for service in discovery.service_names():
        for module, name, request in actions_of(discovery.service_class(service)):
            requests[module, name].add(request)
    for (module, name), found in requests.items():
        if len({request.reply for request in found}) == 1:
            setattr(module, name, held_to(found.pop(), getattr(module, name)))
