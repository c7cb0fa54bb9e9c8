"""`thegither work`: do what is due, again and again. `--once` for a timer or a test."""

import signal
import time
from types import FrameType

import typer

from thegither.cli import django_setup


def register(app: typer.Typer) -> None:
    app.command("work")(work)


def work(
    once: bool = typer.Option(False, "--once", help="Do what is due now, then stop."),
    pause: float = typer.Option(1.0, min=0.1, help="Seconds between two looks."),
) -> None:
    """Do what is due: publish results, read uploaded files, send what has to go out.

    Example: `thegither work --once`
    """
    django_setup.load()
    from django.db import close_old_connections

    from thegither.config.tick import tick

    signal.signal(signal.SIGTERM, stop)
    while True:
        close_old_connections()
        tick()
        if once:
            return
        time.sleep(pause)


def stop(number: int, frame: FrameType | None) -> None:
    """Leave as after Ctrl+C: the lease is returned, so the next worker need not wait until it runs out."""
    raise SystemExit(0)
