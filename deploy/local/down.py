"""`down`: nothing of this system runs any more; its data stays. Standard library only."""

from deploy.local import console, rabbitmq
from deploy.local.state import State
from deploy.local.supervision import Supervisor


def down(state: State) -> None:
    """Every process of this system has ended."""
    if not state.read():
        return
    with state.locked():
        supervisor = Supervisor(state)
        if supervisor.is_running():
            console.step("Dừng hệ thống")
        supervisor.stop()
        end_name_server(state)


def end_name_server(state: State) -> None:
    """The broker's name server, which outlives its node, has ended."""
    port = state.read().get("ports", {}).get("rabbitmq-names")
    if port:
        rabbitmq.end_name_server(port)
