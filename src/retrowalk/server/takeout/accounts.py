"""Accounts by the name that was typed at the terminal."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from retrowalk.server.people.models import Account, Person


def account_named(name: str) -> Account:
    """Return the account; raise CommandError, naming those there are, if it is none of them."""
    found = Account.objects.filter(username=name).first()
    if found is not None:
        return found
    names = ", ".join(
        Account.objects.order_by("username").values_list("username", flat=True)
    )
    there = f"there are {names}" if names else "there is none yet"
    raise CommandError(f"there is no account {name!r} here; {there}")


def person_named(account: Account, said: str) -> Person:
    """Return the account's person of that name or identifier; raise CommandError for none."""
    persons = list(account.persons.all())
    found = [p for p in persons if said in (p.name, str(p.pk))]
    if len(found) == 1:
        return found[0]
    if found:
        same = ", ".join(str(p.pk) for p in found)
        raise CommandError(f"{len(found)} persons are called {said}; say which: {same}")
    there = ", ".join(p.name for p in persons) or "nobody"
    raise CommandError(f"{account.username} has no person {said!r}; there is {there}")


def account_made(name: str) -> Account:
    """Return an unsaved account of that name with a password that was asked for."""
    if Account.objects.filter(username=name).exists():
        raise CommandError(
            f"the account {name!r} is there already; leave out --new-account"
        )
    account = Account(username=name)
    password = _password(name)
    try:
        account.clean_fields(exclude=["password"])
        validate_password(password, account)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    account.set_password(password)
    return account


def _password(name: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"A password for {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise CommandError("the two passwords differ; nothing was stored")
    return password
