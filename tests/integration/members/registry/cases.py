"""The registry as cases meet it, for tests of what they ask."""

from datetime import date

from sqlalchemy import text

from services.kit import ids
from services.members.cases import applying, keeping, preparing, revoking
from services.members.domain.memberships import FROM_FILE
from services.members.domain.positions import Position as Office

CHAPTER = "24-01-001-001"
OTHER = "24-02-001-001"
NEIGHBOUR = "24-01-001-002"
TODAY = date(2026, 11, 24)


class Registry:
    """The registry as cases meet it: each method is one command, delivered; answers what was announced."""

    def __init__(self, province, events):
        self.province, self.events = province, events
        self.batches = {}

    def tell(self, work, key, **given):
        with self.province.database.transaction() as tx:
            work(tx, **given)
        announced = self.events(key)[-1]
        assert announced["batch_id"] == str(given["batch_id"])
        return announced["outcomes"]

    def subject(self, case_id=None, *, kind="admit", person=None, unit=CHAPTER, data=None, **profile):
        usual = {"full_name": "Nguyễn Thu Hà", "sex": "female", "born_on": "2010-02-03"}
        usual |= {"full_name": person.full_name, "born_on": str(person.born_on)} if person else {}
        return {
            "case_id": case_id or ids.new(),
            "kind": kind,
            "person_id": person and person.id,
            "unit_id": self.province.id(unit),
            "data": (data or {}) | ({"profile": usual | profile} if kind in FROM_FILE else {}),
        }

    def prepare(self, *subjects, on=TODAY):
        key, batch_id = "members.changes_prepared.v1", ids.new()
        self.batches |= {subject["case_id"]: batch_id for subject in subjects}
        return self.tell(preparing.prepare, key, batch_id=batch_id, effective_on=on, subjects=subjects)

    def apply(self, *subjects, **changes):
        lines = [self.line(subject["case_id"], **changes) for subject in subjects]
        batch_id = self.batches[subjects[-1]["case_id"]]
        return self.tell(applying.apply, "members.changes_applied.v1", batch_id=batch_id, lines=lines)

    def release(self, subject):
        with self.province.database.transaction() as tx:
            revoking.release(tx, case_ids=[subject["case_id"]])

    def revoke(self, subject, on=TODAY, **changes):
        given = {"batch_id": ids.new(), "on": on, "reason": "Hồ sơ khai sai", "case_ids": [subject["case_id"]]}
        return self.tell(revoking.revoke, "members.changes_applied.v1", **given, **changes)

    def line(self, case_id, **changes):
        return {
            "case_id": case_id,
            "case_number": "KN-2026-0412",
            "process": "admission",
            "title": "Chuẩn y kết nạp đoàn viên",
            "on": TODAY,
            "document_id": ids.new(),
            "document_number": "12-QĐ/ĐTN",
            "document_on": TODAY,
            "confidential": False,
            "data": {},
            **changes,
        }

    def person(self, outcome):
        with self.province.database.transaction() as tx:
            return tx.people.get(ids.UUID(outcome["person_id"]))

    def done(self, subject, *, on=TODAY, **changes):
        """The change is prepared and applied; answers the person."""
        [outcome] = self.prepare(subject, on=on)
        assert outcome["ok"], outcome
        self.apply(subject, **changes)
        return self.person(outcome)

    def keep(self, *lines):
        with self.province.database.transaction() as tx:
            keeping.keep(tx, lines=lines)

    def build_line(self, person, *, case_id=None, stage="6", about_unit=False, unit=CHAPTER, **changes):
        """A line that nothing was prepared for."""
        who = {"person_id": person and person.id, "unit_id": self.province.id(unit), "about_unit": about_unit}
        return self.line(case_id or ids.new(), stage=stage, **who, **({"writes": {}} | changes))

    def strike(self, *lines, on=TODAY):
        keys = [{"case_id": line["case_id"], "stage": line["stage"], "before": line.get("before")} for line in lines]
        with self.province.database.transaction() as tx:
            keeping.strike(tx, on=on, reason="Ghi nhầm", lines=keys)

    def file(self, person):
        with self.province.database.transaction() as tx:
            return tx.people.get(person.id)

    def stretches(self, person):
        """The person's stretches that stand, the oldest first."""
        rows = self.rows(
            "SELECT lower(valid) AS since, upper(valid) AS until, unit_id, bond_id, ended_as FROM memberships"
            " WHERE person_id = :person AND superseded_at IS NULL ORDER BY lower(valid)",
            person=person.id,
        )
        return [(row.since, row.until, row.unit_id) for row in rows]

    def rows(self, statement, **given):
        with self.province.database.transaction() as tx:
            return tx.execute(text(statement), given).all()

    def appoint(self, person, unit, *, code="PBT", from_on=date(2025, 1, 1), until=None):
        office = Office(
            id=ids.new(), person_id=person.id, unit_id=self.province.id(unit), role="CHAPTER_OFFICER", code=code,
            from_on=from_on, until=until,
        )  # fmt: skip
        with self.province.database.transaction() as tx:
            return tx.positions.add(office)

    def last_day(self, office):
        return self.province.count("SELECT until FROM positions WHERE id = :id", id=office.id)


def codes(outcome):
    """What was refused, in short."""
    return [refusal["code"] for refusal in outcome["refusals"]]
