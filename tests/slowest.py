"""At the end of a run: the ten files whose tests took longest, so that a slow one is seen when it becomes slow."""

from __future__ import annotations

from collections import Counter

import pytest

SHOWN = 10


class SlowestFiles:
    """Adds up what every test took to set up, run and take down; under xdist the reports of all workers come here."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.setting_up: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file = report.nodeid.partition("::")[0]
        self.seconds[file] += report.duration
        if report.when == "setup":
            self.setting_up[file] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.seconds:
            return
        terminalreporter.section(f"slowest {SHOWN} files")
        for file, seconds in self.seconds.most_common(SHOWN):
            terminalreporter.write_line(f"{seconds:7.1f}s {file}, {self.setting_up[file]:.1f}s of it setting up")
