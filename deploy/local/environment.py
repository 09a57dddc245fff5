"""The Python environment of the checkout: `.doanso/venv`, with the locked requirements. Standard library only.

python3 -m deploy.local.environment runtime local     # by the file `doanso`, before anything else is imported
"""

import hashlib
import subprocess
import sys
import sysconfig
from pathlib import Path

from deploy.local import console, machine
from deploy.local.program import CannotStart
from deploy.local.state import CHECKOUT

VENV = CHECKOUT / ".doanso" / "venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = CHECKOUT / "deploy" / "requirements"
BASE_PYTHON: str = getattr(
    sys, "_base_executable", sys.executable
)  # also when a broken environment's own python runs this
WHAT = {
    "runtime": "thư viện của hệ thống",
    "local": "cơ sở dữ liệu và trình giám sát",
    "test": "công cụ kiểm thử",
    "bench": "công cụ đo",
    "node": "Node để dựng giao diện",
}


def ensure(*purposes: str) -> None:
    """The environment exists and holds these requirement files, as they are now."""
    if not _works():
        machine.require_disk(VENV.parent, mib=1500)
        _make()
    for purpose in purposes:
        if not _is_current(purpose):
            _install(purpose)


def _works() -> bool:
    return PYTHON.exists() and _run(str(PYTHON), "-m", "pip", "--version").returncode == 0


def _make() -> None:
    console.step(f"Tạo môi trường Python {sys.version_info.major}.{sys.version_info.minor} trong {VENV}")
    if _run(BASE_PYTHON, "-c", "import ensurepip, venv").returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        is_systems = sysconfig.get_path("stdlib").startswith("/usr/lib/")
        if not is_systems:
            raise CannotStart(f"Python {sys.executable} thiếu ensurepip. Hãy cài Python {version} đầy đủ rồi chạy lại.")
        machine.install(f"python{version}-venv", why="Python của máy thiếu phần tạo môi trường")
    made = _run(BASE_PYTHON, "-m", "venv", "--clear", str(VENV))
    if made.returncode:
        raise CannotStart(f"Không tạo được môi trường Python trong {VENV}:\n{made.stdout}{made.stderr}")


def _install(purpose: str) -> None:
    console.step(f"Cài {WHAT[purpose]} (deploy/requirements/{purpose}.txt)")
    file = REQUIREMENTS / f"{purpose}.txt"
    done = _run(
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(file),
    )
    if done.returncode:
        raise CannotStart(
            "Không cài được thư viện Python: kiểm tra mạng, hoặc cấu hình pip trỏ tới kho gói trong mạng của cơ quan, "
            f"rồi chạy lại.\n{done.stderr.strip()[-1500:]}"
        )
    _stamp(purpose).write_text(_digest(purpose))


def _is_current(purpose: str) -> bool:
    stamp = _stamp(purpose)
    return stamp.exists() and stamp.read_text() == _digest(purpose)


def _stamp(purpose: str) -> Path:
    return VENV / f".{purpose}.sha256"


def _digest(purpose: str) -> str:
    return hashlib.sha256((REQUIREMENTS / f"{purpose}.txt").read_bytes()).hexdigest()


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True)


if __name__ == "__main__":
    try:
        ensure(*sys.argv[1:])
    except CannotStart as failure:
        console.say(f"\n✗ {failure}")
        sys.exit(1)
