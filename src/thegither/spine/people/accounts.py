"""Who is signed in, found again for each request. Nobody here has a password, so nothing takes one."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet

from thegither.spine.people.models import Account
from thegither.spine.spaces.planned import KEY, Planned, as_object, columns


def _with_key(account: UUID) -> QuerySet:
    return Account.objects.filter(pk=account, is_active=True).values_list(*columns(Account))


_accounts = Planned(_with_key, account=KEY)


class Accounts(BaseBackend):
    """What Django asks for the account in a session; an account shut since then is found no more."""

    def get_user(self, user_id: UUID) -> Account | None:
        return next((as_object(Account, row) for row in _accounts(account=user_id)), None)
