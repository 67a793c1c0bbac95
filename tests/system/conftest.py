"""A served register and a browser: gunicorn on a free port with a database of its own, Debian's Chromium by Playwright.

A page that asks another host for anything, logs an error or throws one fails its test.
"""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


@dataclass(frozen=True)
class Site:
    """A served register: its address, no slash at the end, and the passwords of its demo accounts by user name."""

    url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What `make run` gives the server; the database is added by `prepared` and `site`."""
    return {**os.environ, "SECRET_KEY": secrets.token_urlsafe(50), "DEBUG": "false"}


@pytest.fixture(scope="session")
def prepared(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A database as the first `make run` leaves it, and the passwords it printed."""
    database = tmp_path_factory.mktemp("prepared") / "register.sqlite3"
    printed = subprocess.run(
        [sys.executable, "manage.py", "prepare", "--port", str(free_port())],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": f"sqlite:///{database}"},
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
    return database, passwords_in(printed)


@pytest.fixture
def site(prepared: tuple[Path, dict[str, str]], environment: dict[str, str], tmp_path: Path) -> Iterator[Site]:
    """A served register with the founding notices and nothing else; each test has its own."""
    template, passwords = prepared
    database = shutil.copy(template, tmp_path / "register.sqlite3")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        + ["--no-control-socket", "--log-level", "warning"],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": f"sqlite:///{database}"},
    )
    try:
        _wait_until_served(f"http://127.0.0.1:{port}/zh/", server)
        yield Site(f"http://127.0.0.1:{port}", passwords)
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page in a desktop window, whose relative addresses are the site's."""
    yield from watched_page(browser, site, DESKTOP)


@pytest.fixture
def second_page(browser: Browser, site: Site) -> Iterator[Page]:
    """Another person's desktop window, with cookies of its own."""
    yield from watched_page(browser, site, DESKTOP)


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """A page on a phone held upright."""
    yield from watched_page(browser, site, PHONE)


def watched_page(browser: Browser, site: Site, device: dict) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=site.url, locale="zh-CN", **device)
    complaints: list[str] = []
    context.on("request", lambda request: _note_foreign(request.url, site, complaints))
    context.on("console", lambda entry: _note_error(entry, complaints))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()
    assert complaints == []


def _note_error(entry: ConsoleMessage, complaints: list[str]) -> None:
    if entry.type == "error":
        complaints.append(f"{entry.location['url']}: {entry.text}")


def _note_foreign(address: str, site: Site, complaints: list[str]) -> None:
    if not address.startswith((f"{site.url}/", "data:", "blob:", "about:")):
        complaints.append(f"asked another host: {address}")


def passwords_in(printed: str) -> dict[str, str]:
    """The passwords of the demo accounts as a command printed them, by user name."""
    return dict(re.findall(r"(demo-\w+)\s+\S+\s+(\S+)", printed))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # it answers, if only to say no
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"No server at {address}.")
