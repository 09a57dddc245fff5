"""What a service may raise. The class says how to answer, the code says what is true.

    Fault
    ├── Invalid          422  the request itself is wrong; carries errors={field: [text]}
    ├── Unauthenticated  401  nobody we know is asking
    ├── Denied           403  we know who asks, and they may not; carries action and reason
    ├── NotFound         404  there is no such thing, or its existence is private
    ├── Conflict         409  the thing's state forbids it; may carry refusals=[{code, text, mend}]
    ├── Stale            412  the caller looked at an older version
    └── Unavailable      503  not now; carries retry_after_s

Fields must be JSON-able once `wire.dumps` has seen them (ids, instants and days are). A fault may carry `text` and `mend`
in Vietnamese, which win over the gateway's catalogue.
"""

from typing import Any, ClassVar, Self


class Fault(Exception):
    """Something a caller can understand and, often, mend."""

    status: ClassVar[int] = 500
    keeps = False
    """The transaction commits what it did before this was raised: a failed sign-in is counted."""

    def __init__(self, code: str, /, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def keeping(self) -> Self:
        """The same fault, raised after something that must be remembered."""
        self.keeps = True
        return self

    def __str__(self) -> str:
        return f"{self.code} {self.fields}" if self.fields else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return _revived, (type(self), self.code, self.fields)  # with its fields, also out of a child process

    def wire(self) -> dict[str, Any]:
        """The error part of an RPC reply, in the shape nameko's own clients read."""
        name = type(self).__name__
        return {
            "exc_type": name,
            "exc_path": f"services.kit.faults.{name}",
            "exc_args": [self.code],
            "value": self.code,
            "code": self.code,
            "fields": self.fields,
        }

    @staticmethod
    def from_wire(error: dict[str, Any]) -> "Fault":
        """The fault a service raised; anything we do not know becomes Unexpected, without its text."""
        kind = _KINDS.get(error.get("exc_type", ""))
        if kind is None:
            return Unexpected("unexpected", **error.get("fields", {}))
        return kind(error.get("code") or error.get("value") or "unexpected", **error.get("fields", {}))


class Invalid(Fault):
    """The request is wrong in itself."""

    status = 422

    def __init__(self, code: str = "invalid", /, **fields: Any) -> None:
        super().__init__(code, **fields)


class Unauthenticated(Fault):
    """Nobody we know is asking."""

    status = 401


class Denied(Fault):
    """The asker may not; fields `action` and `reason` say what and why."""

    status = 403


class NotFound(Fault):
    """There is no such thing for this asker."""

    status = 404


class Conflict(Fault):
    """The state of the thing forbids it."""

    status = 409


class Stale(Fault):
    """The asker looked at an older version."""

    status = 412


class Unavailable(Fault):
    """Not now; `retry_after_s` says when."""

    status = 503

    def __init__(self, code: str = "unavailable", /, **fields: Any) -> None:
        super().__init__(code, **{"retry_after_s": 1} | fields)


class Unexpected(Fault):
    """A defect of ours: the caller learns the trace alone. Raised by the client side only, never by a service."""


def _revived(kind: type[Fault], code: str, fields: dict[str, Any]) -> Fault:
    return kind(code, **fields)


_KINDS: dict[str, type[Fault]] = {
    kind.__name__: kind
    for kind in (Invalid, Unauthenticated, Denied, NotFound, Conflict, Stale, Unavailable, Unexpected)
}
