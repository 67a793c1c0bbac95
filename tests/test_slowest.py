"""Each run says which files took longest, also where workers ran the tests."""

from __future__ import annotations

import re

import pytest

from tests.slowest import SHOWN, SlowestFiles

pytest_plugins = ["pytester"]

SLOW = """
import time
import pytest

@pytest.fixture
def register():
    time.sleep(0.2)

def test_slow(register): time.sleep(0.05)
def test_slow_again(): time.sleep(0.05)
"""


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "under a worker"])
def test_the_slowest_files_are_named_with_all_their_tests_slowest_first(
    pytester: pytest.Pytester, workers: list[str]
) -> None:
    pytester.makepyfile(test_quick="def test_quick(): pass", test_slow=SLOW)
    said = pytester.runpytest_inprocess("-p", "no:django", "-p", "no:cacheprovider", *workers, plugins=[SlowestFiles()])
    said.assert_outcomes(passed=3)
    lines = [line for line in said.outlines if re.search(r"\ds test_", line)]
    assert [re.sub(r"\d\.\d", "N", line.strip()) for line in lines] == [
        "Ns test_slow.py, Ns of it setting up",
        "Ns test_quick.py, Ns of it setting up",
    ]
    seconds, setting_up = map(float, re.findall(r"\d\.\d", lines[0]))
    assert seconds >= 0.3
    assert 0.2 <= setting_up < seconds


def test_no_more_than_ten_are_named(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(**{f"test_{number}": "def test_it(): pass" for number in range(SHOWN + 2)})
    said = pytester.runpytest_inprocess("-p", "no:django", "-p", "no:cacheprovider", plugins=[SlowestFiles()])
    assert len([line for line in said.outlines if re.search(r"\ds test_", line)]) == SHOWN


def test_this_very_run_will_name_them(pytestconfig: pytest.Config) -> None:
    """Where workers run, the one who started them says it, and no worker."""
    assert pytestconfig.pluginmanager.has_plugin("slowest-files") is not hasattr(pytestconfig, "workerinput")
