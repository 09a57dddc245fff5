"""`status`, `demo-accounts`, `logs`: what is there, told without installing or starting anything. Standard library only."""

import json
import os
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import Any

from deploy.local import console
from deploy.local.program import CannotStart
from deploy.local.state import State
from deploy.local.supervision import Process, Supervisor

SUPERVISOR_TIMEOUT_S, READY_TIMEOUT_S = 0.8, 0.8  # all is told in two seconds
KINDS = {"officer": "cán bộ", "member": "đoàn viên", "inspector": "kiểm tra", "administrator": "quản trị"}
LEVELS = {"province": "tỉnh", "district": "huyện", "grassroots": "cơ sở", "chapter": "chi đoàn"}


def describe(state: State) -> dict[str, Any]:
    """Address, readiness and processes, as `status --json` prints them."""
    values = state.read()
    supervisor = Supervisor(state)
    running = supervisor.processes(timeout_s=SUPERVISOR_TIMEOUT_S)
    otherwise = "unknown" if supervisor.is_running() else "stopped"
    processes = running or [Process(name, None, otherwise) for name in values.get("processes", [])]
    url = values.get("url")
    return {
        "url": url,
        "ready": bool(running) and url is not None and is_ready(values["web_port"]),
        "processes": [{"name": one.name, "pid": one.pid, "state": one.state} for one in processes],
    }


def is_ready(web_port: int) -> bool:
    """The gateway says that the broker and every service answer."""
    try:
        return _ask_gateway(web_port)[0] == HTTPStatus.OK
    except OSError:
        return False


def readiness(web_port: int) -> str:
    """What the gateway says of itself, in its own words; nothing when it does not answer."""
    try:
        return _ask_gateway(web_port)[1]
    except OSError:
        return ""


def _ask_gateway(web_port: int) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{web_port}/readyz", timeout=READY_TIMEOUT_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def show(state: State, *, as_json: bool) -> None:
    told = describe(state)
    if as_json:
        console.answer(json.dumps(told, ensure_ascii=False))
        return
    if not told["processes"]:
        console.answer("Chưa từng khởi động ở đây. Chạy: ./doanso up")
        return
    console.answer(f"{told['url']} · {'sẵn sàng' if told['ready'] else 'chưa sẵn sàng'}")
    console.table(("tiến trình", "pid", "trạng thái"), [(p["name"], p["pid"], p["state"]) for p in told["processes"]])


def accounts(state: State) -> list[dict[str, Any]]:
    """The demonstration accounts; none where none were made."""
    try:
        found: list[dict[str, Any]] = json.loads(state.accounts.read_text())
    except FileNotFoundError:
        return []
    return found


def show_accounts(state: State, *, as_json: bool) -> None:
    found = accounts(state)
    if as_json:
        console.answer(json.dumps(found, ensure_ascii=False))
        return
    if not found:
        console.answer("Chưa có tài khoản dùng thử. Chúng được tạo khi chạy: ./doanso up")
        return
    rows = [
        (one["login"], one["password"], KINDS[one["role"]], LEVELS.get(one["level"], one["level"]), one["unit_name"])
        for one in found
    ]
    console.table(("đăng nhập", "mật khẩu", "vai trò", "cấp", "đơn vị"), rows)


def show_logs(state: State, name: str | None, *, follow: bool) -> None:
    """The end of one process's log, or of all; becomes `tail`."""
    files = [state.logs / f"{name}.log"] if name else sorted(state.logs.glob("*.log"))
    missing = [file for file in files if not file.exists()]
    if missing or not files:
        known = ", ".join(sorted(file.stem for file in state.logs.glob("*.log"))) or "chưa có nhật ký nào"
        raise CannotStart(f"Không có nhật ký “{name or ''}”. Hiện có: {known}")
    _become_tail(files, follow=follow)


def _become_tail(files: list[Path], *, follow: bool) -> None:
    how = ["-n", "100" if len(files) == 1 else "20", *(["-F"] if follow else [])]
    os.execvp("tail", ["tail", *how, *map(str, files)])
