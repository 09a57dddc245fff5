"""What the launcher says in the terminal. Steps go to standard error, so that standard output carries answers alone."""

import sys
import time
from collections.abc import Iterable, Sequence


def say(text: str = "") -> None:
    """A line for the person."""
    print(text, file=sys.stderr, flush=True)


def step(text: str) -> None:
    """What is being done now."""
    say(f"• {text}")


def answer(text: str) -> None:
    """What was asked for, on standard output."""
    print(text, flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows in columns, on standard output."""
    lines = [tuple(head), *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        answer("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


class Progress:
    """A bar that moves in a terminal; elsewhere a line at each tenth."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.started = time.monotonic()
        self.tenth = -1

    def show(self, done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 1.0
        if sys.stderr.isatty():
            bar = "█" * int(share * 30)
            spent_s = time.monotonic() - self.started
            print(
                f"\r  {self.text} {bar:░<30} {done:,}/{total:,} · {spent_s:.0f} giây ",
                end="",
                file=sys.stderr,
                flush=True,
            )
        elif int(share * 10) > self.tenth:
            say(f"  {self.text}: {share:.0%} ({done}/{total})")
        self.tenth = int(share * 10)

    def end(self) -> None:
        if sys.stderr.isatty():
            say()
