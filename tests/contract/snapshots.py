"""Who may do what where, and which queue hears what, as they were last agreed. `python -m tests.contract.snapshots` agrees anew."""

from pathlib import Path

from services.kit import topology
from services.kit.discovery import policies
from services.kit.policy import matrix

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


AGREED = {"permissions.txt": permissions, "topology.txt": queues}

if __name__ == "__main__":
    for name, made in AGREED.items():
        (FOLDER / name).write_text(made())
