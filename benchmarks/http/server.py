"""The real server, as `thegither run` starts it, in a process group that can be killed at a stroke."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.http.places import Place

STARTS_WITHIN = 60


class ServerDidNotStart(Exception):
    """The server ended, or did not listen in time."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `kill` ends every process of it with SIGKILL: no goodbye, no flush."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=20)


@contextmanager
def serve(place: Place, port: int) -> Iterator[Server]:
    server = Server(port, subprocess.Popen(_command(place, port), **_apart(place)))
    try:
        _wait_until_it_listens(server)
        yield server
    finally:
        server.stop()


def _command(place: Place, port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": "127.0.0.1",
        "--port": port,
        "--workers": place.workers,
        "--blocking-threads": place.threads,
        "--log-level": "warning",
    }
    words = [str(word) for option in options.items() for word in option]
    return [sys.executable, "-m", "granian", *words, "thegither.config.wsgi:application"]


def _apart(place: Place) -> dict:
    return {"env": place.environment, "start_new_session": True, "stdout": subprocess.DEVNULL}


def _wait_until_it_listens(server: Server) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.1)
    raise ServerDidNotStart(f"Nothing listens on port {server.port}.")
