"""The long acts of imports: check, apply, undo. Each goes on where it stood after its host was killed."""

import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from services.kit import offload, settings
from services.kit.faults import Denied, Fault, Invalid, Unavailable
from services.kit.files import Files
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.kit.tables import jobs as job_rows
from services.members.importing import check, entering, founding, matching, report, store, undoing
from services.members.importing.check import Order
from services.members.importing.refusals import refuse
from services.members.importing.tables import import_changes, import_rows
from services.members.policy import POLICY
from services.members.store import Tx

CHECK: Final = "check_import"
APPLY: Final = "apply_import"
UNDO: Final = "undo_import"
REPORT: Final = "report_import"
KINDS: Final = (CHECK, APPLY, UNDO, REPORT)
_TIMEOUT_S: Final = 240
_MEMORY_MB: Final = 1200


def files() -> Files:
    """The store where workbooks lie."""
    return Files(settings.read())


# ---------------------------------------------------------------- check


def check_import(job: Job) -> None:
    """The workbook is read in a child process, its rows are kept, and they are held against the registry."""
    import_id = UUID(job.params["import_id"])
    with _saving_faults(job, import_id), tempfile.TemporaryDirectory() as folder:
        with job.transaction() as tx:
            imported = store.get(tx, import_id)
            if imported.state != "checking":
                return
            order = _order(tx, imported)
        out = Path(folder) / "rows"
        with _following(job, Path(f"{out}.done")):
            summary = _read(files().path(imported.digest), out, order)
        with job.transaction() as tx:
            _keep(tx, import_id, summary, out, is_people=order.kind == "members")
            job.progress(summary["rows"], summary["rows"])


def _order(tx: Tx, imported: Any) -> Order:
    home, below = store.home_and_below(tx, imported.unit_id)
    tree = store.known_tree(tx, imported.unit_id) if imported.kind == "units" else ()
    choices = {**store.meanings(tx, imported.unit_id, imported.kind), **imported.choices}
    return Order(imported.kind, tx.today, home, below, tree, choices)


def _read(path: Path, out: Path, order: Order) -> dict[str, Any]:
    try:
        return offload.run(check.check_file, str(path), str(out), order, timeout_s=_TIMEOUT_S, memory_mb=_MEMORY_MB)
    except Invalid as fault:
        if fault.code in ("took-too-long", "needs-too-much-memory"):
            raise refuse("file-too-slow") from fault
        raise


def _keep(tx: Tx, import_id: UUID, summary: dict[str, Any], rows: Path, *, is_people: bool) -> None:
    store.allow_long(tx)
    store.lock(tx, import_id)
    store.replace_rows(tx, import_id, rows)
    counts = {}
    if is_people:
        matching.match_all(tx, store.get(tx, import_id))
        counts = {"duplicates": matching.count_alike(tx, import_id)}
    store.save(tx, import_id, state="checked", columns=summary["columns"], notes=summary["notes"], counts=counts)
    store.count_again(tx, import_id)


@contextmanager
def _following(job: Job, told: Path) -> Iterator[None]:
    """While the child works, what it says of its progress is kept each second."""
    over = threading.Event()

    def follow() -> None:
        while not over.wait(1):
            with contextlib.suppress(OSError, ValueError):
                job.progress(int(told.read_text()))

    follower = threading.Thread(target=follow, name="import-progress", daemon=True)
    follower.start()
    try:
        yield
    finally:
        over.set()
        follower.join(5)


@contextmanager
def _saving_faults(job: Job, import_id: UUID) -> Iterator[None]:
    """A fault that another try would not mend is kept with the import, so that people can read it."""
    try:
        yield
    except Unavailable:
        raise
    except Fault as fault:
        problem = {
            "code": fault.code,
            "text": fault.fields.get("text", "Chưa làm được việc này."),
            "mend": fault.fields.get("mend"),
        }
        with job.transaction() as tx:
            store.save(tx, import_id, state="failed", problem=problem)
        raise


# ---------------------------------------------------------------- apply and undo


def apply_import(job: Job) -> None:
    """The good rows are in the registry, each once, and those who look like others wait for comparison."""
    import_id = UUID(job.params["import_id"])
    with _saving_faults(job, import_id):
        _go_on(job, import_id, "applying", "import.apply", _enter)
        with job.transaction() as tx:
            store.allow_long(tx)
            imported = store.lock(tx, import_id)
            if imported.state != "applying":
                return
            alike = matching.queue_alike(tx, import_id) if imported.kind == "members" else 0
            store.save(
                tx, import_id, state="applied", applied_at=tx.now, counts={**imported.counts, "duplicates": alike}
            )
            done = store.count_again(tx, import_id)
            tx.record("import.apply", subject_id=import_id, unit_id=imported.unit_id, after=done.counts)


def _enter(tx: Tx, imported: Any) -> int:
    return founding.found_batch(tx, imported) if imported.kind == "units" else entering.enter_batch(tx, imported)


def undo_import(job: Job) -> None:
    """What the import entered is taken back."""
    import_id = UUID(job.params["import_id"])
    with _saving_faults(job, import_id):
        if not job.state.get("checked"):
            with job.transaction() as tx:
                store.allow_long(tx)
                undoing.check(tx, store.lock(tx, import_id))
                job.progress(0, checked=True)
        _go_on(job, import_id, "undoing", "import.undo", undoing.undo_batch)
        with job.transaction() as tx:
            imported = store.lock(tx, import_id)
            if imported.state == "undoing":
                store.save(tx, import_id, state="undone", undone_at=tx.now)
                store.count_again(tx, import_id)
                tx.record("import.undo", subject_id=import_id, unit_id=imported.unit_id)


def _go_on(job: Job, import_id: UUID, state: str, action: str, step: Callable[[Tx, Any], int]) -> None:
    """Batch after batch, each one transaction that also keeps how far it is; the starter's authority is asked again each time."""
    while True:
        with job.transaction() as tx:
            store.allow_long(tx)
            imported = store.lock(tx, import_id)
            if imported.state != state:
                return
            _require_still(tx, action, imported)
            dealt = step(tx, imported)
            if not dealt:
                return
            job.progress(int(job.state.get("dealt", 0)) + dealt, dealt=int(job.state.get("dealt", 0)) + dealt)


def _require_still(tx: Tx, action: str, imported: Any) -> None:
    """Whoever started this may still do it."""
    try:
        require(POLICY, tx, action, of=Subject(imported.unit_id))
    except Denied as denied:
        said = "Người bắt đầu việc này không còn quyền làm ở đơn vị này, nên việc đã dừng."
        raise Denied(
            "not-allowed", **denied.fields, text=said, mend="Cán bộ đang phụ trách đơn vị nhập lại tệp."
        ) from None


def waiting(tx: Tx, import_id: UUID) -> int:
    """How many rows an application will deal with."""
    mine = (import_rows.c.import_id == import_id, *store.ready())
    return int(tx.execute(select(func.count()).select_from(import_rows).where(*mine)).scalar_one())


def entered(tx: Tx, import_id: UUID) -> int:
    """How many people or units an undoing will deal with."""
    mine = import_changes.c.import_id == import_id
    return int(tx.execute(select(func.count()).select_from(import_changes).where(mine)).scalar_one())


# ---------------------------------------------------------------- report


def report_import(job: Job) -> dict[str, Any]:
    """The workbook with marked cells is in the store."""
    import_id = UUID(job.params["import_id"])
    with job.transaction() as tx:
        store.allow_long(tx)
        stored = write_report(tx, import_id)
    return {"file": stored}


def report_is_due(tx: Tx, import_id: UUID) -> bool:
    """A job is about to write the import's result."""
    mine = (job_rows.c.kind == REPORT, job_rows.c.status.in_(("waiting", "running")))
    asked = select(job_rows.c.id).where(*mine, job_rows.c.params["import_id"].astext == str(import_id))
    return tx.execute(asked).first() is not None


def write_report(tx: Tx, import_id: UUID) -> dict[str, Any]:
    """The workbook as it was sent, its cells marked with what is wrong; kept until a row changes."""
    imported = store.get(tx, import_id)
    with tempfile.TemporaryDirectory() as folder:
        marks, out = Path(folder) / "marks", Path(folder) / "result.xlsx"
        store.write_marks(tx, import_id, marks)
        title = report.Title(imported.file_name, imported.rows, imported.ok, imported.errors, imported.warnings)
        source = str(files().path(imported.digest))
        offload.run(report.write, source, str(marks), str(out), title, timeout_s=_TIMEOUT_S, memory_mb=_MEMORY_MB)
        with out.open("rb") as file:
            stored = files().put(file, limit=100 * 1024 * 1024)
    store.keep_report(tx, import_id, stored.digest, imported.version)
    return report.stored_file(imported.file_name, stored.digest, stored.size)
