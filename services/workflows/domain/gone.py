"""What becomes of an open case when its person is a member no more: struck off, dead, moved out of the province.

What waits for nothing but them is over. What an office has to conclude all the same stays with it: a list that was sent up,
a complaint, a recommendation that the Party has.
"""

from typing import Final

from services.workflows.domain.process import Effect, Guard, Move, State

LEFT: Final = frozenset({
    "MATURED", "STRUCK_OFF", "EXPELLED", "WITHDRAWN", "DECEASED", "TRANSFERRED_EXTERNAL", "ANNULLED",
})  # fmt: skip
"""Statuses of whoever has been a member and is none today."""
ACTION: Final = "subject_left"
GONE: Final = State("gone", "Kết thúc vì không còn là đoàn viên", is_end=True)
NOT_DONE: Final = frozenset({"cancelled", GONE.code})
"""Ends after which the same may be begun again: nothing was done, or the person was no member then."""


def gone(*states: str, to: str = GONE.code, then: tuple[Effect, ...] = (), needs: tuple[Guard, ...] = ()) -> Move:
    """The services end the case from any of the states once its person is no member."""
    return Move(ACTION, "Không còn là đoàn viên", states, to, by="system", then=then, needs=needs)
