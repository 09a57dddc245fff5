"""What a child process may be asked to do."""

import time

from services.kit.faults import Conflict


def double(number):
    return number * 2


def burn(seconds):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        sum(range(1000))
    return "burnt"


def nap(seconds):
    time.sleep(seconds)
    return "slept"


def hoard(megabytes):
    return len([bytearray(1024 * 1024) for _ in range(megabytes)])


def fail():
    raise Conflict("no-paper", tray=2)
