"""Letting people in without a password. Nothing here keeps a time at which somebody came."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from thegither.spine.people import codes, mail
from thegither.spine.people.actions.register import write_down
from thegither.spine.people.errors import WrongCode
from thegither.spine.people.models import Account, Person, SignInCode, new_stamp
from thegither.spine.people.queries import accounts_of_mailbox, people_of_mailbox
from thegither.spine.spaces.visibility import Viewer

MAILED_FOR, PRINTED_FOR = timedelta(minutes=30), timedelta(days=90)
TRIES = 5


@transaction.atomic
def open_account(*, person: Person) -> Account:
    """The account of a person, made when it is first needed.

    One person of one register, one account: were it shared between partnerships, the coordinator of
    one could print a code for it and walk into the other.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.account is None:
        person.account = Account(name=str(person.pk))
        person.account.set_unusable_password()
        person.account.save()
        person.save(update_fields=["account"])
    return person.account


def ask_for_code(*, address: str, sign_in_url: str) -> None:
    """Mail a code to a mailbox. An unknown mailbox is told so by mail, so that the page never tells.

    Everybody who reads the mailbox can use the code; they choose who they are after proving it.
    Raises `NoLetters`, whoever asks, while no letter can go out.
    """
    code = _mailed_code(address)
    if code:
        mail.send_code(address, codes.show(code), sign_in_url)
    else:
        mail.say_unknown(address)


@transaction.atomic
def accounts_of_proven(*, addresses: Iterable[str]) -> list[Account]:
    """The accounts of everybody who reads these mailboxes, opened where they are first needed."""
    found: dict[Account, None] = {}
    for address in addresses:
        for person in people_of_mailbox(address):
            open_account(person=person)
        found |= dict.fromkeys(accounts_of_mailbox(address))
    return list(found)


@transaction.atomic
def _mailed_code(address: str) -> str:
    accounts = accounts_of_proven(addresses=[address])
    code = codes.new_code() if accounts else ""
    for account in accounts:
        _replace_code(account, SignInCode.Kind.MAILED, code, MAILED_FOR)
    return code


def _replace_code(account: Account, kind: str, code: str, lasts: timedelta) -> None:
    account.codes.filter(kind=kind).delete()
    SignInCode.objects.create(
        account=account,
        kind=kind,
        first_group=code[: codes.GROUP],
        digest=codes.digest(code),
        expires_at=timezone.now() + lasts,
        tries_left=TRIES,
    )


@transaction.atomic
def make_printed_code(*, viewer: Viewer, person: Person) -> str:
    """A code to print, text or read out: good for ninety days, and the one before is void.

    The code is shown once and never stored. Somebody with an e-mail address is told that it was made.
    """
    account = open_account(person=person)
    code = codes.new_code()
    _replace_code(account, SignInCode.Kind.PRINTED, code, PRINTED_FOR)
    write_down(viewer, "make_printed_code", person)
    if person.email:
        transaction.on_commit(lambda: mail.say_code_was_printed(person), robust=True)
    return codes.show(code)


def use_code(*, written: str) -> list[Account]:
    """The accounts that a code opens: one, or several who share a mailbox.

    A mailed code is deleted as it is used; a printed one stays until it expires. A wrong ending counts
    against every code with that beginning, and after five of them the code is void.
    """
    accounts = _spend(codes.normalise(written))
    if not accounts:
        raise WrongCode(
            _(
                "This code does not work. It may be mistyped, used already, or too old, and five wrong "
                "tries make it void. Look at it once more, or ask for a new one."
            )
        )
    return accounts


@transaction.atomic
def _spend(code: str) -> list[Account]:
    now, beginning = timezone.now(), code[: codes.GROUP]
    standing = SignInCode.objects.filter(
        first_group=beginning, expires_at__gt=now, tries_left__gt=0
    )
    tries = list(standing.select_related("account").select_for_update(of=("self",)))
    right = [one for one in tries if constant_time_compare(one.digest, codes.digest(code))]
    keys = [one.pk for one in right]
    if right:
        SignInCode.objects.filter(pk__in=keys, kind=SignInCode.Kind.MAILED).delete()
        SignInCode.objects.filter(pk__in=keys, tries_left__lt=TRIES).update(tries_left=TRIES)
    else:
        standing.update(tries_left=F("tries_left") - 1)
    return [one.account for one in right if one.account.is_active]


@transaction.atomic
def forget_expired_codes() -> int:
    return SignInCode.objects.filter(expires_at__lte=timezone.now()).delete()[0]


@transaction.atomic
def sign_out_everywhere(*, account: Account) -> None:
    """Make every session of this account worthless, and every mailed code that could open a new one.

    A printed code stays: it is the only way in for people without e-mail. A coordinator replaces it.
    """
    account.sign_in_stamp = new_stamp()
    account.save(update_fields=["sign_in_stamp"])
    account.codes.filter(kind=SignInCode.Kind.MAILED).delete()
