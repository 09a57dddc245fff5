"""`up`: from whatever is there to a system that answers."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import Final

from deploy.local import console, databases, environment, machine, postgres, rabbitmq, status, web
from deploy.local.down import down, end_name_server
from deploy.local.processes import System, port_names
from deploy.local.program import CannotStart, tail
from deploy.local.state import CHECKOUT, SERVICES, State, add_ports, choose_ports, choose_web_port
from deploy.local.supervision import Supervisor

NEEDED_MIB = {"full": 4000, "small": 1500, "empty": 1500}
READY_TIMEOUT_S = 180
COPIERS = ("workflows", "meetings", "messaging")
"""Services that keep local copies of the registry."""


def up(state: State, *, size: str | None, detached: bool) -> None:
    """The system answers; attached, until it is interrupted."""
    supervisor = Supervisor(state)
    with state.locked():
        was_running = supervisor.is_running()
        try:
            system, process = bring_up(state, supervisor, size=_size(state, asked=size), detached=detached)
        except (CannotStart, KeyboardInterrupt):
            if not was_running:
                supervisor.stop()
                end_name_server(state)
            raise
    _welcome(system)
    if process is not None and not detached:
        _stay(state, process)


HISTORIES: Final = ("services.workflows.seed", "services.members.seed_history")
"""What makes the demonstration's two years, in this order: whoever owes fees is held up in some of the cases."""


def bring_up(
    state: State, supervisor: Supervisor, *, size: str, detached: bool
) -> tuple[System, "subprocess.Popen[bytes] | None"]:
    """Every step of a start, each of which does nothing when it was done before. The process is the supervisor we started."""
    machine.require_disk(state.folder, mib=NEEDED_MIB[size])
    _require_broker()
    running = supervisor.is_running()
    system = prepare(state, running=running)
    changed = supervisor.configure([*system.servers(), *system.applications()], port=system.ports["supervisor"])
    process = None if running else supervisor.start(detached=detached)
    if running and changed:
        supervisor.reload()
    _start_servers(system, supervisor)
    web.ensure_built()
    _prepare_data(system, size=size)
    _start_applications(system, supervisor)
    _fill_copies(system)
    _tell_history(system)
    return system, process


def _size(state: State, *, asked: str | None) -> str:
    """How much to fill in: what was filled last time stays."""
    kept: str | None = state.read().get("size")
    if asked and kept and asked != kept:
        raise CannotStart(
            f"Ở đây đã có dữ liệu “{kept}”. Muốn bắt đầu lại với “{asked}”: ./doanso down rồi xoá thư mục dữ liệu "
            f"({state.folder}), hoặc dùng thư mục khác: DOANSO_STATE=/đường/dẫn ./doanso up --{asked}"
        )
    return asked or kept or "full"


def prepare(state: State, *, running: bool) -> System:
    """All decisions of this start: ports, servers, addresses. They are remembered for `status` and the next start."""
    kept = state.read()
    if not running:
        end_name_server(state)
    ports = add_ports(state, port_names()) if running else choose_ports(state, port_names())
    web_port = kept["web_port"] if running else choose_web_port(state, derived=ports["gateway"])
    given = {service: os.environ.get(f"DATABASE_URL_{service.upper()}") for service in SERVICES}
    broker = os.environ.get("AMQP_URL")
    site = None if all(given.values()) else postgres.prepare(state.folder, port=ports["postgres"])
    node = None if broker else _prepare_broker(state, ports)
    system = System(
        state=state,
        ports=ports,
        web_port=web_port,
        database_urls={service: url or _own_database(state, site, service) for service, url in given.items()},
        amqp_url=broker or _own_broker(node),
        postgres=site,
        rabbitmq=node,
    )
    names = [one.name for one in (*system.servers(), *system.applications())]
    state.remember(url=system.url, web_port=web_port, processes=names, settings=system.environment(*SERVICES))
    return system


def _prepare_broker(state: State, ports: dict[str, int]) -> rabbitmq.RabbitSite:
    return rabbitmq.prepare(
        state.folder / "rabbitmq",
        port=ports["rabbitmq"],
        dist_port=ports["rabbitmq-node"],
        epmd_port=ports["rabbitmq-names"],
    )


def run(system: System, *arguments: str, services: tuple[str, ...] = SERVICES) -> str:
    """What `python -m …` with the settings of these services prints. Raises CannotStart with its last words."""
    done = subprocess.run(
        [str(environment.PYTHON), "-m", *arguments],
        env={**os.environ, **system.environment(*services)}, cwd=CHECKOUT,
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise CannotStart(f"{' '.join(arguments)} không xong:\n{done.stdout.strip()[-3000:]}")
    return str(done.stdout)


def _require_broker() -> None:
    if os.environ.get("AMQP_URL") or rabbitmq.is_installed():
        return
    machine.install("rabbitmq-server", why="Chưa có RabbitMQ (trạm chuyển thông điệp)")


def _own_database(state: State, site: postgres.PostgresSite | None, service: str) -> str:
    assert site is not None
    return databases.address(site, service, password=state.secret(f"database_{service}"))


def _own_broker(node: rabbitmq.RabbitSite | None) -> str:
    assert node is not None
    return node.url


def _start_servers(system: System, supervisor: Supervisor) -> None:
    for program in system.servers():
        supervisor.start_process(program.name)
    if system.postgres:
        console.step("Khởi động cơ sở dữ liệu PostgreSQL")
        _wait(system.postgres.is_ready, what="postgres", state=system.state, timeout_s=120)
        databases.ensure(system.postgres, system.state)
    if system.rabbitmq:
        console.step("Khởi động trạm chuyển thông điệp RabbitMQ")
        _wait(system.rabbitmq.is_ready, what="rabbitmq", state=system.state, timeout_s=120)


def _prepare_data(system: System, *, size: str) -> None:
    keys = system.state.folder / "keys"
    if not (keys / "jwks.json").exists():
        run(system, "services.kit.actor", "make-keys", str(keys))
    if not (keys / "seals" / "signing.json").exists():
        run(system, "services.kit.seals", "make-keys", str(keys / "seals"))
    system.state.remember(size=size)
    console.step("Cập nhật cấu trúc dữ liệu")
    run(system, "services.kit.database", "migrate", "all")
    if size != "empty" and not system.state.read().get("seeded"):
        _seed(system, size=size)
        system.state.remember(seeded=size)


def _seed(system: System, *, size: str) -> None:
    """The demonstration province is in the registry. The seed tells its progress as lines `done/total`."""
    console.step("Nạp tỉnh mẫu: " + ("75.000 đoàn viên" if size == "full" else "2.000 đoàn viên"))
    log = system.state.logs / "seed.log"
    bar = console.Progress("đã nạp")
    with log.open("w") as out, subprocess.Popen(
        [str(environment.PYTHON), "-m", "services.members.seed", "--size", size],
        env={**os.environ, **system.environment("members")}, cwd=CHECKOUT,
        stdout=subprocess.PIPE, stderr=out, text=True,
    ) as seed:  # fmt: skip
        for line in seed.stdout or ():
            done, _, total = line.strip().partition("/")
            if done.isdigit() and total.isdigit():
                bar.show(int(done), int(total))
    bar.end()
    if seed.returncode:
        raise CannotStart(f"Nạp tỉnh mẫu không xong; xem {log}\n{tail(log)}")


def _start_applications(system: System, supervisor: Supervisor) -> None:
    """Every process runs, and runs the code as it is now."""
    code = _digest_of_code()
    names = [program.name for program in system.applications()]
    if system.state.read().get("code") != code:
        supervisor.stop_processes(names)
    console.step("Khởi động các dịch vụ và cổng web")
    for name in names:
        supervisor.start_process(name)
    system.state.remember(code=code)
    end = time.monotonic() + READY_TIMEOUT_S
    while not status.is_ready(system.web_port):
        if time.monotonic() > end:
            raise CannotStart(_why_not_ready(system, supervisor))
        time.sleep(0.1)


def _why_not_ready(system: System, supervisor: Supervisor) -> str:
    """What the gateway misses, and the last words of the processes that do not stay up."""
    failing = [one.name for one in supervisor.processes() if one.state != "running"]
    told = status.readiness(system.web_port) or "cổng web không trả lời"
    logs = [
        f"— {name} ({system.state.logs / name}.log):\n{tail(system.state.logs / f'{name}.log')}" for name in failing
    ]
    return "\n".join([f"Sau {READY_TIMEOUT_S} giây hệ thống vẫn chưa sẵn sàng: {told}", *logs])


def _fill_copies(system: System) -> None:
    """Local copies of a province that was seeded past the bus."""
    if system.state.read().get("copied") == system.state.read().get("seeded"):
        return
    console.step("Chép đơn vị và đoàn viên sang các dịch vụ")
    run(system, "services.kit.resync", "all")
    system.state.remember(copied=system.state.read().get("seeded"))


def _tell_history(system: System) -> None:
    """Two years of cases, fees and reports, so that every board shows something. Tests count what they make themselves."""
    known = system.state.read()
    if not known.get("seeded") or known.get("history") or not wants_history(os.environ):
        return
    console.step("Kể hai năm hoạt động của tỉnh mẫu")
    with (system.state.logs / "history.log").open("w") as out:
        for module in HISTORIES:
            out.write(run(system, module))
    system.state.remember(history=True)


def wants_history(settings: Mapping[str, str]) -> bool:
    """As DOANSO_HISTORY says; else a developer's province has one and a test's has none."""
    return settings.get("DOANSO_HISTORY", "0" if settings.get("DOANSO_TESTING") == "1" else "1") == "1"


def _wait(is_ready: Callable[[], bool], *, what: str, state: State, timeout_s: float) -> None:
    end = time.monotonic() + timeout_s
    while not is_ready():
        if time.monotonic() > end:
            log = state.logs / f"{what}.log"
            raise CannotStart(f"Sau {timeout_s:.0f} giây “{what}” vẫn chưa sẵn sàng; xem {log}\n{tail(log)}")
        time.sleep(0.1)


def _digest_of_code() -> str:
    digest = hashlib.sha256()
    for folder in ("services", "gateway"):
        for file in sorted((CHECKOUT / folder).rglob("*.py")):
            digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _welcome(system: System) -> None:
    console.say(f"\n✓ Đoàn Số đang chạy tại {system.url}")
    if system.state.accounts.exists():
        console.say("  Tài khoản dùng thử:  ./doanso demo-accounts")
    else:
        console.say("  Tạo người quản trị đầu tiên:  ./doanso admin create")
        console.say("  Ghi Bí thư đầu tiên của tỉnh: ./doanso admin officer")
    console.say("  Xem tình trạng:      ./doanso status     Dừng: ./doanso down")


def _stay(state: State, process: "subprocess.Popen[bytes]") -> None:
    """Attached: the system runs until Ctrl-C or TERM, and ends with us."""
    console.say("  (Ctrl-C để dừng)")
    try:
        process.wait()
    except KeyboardInterrupt:
        console.say()
        down(state)
