"""`thegither run`: everything in one go, on this machine."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import typer

from thegither.cli import django_setup
from thegither.cli.errors import refuse

HOST, PORT, SEED = "127.0.0.1", 8000, 2026


def register(app: typer.Typer) -> None:
    app.command("run")(run)


def run(
    host: str = typer.Option(HOST, help="Address to listen on."),
    port: int = typer.Option(PORT, min=1, max=65535, help="Port to listen on."),
    workers: int = typer.Option(2, min=1, help="Processes that answer requests."),
    threads: int = typer.Option(1, min=1, help="Threads in each; one was measured fastest."),
    web_only: bool = typer.Option(
        False, "--web-only", help="Answer requests only; `thegither work` runs beside it."
    ),
) -> None:
    """Prepare the database, fill an empty one with the made-up partnership, and serve.

    Example: `thegither run --port 8080`
    """
    refuse_taken_port(host, port)
    os.environ.setdefault("THEGITHER_ADDRESS", f"http://{host}:{port}")
    django_setup.load()
    prepare()
    announce(host, port)
    with nullcontext() if web_only else working():
        serve(host, port, workers, threads)


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = f"Nothing can listen on {host} port {port} ({error.strerror})."
            refuse(f"{taken} Stop what runs there, or choose another with --port.")


def prepare() -> None:
    from django.conf import settings

    django_setup.prepare_database()
    if settings.MODE == "demonstration":
        fill_if_empty()


def fill_if_empty() -> None:
    from thegither.demo.build import build
    from thegither.spine.spaces.models import Partnership

    if Partnership.objects.exists():
        return
    typer.echo("Filling the empty database with a made-up partnership (once) ...")
    build(SEED)


def announce(host: str, port: int) -> None:
    from django.conf import settings

    address = f"http://{host}:{port}"
    typer.echo(f"\nThegither is at {address}  (stop with Ctrl+C)")
    if settings.MODE == "demonstration":
        announce_shoes(address)


def announce_shoes(address: str) -> None:
    """Who one can sign in as in the made-up partnerships, without any code."""
    from django.urls import reverse

    from thegither.spine.people.shoes import to_sign_in_as
    from thegither.spine.spaces.queries import made_up_partnerships

    for partnership in made_up_partnerships():
        page = reverse("people:sign_in_as", args=[partnership.slug])
        typer.echo(f"\n{partnership.name} is made up. Sign in as one of these at {address}{page}")
        for shoes in to_sign_in_as(partnership):
            typer.echo(f"  {shoes.person.name}: {shoes.standing}; {shoes.may}")


def serve(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "thegither.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
        log_level="warning",
    ).serve()


@contextmanager
def working() -> Iterator[None]:
    """Keep a `thegither work` process alive beside the server: one that dies is started again.

    Both end together.
    """
    ending = threading.Event()
    watch = threading.Thread(target=keep_working, args=(ending,))
    watch.start()
    try:
        yield
    finally:
        ending.set()
        watch.join()


def keep_working(ending: threading.Event) -> None:
    while not ending.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "thegither", "work"])
        while worker.poll() is None and not ending.wait(0.5):
            continue
        worker.terminate()
        worker.wait()
        ending.wait(1.0)
