"""Which processes there are: the menu, and every definition found in `processes/`, refused at import if it has problems."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from services.kit.faults import NotFound
from services.workflows import processes
from services.workflows.domain import inspect
from services.workflows.domain.case import Case
from services.workflows.domain.process import Process

MENU = (
    ("admission", "Kết nạp"),
    ("transfer", "Chuyển đi, chuyển đến"),
    ("maturation", "Trưởng thành"),
    ("removal", "Xoá tên"),
    ("training", "Chương trình rèn luyện"),
    ("evaluation", "Đánh giá, xếp loại"),
    ("honorary", "Đoàn viên danh dự"),
    ("outstanding", "Đoàn viên ưu tú"),
    ("award", "Khen thưởng"),
    ("discipline", "Kỷ luật"),
    ("unit_discipline", "Kỷ luật tổ chức đoàn"),
    ("away", "Đi làm ăn xa"),
    ("residence", "Sinh hoạt nơi cư trú"),
    ("temporary", "Sinh hoạt tạm thời"),
    ("card_reissue", "Cấp lại thẻ đoàn viên"),
    ("fee_exemption", "Miễn, giảm đoàn phí"),
)
"""The processes in the order people know them."""


def found_in(package: ModuleType) -> dict[str, Process]:
    """Processes by code, from the `PROCESS` of each module. Raises ValueError with every problem of a definition."""
    return {process.code: process for process in _defined(package, "PROCESS")}


def earlier_in(package: ModuleType) -> dict[tuple[str, int], Process]:
    """Definitions that open cases still go by, from the `EARLIER` of each module, by code and version."""
    return {(process.code, process.version): process for process in _defined(package, "EARLIER")}


def _defined(package: ModuleType, name: str) -> Iterator[Process]:
    for module in pkgutil.iter_modules(package.__path__):
        found = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), name, ())
        for process in (found,) if isinstance(found, Process) else found:
            if problems := inspect.problems(process):
                raise ValueError(f"{process.code}: {'; '.join(problems)}")
            yield process


PROCESSES = found_in(processes)
EARLIER = earlier_in(processes)


def get(code: str) -> Process:
    """The definition. Raises NotFound("process-not-found")."""
    process = PROCESSES.get(code)
    if process is None:
        raise NotFound("process-not-found", process=code)
    return process


def of(case: Case) -> Process:
    """The definition that the case was opened under, while it is kept; else today's."""
    return EARLIER.get((case.process, case.process_version)) or get(case.process)


def menu() -> list[tuple[str, str]]:
    """Code and title of every process: the known ones in their order, then any other that is defined."""
    known = {code for code, _ in MENU}
    others = (each for each in PROCESSES.values() if each.code not in known and each.family is None)
    return [*MENU, *((process.code, process.title) for process in others)]
