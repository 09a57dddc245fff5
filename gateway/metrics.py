"""What the gateway counts. Several workers keep their counts in one folder, which gunicorn.py sets before this is imported."""

import time

from flask import Flask, Response, g, request
from prometheus_client import Histogram

_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
REQUESTS = Histogram(
    "doanso_http_seconds", "Requests answered, by route", ["route", "method", "status"], buckets=_STEPS
)


def measure(app: Flask) -> None:
    """Every answer is counted, with the time it took."""

    @app.after_request
    def count(answer: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(route, request.method, str(answer.status_code)).observe(time.perf_counter() - g.began_at)
        return answer
