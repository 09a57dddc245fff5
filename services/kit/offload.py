"""Work that would freeze every other worker: heavy computing in a child process with limits, slow native calls in a thread."""

import os
import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from services.kit.faults import Invalid

T = TypeVar("T")
_MB = 1024 * 1024
_NICE = 5


def run(fn: Callable[..., T], *args: Any, timeout_s: float = 60, memory_mb: int = 512) -> T:
    """What a module's function returns, computed in a child process.

    Raises what the function raised; Invalid("took-too-long" | "needs-too-much-memory") when it went over a limit.
    """
    work = pickle.dumps((fn.__module__, fn.__qualname__, args, memory_mb))
    processes = _subprocess()
    child = processes.Popen(
        [sys.executable, "-m", "services.kit.offload"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer, _ = child.communicate(work, timeout=timeout_s)
    except (subprocess.TimeoutExpired, processes.TimeoutExpired):
        raise Invalid("took-too-long", timeout_s=timeout_s) from None
    finally:
        child.kill()
        child.wait()
    if not answer:
        raise Invalid("needs-too-much-memory", memory_mb=memory_mb)
    ok, result = pickle.loads(answer)  # noqa: S301 - our own child wrote it
    if ok:
        return result  # type: ignore[no-any-return]
    raise result


def in_thread(fn: Callable[..., T], *args: Any) -> T:
    """What the function returns, called in a real thread: for native code that lets go of the interpreter (argon2).

    The thread gives way to those that answer other calls when the processors are busy.
    """
    eventlet = sys.modules.get("eventlet")
    if eventlet is not None and eventlet.patcher.is_monkey_patched("thread"):
        from eventlet import tpool

        return tpool.execute(_give_way_and_call, fn, *args)  # type: ignore[no-any-return]
    return fn(*args)


def _give_way_and_call(fn: Callable[..., T], *args: Any) -> T:
    thread_id = threading.get_native_id()
    if thread_id != os.getpid() and os.getpriority(os.PRIO_PROCESS, thread_id) < _NICE:
        os.setpriority(os.PRIO_PROCESS, thread_id, _NICE)
    return fn(*args)


def _subprocess() -> Any:
    eventlet = sys.modules.get("eventlet")
    if eventlet is not None and eventlet.patcher.is_monkey_patched("os"):
        from eventlet.green import subprocess as green

        return green
    return subprocess


def _child() -> None:
    import importlib

    module, name, args, memory_mb = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - our own parent wrote it
    out = sys.stdout.buffer
    sys.stdout = sys.stderr
    fn: Any = importlib.import_module(module)
    for part in name.split("."):
        fn = getattr(fn, part)
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * _MB, memory_mb * _MB))
    try:
        answer = (True, fn(*args))
    except MemoryError:
        return
    except Exception as error:
        answer = (False, error)
    out.write(pickle.dumps(answer))


if __name__ == "__main__":
    _child()
