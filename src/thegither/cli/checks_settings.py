"""Do the settings keep people safe? Loaded only once Django is."""

import ipaddress
import sys
from urllib.parse import urlsplit

from django.conf import settings

from thegither.cli.checks import Finding, Findings, fine, warning, wrong
from thegither.config.modes import PRODUCTION


def check_settings() -> Findings:
    for check in (_mode, _secret, _hosts, _https, _limits, _proxies, _python):
        yield check()


def is_production() -> bool:
    return bool(settings.MODE == PRODUCTION)


def _mode() -> Finding:
    if is_production():
        return fine("mode", "production.")
    return warning(
        "mode",
        "demonstration: anybody on this machine can sign in as anybody made up.",
        "Set THEGITHER_MODE=production before real people come.",
    )


def _secret() -> Finding:
    if len(set(settings.SECRET_KEY)) >= 16:
        return fine("secret", f"{len(settings.SECRET_KEY)} characters.")
    return wrong(
        "secret",
        "THEGITHER_SECRET_KEY could be guessed: it uses too few different characters.",
        "`python -c 'import secrets; print(secrets.token_urlsafe(48))'` makes a better one.",
    )


def _hosts() -> Finding:
    if "*" in settings.ALLOWED_HOSTS:
        mend = "Set THEGITHER_HOSTS to the addresses people type."
        return wrong("hosts", "any address is answered, so links in letters can be forged.", mend)
    return fine("hosts", f"answers to {', '.join(settings.ALLOWED_HOSTS)}.")


def _https() -> Finding:
    if settings.DEBUG:
        return wrong("https", "debug is on: error pages show secrets.", "Unset THEGITHER_DEBUG.")
    if settings.HTTPS:
        return fine("https", "cookies travel encrypted only, and browsers are told to keep it so.")
    mend = "Unset THEGITHER_BEHIND_PLAIN_HTTP and put a proxy with a certificate in front."
    if is_production():
        return warning("https", "cookies travel without encryption.", mend)
    return fine("https", "not needed on this machine alone.")


def _limits() -> Finding:
    if settings.RATELIMIT_ENABLE:
        return fine("limits", "tries at signing in are limited.")
    return wrong("limits", "codes can be tried without end.", "Unset THEGITHER_NO_RATE_LIMITS.")


def _proxies() -> Finding:
    bad = [address for address in settings.PROXIES if not _is_address(address)]
    if bad:
        mend = "Give network addresses such as 127.0.0.1 in THEGITHER_PROXIES."
        return wrong("proxies", f"{', '.join(bad)} is no address of a proxy.", mend)
    if settings.PROXIES or not is_production():
        return fine("proxies", f"believes {', '.join(settings.PROXIES) or 'nobody'}.")
    return warning(
        "proxies",
        "none is named, so behind a proxy all visitors share one limit on tries.",
        "Set THEGITHER_PROXIES to the proxy's network address.",
    )


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    has_lock = getattr(sys, "_is_gil_enabled", lambda: True)()
    if has_lock:
        return fine("python", f"{version}.")
    mend = "Use the usual build of Python."
    return wrong(
        "python", f"{version} without its global lock, which nothing here was tested on.", mend
    )


def host_of(address: str) -> str:
    """The host in a web address, for a report that must not show what stands in its path."""
    return urlsplit(address).hostname or "?"
