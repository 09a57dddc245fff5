"""Definitions with problems do not import; a new process is one file."""

from dataclasses import replace

import pytest

from services.workflows import registry
from services.workflows.domain import inspect
from services.workflows.domain.forms import Form
from services.workflows.domain.process import STAY, Board, Issue, Lane, Move, Process, Settle, State, nothing


def a_process(*moves, states=(), **given):
    whole = {
        "code": "leave",
        "title": "Nghỉ sinh hoạt",
        "prefix": "NSH",
        "form": Form,
        "subject_name": lambda form: str(form.get("full_name") or ""),
        "case_title": "Nghỉ sinh hoạt {}".format,
        "rail": ("asked", "granted"),
        "states": (State("asked", "Đã xin", "superior"), State("granted", "Đồng ý", is_end=True), *states),
        "opening": Move("open", "Mở", (), "asked", by="chapter_officer"),
        "moves": (Move("grant", "Đồng ý", ("asked",), "granted", by="superior"), *moves),
    }
    return Process(**{**whole, **given})


def test_a_sound_process_has_no_problems():
    assert inspect.problems(a_process()) == []


@pytest.mark.parametrize(
    ("process", "problem"),
    [
        (a_process(states=(State("lost", "Lạc", is_end=True),)), "lost: cannot be reached"),
        (a_process(Move("wait", "Chờ", ("asked",), "waiting", by="superior"), states=(State("waiting", "Chờ", "superior"),)), "waiting: no way leads to an end"),
        (a_process(Move("grant", "Từ chối", ("asked",), "granted", by="superior")), "asked: grant is ambiguous"),
        (a_process(Move("refuse", "Từ chối", ("asked",), "granted", by="")), "refuse: nobody makes it"),
        (a_process(Move("refuse", "Từ chối", ("asked",), "granted", by="boss")), "refuse: unknown relation boss"),
        (a_process(Move("refuse", "Từ chối", ("asked",), "refused", by="superior")), "refuse: unknown state refused"),
        (a_process(Move("refuse", "Từ chối", ("asked",), "granted", by="superior", within="never")), "refuse: unknown rule never"),
        (a_process(Move("refuse", "Từ chối", ("asked",), "granted", by="superior", then=("fax",))), "refuse: unknown effect 'fax'"),
        (a_process(Move("tell", "Báo", ("asked",), STAY, by="superior", then=(Issue("T03", "system", nothing, nothing),))), "tell: T03 is issued by nobody"),
        (a_process(rail=("asked", "done")), "rail: unknown state done"),
        (a_process(board=Board("nghi", (Lane("xin", "Đã xin", ("asked", "lost")),))), "board: unknown state lost"),
        (a_process(Move("go", "Đi", ("asked",), "work", by="superior"), Move("stop", "Dừng", ("work",), "granted", by="superior"), states=(State("work", "Làm", "system"),)), "work: people interrupt the services"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_definition_with_a_problem_is_told(process, problem):
    assert problem in inspect.problems(process)


def test_a_state_whose_holder_has_no_move_is_told():
    process = a_process(states=(State("kept", "Giữ", "applicant"),))
    kept = replace(process, moves=(*process.moves, Move("keep", "Giữ", ("asked",), "kept", by="superior"), Move("end", "Hết", ("kept",), "granted", by="superior")))  # fmt: skip

    assert "kept: its holder applicant has no move" in inspect.problems(kept)


MADE_UP = '''
"""Nghỉ sinh hoạt: a made-up process in one file."""

from services.workflows.domain.forms import Form
from services.workflows.domain.process import Move, Process, State

PROCESS = Process(
    code="leave", title="Nghỉ sinh hoạt", prefix="NSH", form=Form, rail=("asked", "granted"),
    subject_name=lambda form: "", case_title="Nghỉ sinh hoạt {}".format,
    states=(State("asked", "Đã xin", "superior"), State("granted", "Đồng ý", is_end=True)),
    opening=Move("open", "Mở", (), "asked", by="chapter_officer"),
    moves=(Move("grant", "Đồng ý", ("asked",), "granted", by="superior"),),
)
'''


@pytest.fixture
def a_package(tmp_path, monkeypatch):
    """A package of processes with one file in it."""

    def make(name, text):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "leave.py").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        return __import__(name)

    return make


def test_a_process_is_one_file_and_no_other_change(a_package):
    assert list(registry.found_in(a_package("made_up", MADE_UP))) == ["leave"]


def test_a_file_with_a_problem_does_not_import(a_package):
    broken = MADE_UP.replace('by="superior"', 'by="boss"')

    with pytest.raises(ValueError, match="unknown relation boss"):
        registry.found_in(a_package("broken", broken))


def test_the_menu_names_every_process_in_its_order():
    assert [code for code, _ in registry.menu()][:4] == ["admission", "transfer", "maturation", "removal"]


def test_an_effect_of_a_known_kind_is_no_problem():
    assert inspect.problems(a_process(Move("end", "Kết thúc", ("asked",), "granted", by="superior", then=(Settle("T03", "in_force"),)))) == []  # fmt: skip
