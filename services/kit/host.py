"""Runs one service: `python -m services.kit.host members` (also `members-2`, or a module that holds SERVICE).

The first lines prepare the process; nothing may be imported before them. This is the only way to start a service.
"""

import os
import warnings

os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")  # else psycopg blocks every worker while it waits
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")  # a resolver of its own takes a quarter of a host's start to load
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated", category=Warning)

import eventlet  # noqa: E402

eventlet.monkey_patch()

import signal  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer, WorkerContext  # noqa: E402
from nameko.extensions import iter_extensions  # noqa: E402

from services.kit import discovery, entrypoints, green, health, inbox, jobs, log, metrics, settings  # noqa: E402
from services.kit.database import trouble  # noqa: E402
from services.kit.entrypoints import Transactions  # noqa: E402
from services.kit.hub import Hub  # noqa: E402

SCOUT_S = 2.0
"""How often a host looks for what is due; what it starts itself rings at once."""


class Container(ServiceContainer):
    """nameko's container with a shorter way from a message to its method: an entrypoint runs the method itself."""

    def _run_worker(self, worker_ctx: WorkerContext, handle_result: Any) -> None:
        result = exc_info = None
        entrypoint = worker_ctx.entrypoint
        try:
            self._inject_dependencies(worker_ctx)
            result = entrypoint.run(worker_ctx.service, *worker_ctx.args)
        except Exception:
            exc_info = sys.exc_info()
        handle_result(worker_ctx, result, exc_info)
        del exc_info

    def __init__(self, service_cls: type[Any], config: dict[str, Any]) -> None:
        super().__init__(service_cls, config)
        witness = entrypoints.Witness().bind(self.interface, "witness")
        self.entrypoints.add(witness)
        self.subextensions.update(iter_extensions(witness))

    @property
    def hub(self) -> Hub:
        """What the entries of this host share."""
        return next(extension for extension in self.extensions if isinstance(extension, Hub))

    def missing(self) -> list[str]:
        """What this host lacks to do its work."""
        missing = [] if self.hub.bus.ready.is_set() else ["broker"]
        missing += self.hub.bus.deaf_queues()
        missing += entrypoints.stuck_readers(self)
        try:
            with self.database.transaction() as tx:
                for state, count in inbox.counts(tx).items():
                    metrics.FAILED.labels(self.service_name, state).set(count)
        except Exception:
            missing.append("database")
        return missing

    @property
    def database(self) -> Any:
        """The service's database."""
        return next(item.database for item in self.dependencies if isinstance(item, Transactions))

    def scout(self) -> None:
        """Look for what has become due: jobs that other hosts left, and messages set aside whose time has come."""
        readers = entrypoints.readers(self)
        while not self.hub.rest(SCOUT_S):
            try:
                self._look(readers)
            except Exception as error:
                away = trouble(error)
                log.get().warning("scout_stumbled", error=type(error).__name__, exc_info=None if away else error)

    def _look(self, readers: dict[str, inbox.Reader]) -> None:
        with self.database.transaction() as tx:
            kinds, failed = jobs.due_kinds(tx), inbox.is_due(tx)
        for kind in kinds:
            self.hub.ring(kind)
        while failed and not self.hub.stopping and inbox.retry_due(self.database, readers):
            pass


def container(name: str) -> Container:
    """The service of that name, ready to start."""
    service = discovery.service_class(name if "." in name else name.partition("-")[0])
    given = settings.read()
    # Greenlets are cheap: readers and timers never wait for a place. Calls are limited by Requests, queries by the pool.
    return Container(service, {"AMQP_URI": given.amqp_url, "max_workers": given.workers + 200})


def main() -> None:
    """Serve until SIGTERM; then finish what has begun, answer it, and leave with 0."""
    name = sys.argv[1]
    given = settings.read()
    log.configure(name, given.log)
    green.install()
    host = container(name)
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(host.stop))
    signal.signal(signal.SIGINT, lambda *_: eventlet.spawn_n(host.stop))
    host.start()
    host.spawn_managed_thread(host.scout, identifier="scout")
    health.serve(given.metrics_port, host.missing)
    log.get().info("ready", service=host.service_name)
    host.wait()


if __name__ == "__main__":
    main()
