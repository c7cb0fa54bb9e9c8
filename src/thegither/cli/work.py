"""`thegither work`: do what is due, again and again. `--once` for a timer or a test.

What may not wait, such as counting votes, is done in a thread of its own: results of a large conversation can
take minutes, and people look at the totals meanwhile.
"""

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import typer

from thegither.cli import django_setup


def register(app: typer.Typer) -> None:
    app.command("work")(work)


PROMPTLY = 0.5


def work(
    once: bool = typer.Option(False, "--once", help="Do what is due now, then stop."),
    pause: float = typer.Option(1.0, min=0.1, help="Seconds between two looks."),
) -> None:
    """Do what is due: publish results, read uploaded files, send what has to go out.

    Example: `thegither work --once`
    """
    django_setup.load()
    from thegither.config.tick import tick, tick_promptly

    signal.signal(signal.SIGTERM, stop)
    if once:
        tick()
        return
    prompt = threading.Thread(target=again_and_again, args=(tick_promptly, PROMPTLY), daemon=True)
    prompt.start()
    again_and_again(tick, pause, meanwhile=prompt.is_alive)
    raise SystemExit("Counting votes ended with an error, which is told above.")


def again_and_again(
    look: Callable[[], object], pause: float, *, meanwhile: Callable[[], bool] = lambda: True
) -> None:
    """For ever, or until what should go on meanwhile has ended: then whoever started us starts us again."""
    from django.db import close_old_connections

    while meanwhile():
        close_old_connections()
        look()
        time.sleep(pause)


def stop(number: int, frame: FrameType | None) -> None:
    """Leave as after Ctrl+C: the lease is returned, so the next worker need not wait until it runs out."""
    raise SystemExit(0)
