"""The transaction of meetings. Stores join it as cached properties, one for each thing that is kept."""

from functools import cached_property

from services.kit import database
from services.kit.copies import PathTree
from services.meetings.tables import units


class Tx(database.Tx):
    """A transaction of meetings."""

    @cached_property
    def tree(self) -> PathTree:
        return PathTree(self, units)
