"""Forms out of nothing but their JSON Schema: whole ones, wrong ones, and ones that are mended until no rule refuses them."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from services.kit.faults import Conflict, Invalid

TEXTS = ("Nguyễn Thu Hà", "15/GCN", "024308001234", "0912345678", "thu.ha@example.vn")
COUNTS = (12, 12, 12, 0, 0, 16, 3)
AGES = (0, 3, 20, 200, 400, 18 * 365, 17 * 365, 25 * 365, 12 * 365, -30)
"""How many days ago a day may lie."""
WRONG = (None, "", "không rõ", "31/02/2010", -1, 10**9, 1.5, True, [], {}, "x" * 3000)


class Forms:
    """Values for a schema's fields. keys: units and people that a field may name."""

    def __init__(self, seed: int, *, today: date, keys: tuple[UUID, ...]) -> None:
        self.random, self.today, self.keys = Random(seed), today, keys

    def whole(self, schema):
        """Every required field, nearly all that are needed later, some of the others; none that a screen would not show."""
        form = {name: self.value(field) for name, field in _fields(schema).items() if self._is_filled(schema, name)}
        return {name: value for name, value in form.items() if _is_shown(_fields(schema)[name], form)}

    def _is_filled(self, schema, name):
        needed = "x-needed" in _fields(schema)[name]
        return name in schema["required"] or self.random.random() < (0.97 if needed else 0.4)

    def wrong(self, schema):
        """A whole form with something that does not belong there."""
        form = self.whole(schema)
        for name in self.random.sample(sorted({*_fields(schema), "nobody_asked"}), k=1):
            form[name] = self.random.choice(WRONG)
        return form

    def mended(self, schema, attempt, tries=60, rounds=3):
        """A form that `attempt` has little against. attempt: form → what is against it, and at which fields if it says.

        Mending that leads nowhere begins anew: what fits together may be another form altogether.
        """
        against, form = self._mended(schema, attempt, tries)
        for _ in range(rounds - 1):
            if against < 1:
                break
            against, form = min((against, form), self._mended(schema, attempt, tries // 2), key=lambda one: one[0])
        return form

    def _mended(self, schema, attempt, tries):
        form = self.whole(schema)
        against, fields = attempt(form)
        for _ in range(tries):
            if not against:
                break
            other = self._changed(schema, form, fields)
            now = attempt(other)
            if now[0] <= against:
                form, (against, fields) = other, now
        return against, form

    def _changed(self, schema, form, fields):
        names = sorted(_fields(schema).keys() & fields) or sorted(_fields(schema))
        changed = dict(form)
        for name in self.random.sample(names, k=min(len(names), self.random.choice((1, 1, 2)))):
            changed.pop(name, None)
            if self._is_filled(schema, name):
                changed[name] = self.value(schema["properties"][name])
        if names_of_what_shows := {name for field in _fields(schema).values() for name in field.get("x-when", ())}:
            changed = self._redrawn(schema, form, changed, names_of_what_shows)
        return changed

    def _redrawn(self, schema, before, form, deciding):
        """What another choice shows is filled in, what it hides is gone."""
        kept = {name: value for name, value in form.items() if _is_shown(_fields(schema)[name], form)}
        if any(before.get(name) != form.get(name) for name in deciding):
            shown = [name for name, field in _fields(schema).items() if "x-when" in field and _is_shown(field, form)]
            kept |= {name: self.value(_fields(schema)[name]) for name in shown if self._is_filled(schema, name)}
        return kept

    def value(self, field):
        """A value that the field's schema allows."""
        if "enum" in field:
            return self.random.choice(field["enum"])
        match field["type"], field.get("format"):
            case "boolean", _:
                return self.random.random() < 0.5
            case "integer", _:
                return min(max(self.random.choice(COUNTS), field.get("minimum", 0)), field.get("maximum", 100))
            case "string", "date":
                return (self.today - timedelta(days=self.random.choice(AGES))).isoformat()
            case "string", "uuid":
                return str(self.random.choice(self.keys))
            case (("object" | "array"), _):
                return self._many(field)
            case "string", _:
                return self.random.choice(TEXTS)[: field.get("maxLength")]
        raise AssertionError(f"no value for {field}")

    def _many(self, field):
        if field["type"] == "array":
            return self._rows(field)
        if field["x-widget"] == "file":
            return {"digest": f"{self.random.getrandbits(256):064x}", "name": "giấy tờ.pdf"}
        return self.whole(field)

    def _rows(self, field):
        least = field.get("minItems", 0)
        most = min(field.get("maxItems", least + 6), least + 6)
        return [self.value(field["items"]) for _ in range(self.random.randint(least, most))]


def objection(move):
    """What is against a move: how much, and the fields that are named. A move that turns elsewhere is as good as refused."""
    try:
        step = move()
    except Invalid as fault:
        return 100 + len(fault.fields["errors"]), set(fault.fields["errors"])
    except Conflict as fault:
        return len(fault.fields.get("refusals", ())) or 1000, set()
    return (1 if step.line.to_state not in (step.move.to, step.line.from_state) else 0), set()


def _is_shown(field, form):
    return all(form.get(name) in values for name, values in field.get("x-when", {}).items())


def _fields(schema):
    return schema["properties"]
