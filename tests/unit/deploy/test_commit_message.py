"""Commit messages: which are refused and why, and the hook that asks."""

import subprocess

import pytest

from deploy.local import commit_message

GOOD = "kit: Wait once for notifications that arrive together"


@pytest.mark.parametrize(
    "message",
    [
        GOOD,
        f"{GOOD}\n\nEach of them woke the relay,\nwhich then found nothing.\n",
        f"{GOOD}\n# Please enter the commit message\n",
        f"{GOOD}\n\n# ------------------------ >8 ------------------------\n+{'x ' * 90}\n",
        "Merge branch 'a-branch'",
        "fixup! anything at all; even this.",
        f"{GOOD}\n\nhttps://example.org/{'x' * 90}\n",
    ],
)
def test_a_message_in_form_has_no_fault(message):
    assert commit_message.find_faults(message) == []


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("", "area"),
        ("Wait once for notifications", "area"),
        ("kit: wait once for notifications", "area"),
        ("kit: Wait once for notifications.", "area"),
        (f"kit: Wait {'once ' * 13}again", "ký tự"),
        ("kit: Wait once; look again", "chấm phẩy"),
        (f"{GOOD}\nThe second line", "thứ hai"),
        (f"{GOOD}\n\n{'word ' * 20}", "Ngắt dòng"),
    ],
)
def test_a_message_out_of_form_has_one_fault_that_names_it(message, word):
    [fault] = commit_message.find_faults(message)

    assert word in fault


@pytest.fixture
def repository(tmp_path):
    def git(*words):
        of_nobody = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *of_nobody, *words], cwd=tmp_path, capture_output=True, text=True, check=False)

    git("init", "--quiet")
    return git


def test_git_refuses_a_commit_out_of_form_and_takes_one_in_form(repository, tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert commit_message.install_hook(tmp_path)

    refused = repository("commit", "--allow-empty", "-m", "wip")
    taken = repository("commit", "--allow-empty", "-m", GOOD)

    assert (refused.returncode, taken.returncode) == (1, 0)
    assert "CONTRIBUTING.md" in refused.stderr
    assert repository("log", "--format=%s").stdout == f"{GOOD}\n"


def test_a_hook_of_somebodys_own_stays(repository, tmp_path):
    own = tmp_path / ".git/hooks/commit-msg"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\n")

    assert not commit_message.install_hook(tmp_path)
    assert own.read_text() == "#!/bin/sh\n"


def test_a_checkout_without_git_has_no_hook(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert not commit_message.install_hook(tmp_path)
