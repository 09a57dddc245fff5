"""One signed-in account over HTTP, as a program of another office would use the API."""

import time
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import requests

from tests.journeys.system import NotInTime

FRESH_S = 420
_tokens: dict[tuple[str, str], tuple[str, float]] = {}
AGAIN = (429, 502, 503, 504)
"""Answers that mean: the same request, with the same key, in a moment."""


class Unexpected(AssertionError):
    """An answer that the journey did not expect."""


class Client:
    """One account on kept connections. Changes carry an Idempotency-Key and are sent again until answered or out of patience."""

    def __init__(self, url: str, token: str | None = None, *, patience_s: float = 30) -> None:
        self.url, self.token, self.patience_s = url, token, patience_s
        self._session = requests.Session()
        self.tries = 0

    @classmethod
    def signed_in(cls, url: str, account: dict[str, str], *, patience_s: float = 30) -> Self:
        """A client that bears the account's token; one of the last minutes is used again."""
        login = account["login"]
        token, made_at = _tokens.get((url, login), ("", -FRESH_S))
        if time.monotonic() - made_at >= FRESH_S:
            given = cls(url, patience_s=max(60, patience_s)).post(
                "/tokens", {"login": login, "password": account["password"]}
            )
            token, made_at = given["access_token"], time.monotonic()
            _tokens[url, login] = token, made_at
        return cls(url, token, patience_s=patience_s)

    @staticmethod
    def forget(url: str, account: dict[str, str]) -> None:
        """The account's token is not used again: it was revoked."""
        _tokens.pop((url, account["login"]), None)

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON."""
        return self._good(self.send("GET", path, params=query)).json()

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """The answer's JSON; sent again with the same key while the system cannot answer."""
        return self._good(self.send("POST", path, json={} if body is None else body, key=key or str(uuid4()))).json()

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        """The answer's JSON."""
        return self._good(self.send("PATCH", path, json=body, headers=headers)).json()

    def put(self, path: str, body: Any) -> Any:
        """The answer's JSON."""
        return self._good(self.send("PUT", path, json=body)).json()

    def upload(self, path: str, file: Path, **fields: str) -> Any:
        """The answer to a multipart upload."""
        content = file.read_bytes()
        files = {"file": (file.name, content)}
        return self._good(self.send("POST", path, files=files, data=fields, key=str(uuid4()))).json()

    def status(self, verb: str, path: str, **how: Any) -> int:
        """The status of one answer, without insisting."""
        answered: int = self.once(verb, path, **how).status_code
        return answered

    def send(
        self, verb: str, path: str, *, key: str | None = None, headers: dict[str, str] | None = None, **how: Any
    ) -> requests.Response:
        """The first answer that is not “not now”. Raises NotInTime when patience ends."""
        ends = time.monotonic() + self.patience_s
        said = "nothing"
        while time.monotonic() < ends:
            try:
                answer = self.once(verb, path, key=key, headers=headers, **how)
            except requests.RequestException as failure:
                said = type(failure).__name__
            else:
                if answer.status_code not in AGAIN:
                    return answer
                said = f"{answer.status_code} {answer.text[:200]}"
            self.tries += 1
            time.sleep(0.2)
        raise NotInTime(f"{verb} {path}: no answer in {self.patience_s:.0f} s; last: {said}")

    def once(
        self, verb: str, path: str, *, key: str | None = None, headers: dict[str, str] | None = None, **how: Any
    ) -> requests.Response:
        """One request, one answer."""
        sent = {**(headers or {})}
        if key is not None:
            sent["Idempotency-Key"] = key
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        address = path if path.startswith("http") else f"{self.url}/api/v1{path}"
        return self._session.request(verb, address, headers=sent, timeout=30, **how)

    def _good(self, answer: requests.Response) -> requests.Response:
        if not answer.ok:
            raise Unexpected(
                f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text[:600]}"
            )
        return answer
