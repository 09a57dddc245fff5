"""The accounts alone, as a host can run them."""

from services.kit.entrypoints import Transactions
from services.members.accounts.service import AccountsService
from services.members.store import Tx


class AccountsAlone(AccountsService):
    name = "members"
    tx = Transactions(Tx)


SERVICE = AccountsAlone
