"""supervisord that never gives up: the pause before the next try grows by a second each time, to ten and no further.

Out of the box the pause grows without end, and a process is given up after `startretries` quick deaths.
"""

import sys
import time

from supervisor import supervisord
from supervisor.options import ProcessConfig
from supervisor.process import Subprocess
from supervisor.states import ProcessStates

LONGEST_PAUSE_S = 10


class PatientProcess(Subprocess):  # type: ignore[misc]  # supervisor ships no types
    """A process whose restarts are bounded in pause, not in number."""

    backoff: int

    def change_state(self, new_state: int, expected: bool = True) -> object:
        changed = super().change_state(new_state, expected)
        if new_state == ProcessStates.BACKOFF and self.backoff > LONGEST_PAUSE_S:
            self.backoff = LONGEST_PAUSE_S
            self.delay = time.time() + LONGEST_PAUSE_S
        return changed


def make_process(config: ProcessConfig, group: object = None) -> PatientProcess:
    """What supervisord calls for each program."""
    process = PatientProcess(config)
    process.group = group
    return process


if __name__ == "__main__":
    ProcessConfig.make_process = make_process
    supervisord.main(sys.argv[1:])
