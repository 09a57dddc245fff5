"""The commands of `./doanso`. A command's module is imported when it is called: `status` must work with the standard
library alone, also where nothing was ever installed.
"""

import argparse
import importlib
import os
import signal
import sys

from deploy.local import console, state
from deploy.local.program import CannotStart

HELP = """\
Đoàn Số – chạy và chăm sóc hệ thống trên một máy

  ./doanso up                    khởi động mọi thứ, nạp tỉnh mẫu 75.000 đoàn viên ở lần đầu
      --small                    tỉnh mẫu nhỏ: 2.000 đoàn viên
      --empty                    không nạp gì (rồi ./doanso admin create và admin officer)
      --detach                   chạy nền, trả lại dấu nhắc
  ./doanso down                  dừng; dữ liệu còn nguyên
  ./doanso status [--json]       từng tiến trình, địa chỉ, đã sẵn sàng chưa
  ./doanso demo-accounts [--json]   tài khoản dùng thử của tỉnh mẫu
  ./doanso logs [TÊN] [-f]       nhật ký của một tiến trình, hay của tất cả

  ./doanso check                 định dạng, lint, kiểu, tầng, kiểm thử nhanh (khoảng một phút)
  ./doanso test [--ci|--full] [unit|contract|architecture|integration|e2e|chaos]…
  ./doanso fmt                   định dạng lại mã nguồn
  ./doanso bench [TÊN…] [--json] số đo cạnh ngân sách

  ./doanso admin create …        người quản trị; admin officer: Bí thư đầu tiên của cấp tỉnh; admin invite: liên kết mới
  ./doanso permissions           bảng ai được làm gì, ở đâu
  ./doanso topology              hàng đợi của trạm chuyển thông điệp, và hàng đợi lạ
  ./doanso dead                  thông điệp hỏng: xem, thử lại
  ./doanso audit verify          kiểm tra chuỗi nhật ký thay đổi
  ./doanso migrate               cập nhật cấu trúc dữ liệu
  ./doanso resync DỊCH-VỤ        dựng lại bản chép cục bộ của một dịch vụ
  ./doanso shell [DỊCH-VỤ]       Python với mọi cài đặt, hoặc psql của một dịch vụ

Biến môi trường: DOANSO_PORT (8080), DOANSO_STATE (.doanso), DOANSO_HOSTS (members=2,workflows=2,…),
DATABASE_URL_MEMBERS …_WORKFLOWS …_MEETINGS …_MESSAGING và AMQP_URL khi dùng máy chủ có sẵn."""

PASSED_ON = ("admin", "audit", "bench", "dead", "migrate", "permissions", "resync", "shell", "topology")
"""Commands whose words are read by what they call."""


def main(words: list[str]) -> int:
    """The command is done; its exit code."""
    command, rest = (words[0], words[1:]) if words else ("help", [])
    if command in ("help", "-h", "--help"):
        console.answer(HELP)
        return 0
    if command in PASSED_ON:
        return int(importlib.import_module("deploy.local.tools").call(command, rest))
    return _own(command, rest)


def _own(command: str, words: list[str]) -> int:
    given = _parser().parse_args([command, *words])
    here = state.current()
    match command:
        case "up":
            size = "small" if given.small else "empty" if given.empty else None
            importlib.import_module("deploy.local.up").up(here, size=size, detached=given.detach)
        case "down":
            importlib.import_module("deploy.local.down").down(here)
        case "status":
            importlib.import_module("deploy.local.status").show(here, as_json=given.json)
        case "demo-accounts":
            importlib.import_module("deploy.local.status").show_accounts(here, as_json=given.json)
        case "logs":
            importlib.import_module("deploy.local.status").show_logs(here, given.name, follow=given.follow)
        case _:
            return int(importlib.import_module("deploy.local.proof").call(command, given))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./doanso", usage="./doanso LỆNH …  (./doanso in ra các lệnh)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    up = commands.add_parser("up")
    size = up.add_mutually_exclusive_group()
    size.add_argument("--small", action="store_true")
    size.add_argument("--empty", action="store_true")
    up.add_argument("--detach", action="store_true")
    commands.add_parser("down")
    for name in ("status", "demo-accounts"):
        commands.add_parser(name).add_argument("--json", action="store_true")
    logs = commands.add_parser("logs")
    logs.add_argument("name", nargs="?")
    logs.add_argument("-f", "--follow", action="store_true")
    commands.add_parser("check")
    commands.add_parser("fmt")
    test = commands.add_parser("test")
    test.add_argument("--ci", action="store_true")
    test.add_argument("--full", action="store_true")
    test.add_argument("what", nargs="*")
    return parser


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell starts what it puts into the background deaf to Ctrl-C
        signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStart as failure:
        console.say(f"\n✗ {failure}")
        sys.exit(1)
    except BrokenPipeError:  # whoever read our answer has read enough
        os._exit(0)
    except KeyboardInterrupt:
        console.say("\nĐã ngừng theo yêu cầu.")
        sys.exit(130)
