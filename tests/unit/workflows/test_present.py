"""How a case is told to people."""

from services.messaging.domain.document import TITLES
from services.workflows.actions.present import DOCUMENT_STATES


def test_a_case_calls_the_state_of_a_document_as_the_register_does():
    assert {state.value: title for state, title in TITLES.items()} == DOCUMENT_STATES
