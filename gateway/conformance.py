"""For tests: an answer that is not what OpenAPI says of it is a failure of ours, and nobody gets it."""

from collections.abc import Iterable, Mapping

from flask import Flask, Response, request

from gateway import problems
from gateway.resource import JSON, Resource
from services.kit import replies
from services.kit.replies import ReplyMismatch
from services.kit.schema import Reply

Answers = Mapping[int, type[Reply]]


def require_described_answers(app: Flask, resources: Iterable[Resource]) -> None:
    """From here on a JSON answer of the resources has the fields that are written of it, and no others."""
    described = {f"{one.name}.{endpoint}": answers for one in resources for endpoint, answers in one.answers.items()}

    @app.after_request
    def check(answer: Response) -> Response:
        is_refusal_or_nothing = not 200 <= answer.status_code < 300
        if is_refusal_or_nothing or answer.mimetype != JSON or request.endpoint not in described:
            return answer
        try:
            _check(described[request.endpoint], answer)
        except ReplyMismatch as mismatch:
            return problems.of_defect(mismatch)
        return answer


def _check(answers: Answers, answer: Response) -> None:
    name = f"{request.method} {request.url_rule} {answer.status_code}"
    replies.require_match(name, answers.get(answer.status_code), answer.get_data())
