import pytest

from services.contracts import members as contract
from services.members.domain.positions import Position
from services.members.domain.units import Unit
from services.members.stores.people import Person


@pytest.mark.parametrize(
    ("copied", "promised"),
    [(Unit.COPIED, contract.UnitCopy), (Person.TOLD, contract.PersonCopy), (Position.COPIED, contract.PositionCopy)],
    ids=["units", "people", "positions"],
)
def test_the_registry_tells_of_itself_all_that_its_contract_promises(copied, promised):
    assert set(copied) == set(promised().fields)
