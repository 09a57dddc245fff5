"""A made-up service: sells books, hears of deliveries, and misbehaves when asked to."""

import os
import signal
import time

from marshmallow import fields
from sqlalchemy import text

from services.contracts.common import Job, JobPage
from services.kit import jobs, offload
from services.kit.database import Tx
from services.kit.entrypoints import Transactions, every, handle, job, rpc, subscribe
from services.kit.faults import Conflict, Denied, Unauthenticated
from services.kit.schema import Command, Event, IdField, Reply, Request, Text
from tests.integration.kit.shop import work


class Asker(Reply):
    asker = IdField(required=True, allow_none=True)


class Echoed(Asker):
    text = fields.String()
    trace = fields.String(required=True)


class Echo(Request):
    method = "shop.echo"
    reply = Echoed
    remembered = False
    text = Text(max_length=5000)


class OpenEcho(Request):
    method = "shop.open_echo"
    reply = Asker
    public = True
    remembered = False


class Sale(Reply):
    sold = fields.Integer(required=True)


class Sell(Request):
    """A book is sold; selling announces it. fail: what goes wrong after the sale is written."""

    method = "shop.sell"
    reply = Sale
    book = Text(required=True, max_length=100)
    count = fields.Integer(load_default=1)
    fail = fields.String(load_default=None)
    wait_s = fields.Float(load_default=0)


class Secret(Reply):
    secret = fields.Integer(required=True)


class TellSecret(Request):
    method = "shop.tell_secret"
    reply = Secret
    remembered = False


class TellTooMuch(Request):
    """A book is sold; the answer has a field that its reply does not know, and one of another type."""

    method = "shop.tell_too_much"
    reply = Sale
    book = fields.String(required=True)


class Waited(Reply):
    waited = fields.Float(required=True)


class Wait(Request):
    """The database, or the host, waits so long."""

    method = "shop.wait"
    reply = Waited
    seconds = fields.Float(required=True)


class Weight(Reply):
    weighed = fields.String(required=True)


class Weigh(Request):
    """Slow by nature, in a lane; wrong: it comes to nothing."""

    method = "shop.weigh"
    reply = Weight
    lane = "scales"
    public = True
    remembered = False
    who = fields.String(required=True)
    wrong = fields.Boolean(load_default=False)


class Burnt(Reply):
    result = fields.String(required=True)


class Burn(Request):
    """A child process burns CPU."""

    method = "shop.burn"
    reply = Burnt
    seconds = fields.Float(required=True)


class StartedCount(Reply):
    id = fields.String(required=True)


class StartCount(Request):
    method = "shop.start_count"
    reply = StartedCount
    total = fields.Integer(required=True)
    hold_s = fields.Float(load_default=0)
    die_at = fields.Integer(load_default=None, allow_none=True)


class GetJob(Request):
    method = "shop.get_job"
    reply = Job
    id = Text(required=True)


class ListJobs(Request):
    method = "shop.list_jobs"
    reply = JobPage
    limit = fields.Integer(load_default=20)
    cursor = IdField(load_default=None, allow_none=True)
    besides = fields.List(fields.String(), load_default=list)


class BookSold(Event):
    routing_key = "shop.book_sold.v1"
    example = {"book": "Dế Mèn", "number": 1}
    book = fields.String(required=True)
    number = fields.Integer(required=True)
    mood = fields.String()


class PrintLabel(Command):
    routing_key = "shop.print_label.v1"
    example = {"id": "01920000-0000-7000-8000-000000000001", "book": "Dế Mèn"}
    id = IdField(required=True)
    book = fields.String(required=True)


class Shop:
    name = "shop"
    tx = Transactions(Tx)

    @rpc(Echo)
    def echo(self, tx, **given):
        return {**given, "asker": tx.actor.person_id, "trace": tx.trace}

    @rpc(OpenEcho)
    def open_echo(self, tx):
        return {"asker": tx.actor.person_id}

    @rpc(Sell)
    def sell(self, tx, *, book, count, fail, wait_s):
        for number in range(1, count + 1):
            sold = tx.execute(text("INSERT INTO sales (book) VALUES (:book) RETURNING id"), {"book": book}).scalar()
            tx.emit(BookSold, book=book, number=number)
        tx.record("book.sell", subject_id=book, after={"count": count})
        if wait_s:
            tx.execute(text("SELECT pg_sleep(:s)"), {"s": wait_s})
        if fail == "fault":
            raise Conflict("sold-out", book=book)
        if fail == "denied":
            raise Denied("not-allowed", action="book.sell", reason="no-role")
        if fail == "crash":
            tx.execute(text("SELECT secret_column FROM sales"))
        if fail == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return {"sold": sold}

    @rpc(TellSecret)
    def tell_secret(self, tx):
        sold = tx.execute(text("INSERT INTO sales (book) VALUES ('secret') RETURNING id")).scalar()
        return {"secret": sold}

    @rpc(TellTooMuch)
    def tell_too_much(self, tx, *, book):
        tx.execute(text("INSERT INTO sales (book) VALUES (:book)"), {"book": book})
        return {"sold": book, "buyer": book}

    @rpc(Wait)
    def wait(self, tx, *, seconds):
        tx.execute(text("SELECT pg_sleep(:s)"), {"s": seconds})
        return {"waited": seconds}

    @rpc(Weigh, sender=lambda _tx, who, **_given: who)
    def weigh(self, tx, *, who, wrong):
        time.sleep(0.1)
        if wrong:
            raise Unauthenticated("wrong-weight")
        return {"weighed": who}

    @rpc(Burn)
    def burn(self, tx, *, seconds):
        return {"result": offload.run(work.burn, seconds, timeout_s=10)}

    @rpc(StartCount)
    def start_count(self, tx, *, total, hold_s, die_at):
        return {"id": tx.start_job("count", {"total": total, "die_at": die_at}, total=total, hold_s=hold_s)}

    @rpc(GetJob)
    def get_job(self, tx, *, id):
        return jobs.read(tx, id)

    @rpc(ListJobs)
    def list_jobs(self, tx, **given):
        return jobs.listed(tx, **given)

    @subscribe(BookSold, regards=lambda fields: fields.get("mood") != "dull")
    def on_book_sold(self, tx, event):
        if event.fields.get("mood") == "bad" or event.fields["book"] == "Cấm":
            open_again = tx.execute(text("SELECT count(*) FROM sales WHERE book = 'open'")).scalar()
            if not open_again:
                raise Conflict("reader-in-a-bad-mood")
        if event.fields["book"] == "Bom":
            os.kill(os.getpid(), signal.SIGKILL)
        tx.execute(
            text("INSERT INTO heard (book, number, message_id) VALUES (:book, :number, :id)"),
            {"book": event.fields["book"], "number": event.fields["number"], "id": event.id},
        )

    @handle(PrintLabel)
    def print_label(self, tx, command):
        tx.execute(
            text("INSERT INTO heard (book, number, message_id) VALUES (:book, 0, :id)"),
            {"book": command.fields["book"], "id": command.id},
        )

    @every(0.2)
    def tick(self, tx):
        tx.execute(text("INSERT INTO ticks (pid) VALUES (:pid)"), {"pid": os.getpid()})

    @job("count")
    def count(self, job):
        for number in range(job.state.get("counted", 0) + 1, job.params["total"] + 1):
            with job.transaction() as tx:
                tx.execute(text("INSERT INTO sales (book) VALUES ('counted')"))
                if number == job.params["die_at"] and job.tries == 1:
                    os.kill(os.getpid(), signal.SIGKILL)
                job.progress(number, counted=number)
        return {"results": [{"id": "all", "ok": True}]}


SERVICE = Shop
