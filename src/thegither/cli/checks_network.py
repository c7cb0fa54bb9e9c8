"""Does mail go out, and do the partners' identity providers answer? Loaded only once Django is."""

import json
from http.client import HTTPException
from smtplib import SMTPException
from urllib.request import urlopen

from django.conf import settings
from django.core.mail import get_connection, send_mail

from thegither.cli.checks import Finding, Findings, fine, warning, wrong
from thegither.cli.checks_settings import host_of, is_production

PATIENCE = 10  # seconds
SMTP = "django.core.mail.backends.smtp.EmailBackend"
DISCOVERY = "/.well-known/openid-configuration"


def check_network(send_to: str = "") -> Findings:
    yield _mail()
    if send_to:
        yield _send(send_to)
    yield from _providers()


def _mail() -> Finding:
    mend = f"Set THEGITHER_MAIL_BACKEND={SMTP} and THEGITHER_MAIL_HOST."
    try:
        connection = get_connection(timeout=PATIENCE)
    except ImportError:
        return wrong("mail", f"there is no mail back end {settings.EMAIL_BACKEND}.", mend)
    if settings.EMAIL_BACKEND != SMTP:
        sentence = "letters are not sent; they stay on this machine."
        return (wrong if is_production() else warning)("mail", sentence, mend)
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection.open()
        connection.close()
    except (SMTPException, OSError) as error:
        mend = "Check THEGITHER_MAIL_HOST, _PORT, _USER, _PASSWORD and _TLS."
        return wrong("mail", f"{server} does not let us in ({type(error).__name__}).", mend)
    if settings.DEFAULT_FROM_EMAIL.endswith("localhost"):
        mend = "Set THEGITHER_MAIL_FROM to an address of yours."
        return warning("mail", "letters come from an address that does not exist.", mend)
    return fine("mail", f"{server} lets us in.")


def _send(address: str) -> Finding:
    try:
        send_mail("Thegither can send letters", "This is a test. Do nothing.", None, [address])
    except (SMTPException, OSError, ImportError) as error:
        mend = "Ask whoever runs the mail server why."
        return wrong("test letter", f"it was not taken ({type(error).__name__}).", mend)
    return fine("test letter", "it was sent; see whether it arrives.")


def _providers() -> Findings:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if not apps:
        yield fine("single sign-on", "none is set; people sign in with a code.")
    for app in apps:
        yield _provider(app["name"], app["settings"]["server_url"])


def _provider(name: str, server: str) -> Finding:
    address = server if DISCOVERY in server else server.rstrip("/") + DISCOVERY
    if not address.startswith("https://"):
        mend = "Give an address that begins with https:// in THEGITHER_OIDC."
        return wrong("single sign-on", f"{name} would be asked without encryption.", mend)
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            found = json.load(answer)
    except (OSError, HTTPException, ValueError) as error:
        mend = (
            f"Can this machine reach {host_of(address)}, and is `server` right in THEGITHER_OIDC?"
        )
        return wrong("single sign-on", f"{name} does not answer ({type(error).__name__}).", mend)
    if not isinstance(found, dict) or "authorization_endpoint" not in found:
        mend = "Ask for the address of its discovery document."
        return wrong("single sign-on", f"{name} is no OpenID Connect provider.", mend)
    return fine("single sign-on", f"{name} answers at {host_of(address)}.")
