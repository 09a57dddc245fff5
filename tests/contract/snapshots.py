"""Who may do what where, what each move of a process needs, and which queue hears what, as they were last agreed.

`python -m tests.contract.snapshots` agrees anew.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.kit import topology
from services.kit.discovery import policies
from services.kit.policy import matrix
from services.workflows import registry

FOLDER = Path(__file__).parent


def permissions() -> str:
    """What `./doanso permissions` prints: service, action, roles, place."""
    return "".join("\t".join(line) + "\n" for policy in policies() for line in matrix(policy))


def queues() -> str:
    """Every durable queue: name, exchange, routing key, arguments."""
    lines = (
        (queue.name, queue.exchange, queue.routing_key, " ".join(f"{name}={value}" for name, value in queue.arguments))
        for queue in topology.expected()
    )
    return "".join("\t".join(line).rstrip() + "\n" for line in lines)


def guards() -> str:
    """Every guard of every move: process, move, guard."""
    lines = (
        (process.code, move.action, _name(guard))
        for process in registry.PROCESSES.values()
        for move in (process.opening, *process.moves)
        for guard in move.needs
    )
    return "".join("\t".join(line) + "\n" for line in lines)


def _name(guard: Callable[..., Any]) -> str:
    """The guard's module and name; of one that was made, what it was made of."""
    name = f"{guard.__module__.rpartition('.')[2]}.{guard.__qualname__}".replace(".<locals>", "")
    cells = [cell.cell_contents for cell in getattr(guard, "__closure__", None) or ()]
    of = [_name(each) if callable(each) else str(each) for each in cells]
    return f"{name}({', '.join(of)})" if of else name


AGREED = {"guards.txt": guards, "permissions.txt": permissions, "topology.txt": queues}

if __name__ == "__main__":
    for name, made in AGREED.items():
        (FOLDER / name).write_text(made())
