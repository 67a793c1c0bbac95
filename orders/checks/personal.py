"""Remarks on personal data that a notice prints: it is masked for the public, and two people have looked at that."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orders.checks.check import BLOCKING, Check, DraftReading
from orders.models.personal import KIND_CHOICES
from orders.notices.personal_data import personal_data


def undecided(reading: DraftReading) -> Iterator[Check]:
    """Each place waits for a clerk, who leaves it masked, or a reviewer, who says that it is none."""
    for each in (each for each in reading.personal if each.decision is None):
        at = each.found.span[0]
        yield Check(
            BLOCKING,
            "personal_data",
            _("原文中的“%(words)s”像是%(kind)s，公开时将逐字遮盖；请经办人确认遮盖，不属于个人信息的由审核人员解除。")
            % {"words": each.found.words, "kind": each.kind_label},
            next((clause for clause in reading.content.clauses if clause.start <= at < clause.end), None),
        )


def read_as_something_else(reading: DraftReading) -> Iterator[Check]:
    """What stands in the title, in a name or in a post is shown everywhere and cannot be masked there."""
    order = reading.order
    read = [(None, words) for words in (order.title, order.addressees, order.printed_number)]
    names = [(act.clause, words) for act in reading.acts for words in (act.printed_official, act.printed_post)]
    for clause, words in [*read, *names]:
        for each in personal_data(words):
            yield Check(
                BLOCKING,
                "personal_data_read",
                _("“%(words)s”像是%(kind)s，却读成了题头、姓名或者职务，会原样公开；请校正读法。")
                % {"words": each.words, "kind": dict(KIND_CHOICES)[each.kind.value]},
                clause,
            )
