"""What a process counts, for `/metrics`."""

from prometheus_client import Counter, Gauge, Histogram

_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

CALLS = Histogram("doanso_rpc_seconds", "Calls answered, by method", ["method"], buckets=_STEPS)
REFUSED = Counter("doanso_rpc_refused_total", "Calls refused because the host is overloaded")
MESSAGES = Counter("doanso_messages_total", "Messages that had their effect or were set aside", ["key"])
FAILED = Gauge("doanso_failed_messages", "Messages set aside", ["service", "state"])
PUBLISHED = Counter("doanso_outbox_published_total", "Messages published by the relay", ["service"])
BACKLOG = Gauge("doanso_outbox_waiting_seconds", "Age of the oldest message not yet published", ["service"])
JOBS = Counter("doanso_jobs_total", "Jobs run, by kind", ["kind"])
