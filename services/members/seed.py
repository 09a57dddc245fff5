"""`python -m services.members.seed --size full|small`: a demonstration province in an empty registry.

Bắc Giang as its Union stood in 2024: real districts and communes, invented people. Deterministic but for passwords.
Prints `done/total` lines; leaves the accounts in DOANSO_STATE/demo-accounts.json.
"""

import argparse
import sys

import psycopg

from services.kit import clock, settings
from services.members.seeding import demonstration, loading
from services.members.seeding.tree import FULL, SMALL


def main() -> int:
    """0 when the province stands, made now or earlier."""
    parser = argparse.ArgumentParser(description="Fill an empty registry with the demonstration province.")
    parser.add_argument("--size", choices=("full", "small"), default="full")
    size = {"full": FULL, "small": SMALL}[parser.parse_args().size]
    told = settings.read()
    url = told.database_url("members").replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url, options="-c synchronous_commit=off -c maintenance_work_mem=256MB") as connection:
        if connection.execute("SELECT EXISTS (SELECT FROM units)").fetchone() == (True,):
            _say("the registry already has units; nothing was changed")
            return 0
        province = loading.make(size, on=clock.day_of(clock.now()))
        loading.load(connection, province, progress=lambda done, total: _say(f"{done}/{total}"))
        accounts = demonstration.open_accounts(connection, province)
        demonstration.keep(accounts, told.state / "demo-accounts.json")
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
