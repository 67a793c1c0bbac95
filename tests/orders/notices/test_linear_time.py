"""A long text costs no more per character than a short one, whatever the text (the bench takes 10 MB of each)."""

import pytest

from bench import reading

LARGE = 300_000


@pytest.mark.parametrize("name", reading.NAMES)
def test_time_per_character_does_not_grow_with_the_text(name: str) -> None:
    """The best of six measurements: a busy machine may spoil some of them, a slow grammar spoils all."""
    times, slowest = [], []
    while len(times) < 6 and min(times, default=reading.LIMIT + 1) > reading.LIMIT:
        _, long, ratio = reading.ratio(name, large=LARGE, repeats=1 + len(times))
        times.append(ratio)
        slowest.append(long)
    assert min(times) <= reading.LIMIT
    assert min(slowest) <= reading.SLOWEST
