"""What a defect leaves behind: a trace for us, nothing of the request."""

import structlog
from flask import Flask

from gateway import problems

SECRET = "mã-của-liên-kết"


def test_a_defect_is_logged_by_its_rule_and_not_by_the_address_that_may_be_a_key():
    app = Flask(__name__)
    app.register_error_handler(Exception, problems.of_defect)

    @app.get("/application-links/<token>")
    def broken(token: str) -> str:
        raise RuntimeError("broken")

    with structlog.testing.capture_logs() as logs:
        answer = app.test_client().get(f"/application-links/{SECRET}")

    assert answer.status_code == 500
    assert [line["path"] for line in logs] == ["/application-links/<token>"]
    assert SECRET not in str({name: value for line in logs for name, value in line.items() if name != "exc_info"})
