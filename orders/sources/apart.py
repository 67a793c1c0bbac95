"""Reading a file in a process of its own, with bounded memory and time: what breaks there breaks nothing here.

A file comes from outside, and the software that unpacks it is large. The process has none of the server's settings, no
database and no key; it gets the bytes, gives back the words, and is gone. What runs in it is `orders.sources.child`.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

from orders.notices.notice import Finding
from orders.sources.limits import MOST_SECONDS
from orders.sources.refusal import Unreadable, gettext_noop
from orders.sources.source_text import Kind, SourceText, place_of

_PATIENCE = 4  # times as long by the clock, for a busy machine
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # of the environment

_TOO_SLOW = gettext_noop("文件过于复杂，在规定的时间内没有读完。请分成几份，或者复制全文粘贴。")
_BROKEN = gettext_noop("文件不能读出：可能已损坏，或者展开以后过大。请在原软件中打开，另存以后再选择。")

_log = logging.getLogger(__name__)


def read_apart(content: bytes, kind: Kind) -> SourceText:
    """The words of a file, read in a process of its own; Unreadable where it says no, breaks or takes too long."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "orders.sources.child", kind.value],
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={**environment, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=MOST_SECONDS * _PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow", _TOO_SLOW) from error
    if done.returncode == 0:
        return _answered(done.stdout)
    if -done.returncode == getattr(signal, "SIGXCPU", None):
        raise Unreadable("too_slow", _TOO_SLOW)
    _log.warning("A %s was not read (%s): %s", kind, done.returncode, done.stderr.decode("utf-8", "replace")[-2000:])
    raise Unreadable("broken", _BROKEN)


def _answered(answer: bytes) -> SourceText:
    said = json.loads(answer)
    if "refused" in said:
        code, template, values = said["refused"]
        raise Unreadable(code, template, **values)
    return SourceText(
        said["text"],
        Kind(said["kind"]),
        said["encoding"],
        tuple(Finding(code, message) for code, message in said["findings"]),
        tuple(place_of(row) for row in said["places"]),
        said["aside"],
    )
