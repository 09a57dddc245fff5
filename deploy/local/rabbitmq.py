"""A RabbitMQ node of our own in a folder, beside whatever else runs on the machine.

Needs the Debian package rabbitmq-server, but not its system service. The wrapper in PATH changes user; the scripts beside
the library do not, so the node runs as whoever starts it.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from deploy.local.program import CannotStart, Program

PROTOCOL_HEADER = b"AMQP\x00\x00\x09\x01"
USER = "doanso"
VHOST = "doanso"
KEPT = "rabbitmq.json"


@dataclass(frozen=True)
class RabbitSite:
    """A prepared folder: what to run, and how to reach it once it runs."""

    folder: Path
    port: int
    dist_port: int
    epmd_port: int
    node: str
    password: str

    @property
    def url(self) -> str:
        return self.url_for(VHOST)

    def url_for(self, vhost: str) -> str:
        return f"amqp://{USER}:{self.password}@127.0.0.1:{self.port}/{quote(vhost, safe='')}"

    def program(self) -> Program:
        return Program(
            name="rabbitmq",
            command=(str(_script("rabbitmq-server")),),
            environment=self.environment(),
            priority=10,
        )

    def environment(self) -> dict[str, str]:
        folder = str(self.folder)
        return {
            "HOME": folder,
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.dist_port),
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_BASE": folder,
            "RABBITMQ_MNESIA_BASE": f"{folder}/mnesia",
            "RABBITMQ_LOG_BASE": f"{folder}/log",
            "RABBITMQ_LOGS": f"{folder}/log/node.log",
            "RABBITMQ_PID_FILE": f"{folder}/pid",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/enabled_plugins",
            "RABBITMQ_CONFIG_FILE": f"{folder}/rabbitmq",
            "RABBITMQ_CONF_ENV_FILE": f"{folder}/none",
            # The script then replaces itself by the node, so that the pid we hold is the node's own.
            "RUNNING_UNDER_SYSTEMD": "1",
            # The node listens for its own tools on loopback alone.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        }

    def is_ready(self) -> bool:
        """The node greets: it answers the protocol header with Connection.Start."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                link.sendall(PROTOCOL_HEADER)
                return link.recv(1) == b"\x01"
        except OSError:
            return False

    def ctl(self, *arguments: str) -> str:
        """The answer of `rabbitmqctl`; takes a second or two."""
        command = [str(_script("rabbitmqctl")), "-q", *arguments]
        path = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        done = subprocess.run(command, check=False, capture_output=True, text=True, env={**path, **self.environment()})
        if done.returncode:
            raise CannotStart(f"rabbitmqctl {arguments[0]}: {done.stderr or done.stdout}")
        return done.stdout

    def add_vhost(self, name: str) -> str:
        """A new virtual host for our user; its address."""
        self.ctl("add_vhost", name)
        self.ctl("set_permissions", "-p", name, USER, ".*", ".*", ".*")
        return self.url_for(name)


def is_installed() -> bool:
    return _find_script("rabbitmq-server") is not None


def prepare(folder: Path, *, port: int, dist_port: int, epmd_port: int) -> RabbitSite:
    """The folder holds the settings of a node on these ports; its name and password are made once and kept."""
    (folder / "log").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not (folder / KEPT).exists():
        made = {"node": f"doanso-{secrets.token_hex(4)}@localhost", "password": secrets.token_urlsafe(24)}
        (folder / KEPT).touch(mode=0o600)
        (folder / KEPT).write_text(json.dumps(made))
    site = load_site(folder, port=port, dist_port=dist_port, epmd_port=epmd_port)
    (folder / "enabled_plugins").write_text("[].\n")
    configuration = folder / "rabbitmq.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(_configuration(site))
    return site


def load_site(folder: Path, *, port: int, dist_port: int, epmd_port: int) -> RabbitSite:
    """The node that was prepared in this folder."""
    values = json.loads((folder / KEPT).read_text())
    return RabbitSite(folder=folder.resolve(), port=port, dist_port=dist_port, epmd_port=epmd_port, **values)


def end_name_server(port: int) -> None:
    """The node's name server (epmd) outlives it; it refuses to end while a node is registered."""
    epmd = shutil.which("epmd")
    if epmd:
        subprocess.run([epmd, "-port", str(port), "-kill"], check=False, capture_output=True)


def _configuration(site: RabbitSite) -> str:
    return "\n".join(
        (
            f"listeners.tcp.default = 127.0.0.1:{site.port}",
            f"default_user = {USER}",
            f"default_pass = {site.password}",
            f"default_vhost = {VHOST}",
            "log.console = false",
            "log.file.level = info",
            "disk_free_limit.absolute = 200MB",
            "collect_statistics_interval = 30000",
            # Readers' queues are quorum queues; a queue of the other kind is a mistake that a later release refuses.
            "deprecated_features.permit.transient_nonexcl_queues = false",
            "",
        )
    )


def _script(name: str) -> Path:
    script = _find_script(name)
    if script is None:
        raise CannotStart("Chưa cài RabbitMQ. Cài bằng: sudo apt-get install --no-install-recommends rabbitmq-server")
    return script


def _find_script(name: str) -> Path | None:
    """The script itself, which lies beside `rabbitmq-env`, not the wrapper of the same name."""
    found = shutil.which("rabbitmq-server", path=os.defpath + ":/usr/local/sbin:/usr/sbin:/sbin")
    folders = [Path(found).resolve().parent] if found else []
    for folder in (*folders, Path("/usr/lib/rabbitmq/bin")):
        if (folder / "rabbitmq-env").exists():
            return folder / name
    return None
