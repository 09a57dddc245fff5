"""How gunicorn runs the gateway: `gunicorn -c gateway/gunicorn.py gateway.app:make()`. Patched before anything is imported."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import resource  # noqa: E402
import shutil  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

# The library that counts looks where to keep counts at its import, and the settings' own imports may bring it along.
_counts = Path(os.environ.get("DOANSO_STATE", ".doanso")) / "metrics" / "gateway"
_counts.mkdir(parents=True, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts.resolve())

from prometheus_client import multiprocess  # noqa: E402

from gateway.counts import limits_file  # noqa: E402
from services.kit import settings  # noqa: E402

_given = settings.read()
_is_local = urlsplit(_given.public_url).hostname in ("127.0.0.1", "localhost")
_, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))  # one for each connection

bind = f"{'127.0.0.1' if _is_local else '0.0.0.0'}:{_given.port}"  # noqa: S104 - a public address means a public door
worker_class = "gateway.worker.Worker"
workers = 2
worker_connections = 2000
timeout = 60
graceful_timeout = 5
keepalive = 75
wsgi_app = "gateway.app:make()"
accesslog = None
loglevel = "warning"
proc_name = "doanso-gateway"
limit_request_line = 8190
limit_request_field_size = 16_380


def on_starting(_server: Any) -> None:
    """Counts begin anew."""
    shutil.rmtree(_counts, ignore_errors=True)
    _counts.mkdir(parents=True)
    limits_file(_given.state).unlink(missing_ok=True)


def child_exit(_server: Any, worker: Any) -> None:
    """A dead worker's gauges are gone; its counts stay."""
    multiprocess.mark_process_dead(worker.pid, path=str(_counts))
