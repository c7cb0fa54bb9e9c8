"""A built wheel carries its assets: an empty environment serves the same made-up partnership."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof
ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".venv/bin/uv"
LONGEST_START = 180


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd=ROOT)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The `thegither` command in an environment that holds the small lock and the wheel alone."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    python = home / "bin/python"
    run(UV, "venv", "--python", sys.executable, home)
    run(UV, "pip", "sync", "--python", python, "--require-hashes", ROOT / "requirements/run.txt")
    run(UV, "pip", "install", "--python", python, "--no-deps", wheel)
    return home / "bin/thegither"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


@pytest.fixture
def address(installed, tmp_path):
    """Where the installed command serves, from a folder of its own."""
    port = free_port()
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("THEGITHER_", "DATABASE_", "DJANGO_"))
    }
    server = subprocess.Popen(
        [str(installed), "run", "--port", str(port)],
        cwd=tmp_path,
        env=clean,
        start_new_session=True,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}", server)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen) -> str:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            fetch(f"{address}/healthz")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
        else:
            return address
    raise AssertionError(f"nothing answered within {LONGEST_START} seconds")


def test_the_wheel_holds_the_built_assets(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {"style.css", "thegither.js"} <= {Path(name).name for name in names}


def test_the_wheel_serves_the_made_up_partnership(address):
    front = fetch(address)
    assert "Sign in" in front
    for asset in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', front):
        assert fetch(address + asset)
