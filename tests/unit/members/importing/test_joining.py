"""Fields in several columns, put together and written back in the shape of the sheet that came."""

import pytest

from services.members.importing.joining import (
    columns_to_mark,
    first_columns,
    gather_cells,
    join_cells,
    parts_of,
    split_cells,
)

NAME = {1: "family_name", 2: "given_name", 3: "birth_date", 4: "sex"}
MARKS = {1: "full_name", 2: "birth_date", 3: "male", 4: "female"}
BORN_BY_SEX = {1: "full_name", 2: "male", 3: "female"}
BORN = {1: "full_name", 2: "birth_day", 3: "birth_month", 4: "birth_year", 5: "sex"}
ADDRESS = {1: "full_name", 2: "permanent_address", 3: "permanent_address", 4: "phone"}


def written(fields: dict[int, str], texts: list[str], **mended: str) -> list[str]:
    """The row's texts after these cells were mended."""
    columns = first_columns(fields)
    cells = join_cells(gather_cells(texts, fields), columns) | mended
    places = columns_to_mark(columns)
    changed = split_cells(cells, texts, places=places, parts=parts_of(fields))
    return [changed.get(index, text) for index, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("fields", "texts", "mended", "expected"),
    [
        (
            NAME,
            ["1", "Lê Văn", "4n", "1/1/2005", "Nam"],
            {"full_name": "Lê Văn An"},
            ["1", "Lê Văn", "An", "1/1/2005", "Nam"],
        ),
        (
            NAME,
            ["1", "Lê Văn", "An", "1/1/205", "Nam"],
            {"birth_date": "1/1/2005"},
            ["1", "Lê Văn", "An", "1/1/2005", "Nam"],
        ),
        (
            NAME,
            ["1", "Lê", "Văn An", "1/1/205", "Nam"],
            {"birth_date": "1/1/2005"},
            ["1", "Lê", "Văn An", "1/1/2005", "Nam"],
        ),
        (MARKS, ["1", "Lê An", "1/1/2005", "x", "x"], {"sex": "Nữ"}, ["1", "Lê An", "1/1/2005", "", "x"]),
        (BORN_BY_SEX, ["1", "Lê An", "31/02/2005", ""], {"birth_date": "28/02/2005"}, ["1", "Lê An", "28/02/2005", ""]),
        (BORN_BY_SEX, ["1", "Lê An", "1/1/2005", ""], {"sex": "Nữ"}, ["1", "Lê An", "", "1/1/2005"]),
        (
            BORN,
            ["1", "Lê An", "31", "2", "2005", "Nam"],
            {"birth_date": "28/02/2005"},
            ["1", "Lê An", "28", "02", "2005", "Nam"],
        ),
        (BORN, ["1", "Lê An", "31", "2", "2005", "Nam"], {"birth_date": "2005"}, ["1", "Lê An", "", "", "2005", "Nam"]),
        (
            ADDRESS,
            ["1", "Lê An", "Xóm 3", "Tân Mỹ", ""],
            {"phone": "0987654321"},
            ["1", "Lê An", "Xóm 3", "Tân Mỹ", "0987654321"],
        ),
        (
            ADDRESS,
            ["1", "Lê An", "Xóm 3", "Tân Mỹ", ""],
            {"permanent_address": "Xóm 4, Tân Mỹ"},
            ["1", "Lê An", "Xóm 4", "Tân Mỹ", ""],
        ),
    ],
    ids=[
        "the given name in its column",
        "another cell leaves the name alone",
        "a name split otherwise stays so",
        "the mark of the sex moves",
        "a birth date under its sex",
        "a birth date moves with the sex",
        "day, month and year",
        "a year alone",
        "another cell leaves the address alone",
        "a level of the address",
    ],
)
def test_a_mended_row_keeps_the_shape_of_its_sheet(
    fields: dict[int, str], texts: list[str], mended: dict[str, str], expected: list[str]
) -> None:
    assert written(fields, texts, **mended) == expected
