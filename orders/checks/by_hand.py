"""Remarks on what a person has decided at the desk, so that the second person sees it and can look again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from orders.checks.check import NOTE, WARNING, Check, DraftReading
from orders.models import Act, Identification
from orders.notices.text import Squeezed
from people.models import Official

Kind = Identification.Kind


def strange_words(act: Act) -> list[str]:
    """What an act says was printed, but does not stand in its clause: only a reading by hand can say so."""
    printed = (act.printed_official, act.printed_post or act.printed_title)
    clause = Squeezed(act.clause.text).spelt
    if act.qualifiers.get("acting"):  # 代理县长 is the post of the 县长
        clause = clause.replace("代理", "").replace("代", "")
    return [words for words in printed if words and words not in clause]


def words(reading: DraftReading) -> Iterator[Check]:
    """A reading keeps to the words: name and post stand in the clause as they are written down."""
    for act in reading.acts:
        for strange in strange_words(act):
            yield Check(
                WARNING,
                "not_in_the_words",
                _("“%(words)s”不在这一项的原文中；请与原文逐字核对。") % {"words": strange},
                act.clause,
            )


def namesakes(reading: DraftReading) -> Iterator[Check]:
    """Where somebody else on record bears the name, whoever settled whom it means has decided something."""
    decisions = (each for of_act in reading.content.decisions.values() for each in of_act)
    by = {each.act_id: each.by for each in decisions if each.kind in (Kind.NEW, Kind.PICKED)}
    bearers: dict[str, set[int]] = defaultdict(set)
    named = {act.printed_official for act in reading.acts if act.pk in by}
    for key, name in Official.public.standing().filter(name__in=named).values_list("pk", "name"):
        bearers[name].add(key)
    remarked: set[tuple[str, int | None]] = set()
    for act in reading.acts:
        decision = (act.printed_official, act.official_id)
        if act.pk not in by or decision in remarked or not bearers[act.printed_official] - {act.official_id}:
            continue
        remarked.add(decision)
        sentence = (
            _("登记中另有同名的%(name)s；%(by)s认定为登记中的这一位，请核对。")
            if act.official_id in bearers[act.printed_official]
            else _("登记中已有同名的%(name)s；%(by)s认定为另一位，请核对。")
        )
        yield Check(NOTE, "namesake", sentence % {"name": act.printed_official, "by": by[act.pk]}, act.clause)
