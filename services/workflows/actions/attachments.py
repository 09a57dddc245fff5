"""Files that forms bring: they are in the store and are what they say; and who may fetch them again."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema

from services.kit import clock, log, settings
from services.kit.faults import Invalid, NotFound
from services.kit.files import UNKEPT_LIFE, Files
from services.kit.policy import is_allowed
from services.workflows import registry
from services.workflows.actions.views import may_see, subject_of
from services.workflows.domain import forms
from services.workflows.domain.forms import FileField
from services.workflows.policy import POLICY
from services.workflows.store import Tx

_AT_ONCE = 2_000


def checked(form: type[Schema] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values, each file with the type and size that it really has.

    Raises Invalid for a file that is not in the store or is of a kind that its field does not take. What is no file at all
    is left for the form itself to refuse.
    """
    whole, errors = dict(given), {}
    for name, field in forms.files_of(form).items():
        if not given.get(name) or field.wrong(given[name]):
            continue
        try:
            whole[name] = _as_stored(field, given[name])
        except Invalid as wrong:
            errors[name] = wrong.fields["text"]
    if errors:
        raise Invalid(errors={name: [text] for name, text in errors.items()})
    return whole


def _as_stored(field: FileField, given: Mapping[str, Any]) -> dict[str, Any]:
    files, name = Files(settings.read()), given["name"]
    try:
        stored = files.stored(given["digest"])
    except NotFound:
        raise Invalid(text=f"Tệp “{name}” không còn trong kho. Chọn lại tệp.") from None
    if stored.media_type not in field.accepts:
        *others, last = dict.fromkeys(field.accepts.values())
        kinds = f"{', '.join(others)} hoặc {last}"
        raise Invalid(text=f"Mục này không nhận tệp “{name}”. Chụp hoặc lưu thành {kinds} rồi chọn lại.")
    return {"digest": stored.digest, "name": name, "media_type": stored.media_type, "size": stored.size}


def get_case_file(tx: Tx, *, case_id: UUID, digest: str) -> dict[str, Any]:
    """A file of the case, earlier ones of its history included, for whoever may see the field that it stands in.

    Raises NotFound("case-not-found" | "file-not-found") for everyone else.
    """
    case, history = tx.cases.get(case_id)
    if not may_see(tx, case):
        raise NotFound("case-not-found", case_id=case_id)
    hidden = registry.of(case).sensitive
    if is_allowed(POLICY, tx, "case.view_sensitive", of=subject_of(case)):
        hidden = frozenset()
    for form in (case.form, *(line.form for line in reversed(history))):
        for name, file in list_files(form):
            if file["digest"] == digest and name not in hidden:
                return dict(file)
    raise NotFound("file-not-found", digest=digest)


def keep_files(form: Mapping[str, Any]) -> None:
    """Files of a form that is being saved stay in the store."""
    files = Files(settings.read())
    for _, file in list_files(form):
        with contextlib.suppress(
            NotFound
        ):  # `checked` has refused what is not there; a copied form may name what is gone
            files.keep(file["digest"])


def delete_unkept() -> None:
    """Remove uploads to which no form came to refer, some at a time."""
    files, before = Files(settings.read()), clock.real_now() - UNKEPT_LIFE
    if removed := files.delete_unkept(before=before, at_most=_AT_ONCE):
        log.get().info("uploads_removed", count=removed)


def list_files(form: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Files of a form and of its groups, with the name that hides or shows them."""
    for name, value in form.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Mapping) and "digest" in each:
                yield name, each
            elif isinstance(each, Mapping):
                yield from list_files(each)
