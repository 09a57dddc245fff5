"""What a case asks of other services, before anybody is asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.workflows.domain.case import Case
from services.workflows.domain.process import Effect
from services.workflows.domain.view import View


@dataclass(frozen=True)
class Errand:
    """One effect of one case, as the case has become by then. note and on: as of its wish."""

    view: View
    effect: Any
    note: str | None = None
    on: date | None = None

    @property
    def case(self) -> Case:
        return self.view.case


@dataclass(frozen=True)
class Wish:
    """What one case asks for. note: why, where a person said so. on: the day on which a person asked for it; none where the
    services carry out what was decided before."""

    view: View
    effects: tuple[Effect, ...]
    note: str | None = None
    on: date | None = None
