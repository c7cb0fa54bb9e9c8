"""What each mode of running asks of the environment.

*demonstration* (the default) serves this machine only, makes its own secret, offers "sign in as".
*production* starts only when every secret is given and nothing is left open.
"""

import secrets
from pathlib import Path

from thegither.config.environment import SettingsError, flag, text

DEMONSTRATION, PRODUCTION = "demonstration", "production"


def read_mode() -> str:
    mode = text("THEGITHER_MODE", DEMONSTRATION)
    if mode not in {DEMONSTRATION, PRODUCTION}:
        raise SettingsError(
            f"THEGITHER_MODE is {mode!r}; set it to {DEMONSTRATION} or {PRODUCTION}."
        )
    return mode


def read_secret(mode: str, data_dir: Path) -> str:
    """The signing secret: given in production, made once and kept in the data folder elsewhere."""
    given = text("THEGITHER_SECRET_KEY")
    if given and (mode != PRODUCTION or len(given) >= 40):
        return given
    if mode == PRODUCTION:
        raise SettingsError(
            "Set THEGITHER_SECRET_KEY to a random text of at least 40 characters; "
            "`python -c 'import secrets; print(secrets.token_urlsafe(48))'` makes one."
        )
    return _own_secret(data_dir / "secret")


def _own_secret(path: Path) -> str:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"Nothing can be written in {path.parent} ({error.strerror}); "
            "set THEGITHER_DATA to a folder of your own."
        ) from error


def read_debug(mode: str) -> bool:
    debug = flag("THEGITHER_DEBUG")
    if debug and mode == PRODUCTION:
        raise SettingsError(
            "THEGITHER_DEBUG is on; unset it, because error pages would show secrets."
        )
    return debug


def read_hosts(mode: str) -> list[str]:
    hosts = [host.strip() for host in text("THEGITHER_HOSTS").split(",") if host.strip()]
    if mode == PRODUCTION and not hosts:
        raise SettingsError(
            "Set THEGITHER_HOSTS to the addresses people type, such as thegither.example.scot."
        )
    return hosts or ["127.0.0.1", "localhost", "[::1]"]


def read_address(mode: str, hosts: list[str], *, https: bool) -> str:
    """What stands before every path in a letter, without a slash at its end."""
    here = f"{'https' if https else 'http'}://{hosts[0].lstrip('.')}"
    usual = here if mode == PRODUCTION else "http://127.0.0.1:8000"
    address = text("THEGITHER_ADDRESS", usual).rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise SettingsError(
            f"THEGITHER_ADDRESS is {address!r}; write it whole, such as https://thegither.example.scot."
        )
    return address
