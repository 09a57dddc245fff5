"""What the machine must have, and how to get it: Debian packages, disk. Standard library only."""

import os
import shutil
import subprocess
from pathlib import Path

from deploy.local import console
from deploy.local.program import CannotStart

MIB = 1024 * 1024

# The packages' own services stay off: a policy refuses their start while they install, and none is left enabled.
INSTALL = """
set -e
policy=/usr/sbin/policy-rc.d
[ -e $policy ] || { printf '#!/bin/sh\\nexit 101\\n' > $policy; chmod 755 $policy; trap "rm -f $policy" EXIT; }
had_erlang=$(command -v epmd || true)
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
install() { apt-get install -y -q --no-install-recommends "$@"; }
install "$@" || { apt-get update -q && install "$@"; }
for package in "$@"; do
    if [ "$package" = rabbitmq-server ]; then
        if command -v systemctl > /dev/null; then systemctl disable --now rabbitmq-server epmd.socket epmd.service || true
        else update-rc.d rabbitmq-server disable || true; fi
        [ -n "$had_erlang" ] || epmd -kill || true
    fi
done
"""


def install(*packages: str, why: str) -> None:
    """The Debian packages are installed. Asks for sudo only when we are not root, and says what it does."""
    by_hand = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise CannotStart(f"{why}: máy này không có apt-get. Hãy cài bằng cách của máy: {', '.join(packages)}")
    console.step(f"{why}: cài gói {', '.join(packages)} bằng apt-get")
    done = subprocess.run(
        [*_as_root(by_hand), "sh", "-c", INSTALL, "install", *packages],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise CannotStart(f"{why}: cài không được. Hãy tự chạy rồi thử lại: {by_hand}\n{_last_lines(done.stdout)}")


def _as_root(by_hand: str) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise CannotStart(
            f"Cần quyền quản trị máy mà máy không có sudo. Nhờ người quản trị chạy: {by_hand.removeprefix('sudo ')}"
        )
    console.say("  (cần quyền quản trị; sudo có thể hỏi mật khẩu)")
    return ["sudo"]


def require_disk(folder: Path, *, mib: int) -> None:
    """There is room for what will be written."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free // MIB
    if free < mib:
        raise CannotStart(f"Đĩa chứa {folder} chỉ còn {free} MB, cần ít nhất {mib} MB. Hãy dọn bớt rồi chạy lại.")


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-8:])
