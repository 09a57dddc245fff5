"""The form of a commit message, and the hook of git that refuses another one.

area: Imperative sentence of at most 72 characters, one idea

Two to five lines that say what was wrong or missing, and why this is right.
"""

import re
import subprocess
import sys
from pathlib import Path

from deploy.local import console
from deploy.local.state import CHECKOUT

LONGEST = 72
SUBJECT = re.compile(r"[a-z][a-z0-9 -]*: [A-Z]\S*\b.*[^.\s]")
WRITTEN_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ")
SCISSORS = "# ------------------------ >8"
"""What follows is the change that `git commit --verbose` shows."""
MARK = "deploy.local.commit_message"
HOOK = f"""#!/bin/sh
[ -x "{{python}}" ] || exit 0
PYTHONPATH="{CHECKOUT}" exec "{{python}}" -P -m {MARK} "$1"
"""


def find_faults(message: str) -> list[str]:
    """What a person has to mend in the message; nothing where it is right or git wrote it."""
    lines = [line for line in message.partition(SCISSORS)[0].splitlines() if not line.startswith("#")]
    subject, rest = (lines or [""])[0], lines[1:]
    if subject.startswith(WRITTEN_BY_GIT):
        return []
    faults = []
    if not SUBJECT.fullmatch(subject):
        faults.append("Dòng đầu viết “area: Imperative sentence”, không có dấu chấm cuối.")
    if len(subject) > LONGEST:
        faults.append(f"Dòng đầu dài {len(subject)} ký tự; nhiều nhất {LONGEST}.")
    if ";" in subject:
        faults.append("Dòng đầu có dấu chấm phẩy: mỗi commit một ý, tách ra thành hai.")
    if rest and rest[0].strip():
        faults.append("Để trống dòng thứ hai.")
    if too_long := [line for line in rest if len(line) > LONGEST and " " in line.strip()]:
        faults.append(f"Ngắt dòng ở {LONGEST} ký tự: “{too_long[0][:40]}…”")
    return faults


def install_hook(checkout: Path = CHECKOUT) -> bool:
    """Git asks `find_faults` from here on. A hook of somebody's own stays; False then, and where there is no git."""
    found = subprocess.run(
        ["git", "rev-parse", "--git-path", "hooks"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if found.returncode:
        return False
    hook = checkout / found.stdout.strip() / "commit-msg"
    if hook.exists() and MARK not in hook.read_text():
        return False
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable))
    hook.chmod(0o755)
    return True


def main() -> int:
    """1 where the message in the file that git names is not in form."""
    faults = find_faults(Path(sys.argv[1]).read_text())
    for fault in faults:
        console.say(f"✗ {fault}")
    if faults:
        console.say("Xem CONTRIBUTING.md, mục Commits. Nội dung đã viết còn trong .git/COMMIT_EDITMSG.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
