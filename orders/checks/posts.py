"""Remarks on who holds, or held, the posts an order speaks of, as far as is publicly known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from orders.checks.check import NOTE, WARNING, Check, DraftReading
from orders.models import Act
from orders.notices.vocabulary import APPOINTMENTS, CONFIRMATIONS, GRADES, NATURAL_REMOVALS, REMOVALS
from people.models import PositionClass, PositionSuccession
from people.models.reorganisations import ReorganisationState

# 地方组织法 art. 50(14): in a government's departments these are decided on by the people's congress.
_DEPARTMENT_HEADS = re.compile(r"(?:.+局局长|.+(?<!管理)委员会主任|.+科科长)")


def removals(reading: DraftReading) -> Iterator[Check]:
    """Whoever is removed should hold the post, under the same identity."""
    for act in reading.acts:
        if act.verb not in REMOVALS or not act.position_id or act.official is None:
            continue
        holders = reading.holders(act)
        if any(tenure.official_id == act.official_id for tenure in holders):
            continue
        words = {"name": act.printed_official, "post": act.printed_post}
        if any(tenure.official.name == act.official.name for tenure in holders):
            yield Check(
                WARNING,
                "held_by_a_namesake",
                _("登记中任%(post)s的是另一位%(name)s；请核对认定是否正确。") % words,
                act.clause,
            )
        else:
            yield Check(
                NOTE,
                "start_not_on_record",
                _("登记中没有%(name)s任%(post)s的起始；将按起始无记录处理。") % words,
                act.clause,
            )


def appointments(reading: DraftReading) -> Iterator[Check]:
    """Whoever is appointed should not hold the post already, and a head's post should be free."""
    leaving = {(act.official_id, act.position_id) for act in reading.acts if act.verb in REMOVALS}
    for act in reading.acts:
        if act.verb not in APPOINTMENTS or act.position is None:
            continue
        for tenure in reading.holders(act):
            words = {"name": tenure.official.name, "post": act.printed_post}
            if tenure.official_id == act.official_id:
                yield Check(
                    NOTE, "renewal", _("%(name)s已经任%(post)s；这一项按续任处理，不另起任职。") % words, act.clause
                )
            elif (
                act.position.position_class == PositionClass.HEAD
                and (tenure.official_id, tenure.position_id) not in leaving
            ):
                yield Check(
                    WARNING,
                    "overlap",
                    _("登记中%(name)s仍任%(post)s，通知没有免去；请核对是否漏读。") % words,
                    act.clause,
                )


def confirmations(reading: DraftReading) -> Iterator[Check]:
    """Whoever is confirmed (转正) should hold the post on trial."""
    for act in reading.acts:
        if act.verb not in CONFIRMATIONS or not act.position_id or act.official is None:
            continue
        if all(tenure.official_id != act.official_id for tenure in reading.holders(act)):
            yield Check(
                NOTE,
                "trial_not_on_record",
                _("登记中没有%(name)s任%(post)s的起始；任职将自转正通知所写之日起算。")
                % {"name": act.printed_official, "post": act.printed_post},
                act.clause,
            )


def authority(reading: DraftReading) -> Iterator[Check]:
    """Heads of a government's departments are decided on by the standing committee of the people's congress."""
    issuer = reading.order.issuer
    if issuer is None or not issuer.name_on(reading.day).endswith("人民政府"):
        return
    for act in reading.acts:
        if _DEPARTMENT_HEADS.fullmatch(act.printed_post) and act.verb not in GRADES:
            yield Check(
                NOTE,
                "authority",
                _("%(post)s若属政府组成部门，应由本级人大常委会决定任免（地方组织法第五十条）；请核对。")
                % {"post": act.printed_post},
                act.clause,
            )


def natural_removals(reading: DraftReading) -> Iterator[Check]:
    """A natural removal follows from an event between bodies: one on record, or one its own clause lets propose."""
    natural = [act for act in reading.acts if act.verb in NATURAL_REMOVALS and act.position_id]
    if not natural:
        return
    recorded = set(
        PositionSuccession.objects.filter(old__in={act.position_id for act in natural})
        .exclude(reorganisation__state=ReorganisationState.DECLINED)
        .values_list("old", "reorganisation__effective_on")
    )
    for act in natural:
        if (act.position_id, reading.day_of(act)) not in recorded and not _has_successor_post(act, reading):
            yield Check(
                NOTE,
                "no_reorganisation",
                _("%(name)s的%(post)s职务自然免去，登记中没有相应的机构变更。")
                % {"name": act.printed_official, "post": act.printed_post},
                act.clause,
            )


def _has_successor_post(natural: Act, reading: DraftReading) -> bool:
    """Whether its clause appoints the same person to the same title elsewhere, from which an event is proposed."""
    return any(
        act.clause_id == natural.clause_id
        and act.verb in APPOINTMENTS
        and act.printed_official == natural.printed_official
        and act.printed_body != natural.printed_body
        for act in reading.acts
    )
