"""The rows of an event, and who may touch them in which state."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.office import log
from orders.office.access import Account, may_take_part
from orders.office.turns import take_turn_for
from orders.reorganising.rules import NEW, OLD, Plan, Succession
from people.models import Body, Position, PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import ReorganisationState
from people.refusal import Refused

State = ReorganisationState
OPEN = (State.PROPOSED, State.PREPARED)


def plan_of(event: Reorganisation) -> Plan:
    """An event as it stands on record."""
    parties = list(event.parties.select_related("body").order_by("pk"))
    successions = event.successions.select_related("old__body", "new__body").order_by("pk")
    return Plan(
        kind=event.kind,
        old=tuple(party.body for party in parties if party.role == OLD),
        new=tuple(party.body for party in parties if party.role == NEW),
        effective_on=event.effective_on,
        successions=tuple((succession.old, succession.new) for succession in successions),
        new_name=event.new_name,
        effect=event.effect,
        document=event.document,
        document_public_on=event.document_public_on,
        note=event.note,
        corrects=event.corrects,
        event=event,
    )


@log.for_the_record
def in_plain_words(event: Reorganisation) -> dict[str, str]:
    """What an event says, a line for each thing that a person may change."""
    plan = plan_of(event)
    lines = {
        _("类型"): str(event.get_kind_display()),
        _("生效之日"): date_format(event.effective_on),
        _("原机构"): _("、").join(str(body) for body in plan.old),
        _("新机构"): _("、").join(str(body) for body in plan.new),
        _("新名称"): event.new_name,
        _("依据文件"): event.document,
        _("依据文件公开日期"): date_format(event.document_public_on) if event.document_public_on else "",
        _("对任职者的影响"): str(event.get_effect_display()),
        _("说明"): event.note,
    }
    for old, new in plan.successions:
        lines[_("原职务“%(post)s”的承继") % {"post": old}] = str(new or _("没有承继的职务"))
    for effect in event.holder_effects.select_related("official", "position__body"):
        words = {"name": effect.official, "post": effect.position}
        lines[_("对%(name)s（%(post)s）的影响") % words] = str(effect.get_effect_display())
    return lines


def write_parties(event: Reorganisation, plan: Plan) -> None:
    event.parties.all().delete()  # of an event that is not confirmed: nothing leans on its rows yet
    ReorganisationBody.objects.bulk_create(
        ReorganisationBody(reorganisation=event, body=body, role=role)
        for role, bodies in ((OLD, plan.old), (NEW, plan.new))
        for body in bodies
    )


def write_successions(event: Reorganisation, successions: Iterable[Succession]) -> None:
    event.successions.all().delete()
    PositionSuccession.objects.bulk_create(
        PositionSuccession(reorganisation=event, old=old, new=new) for old, new in successions
    )


def fresh(reorganisation: Reorganisation, *besides: Body | Position) -> Reorganisation:
    """The event as it stands now, with the turn taken of all it concerns, and of what it is to concern `besides`."""
    take_turn_for(reorganisation, *besides)
    reorganisation.refresh_from_db()
    return reorganisation


def refuse_outsider(by: Account) -> None:
    if not may_take_part(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以登记机构变更。"))


def refuse_closed(event: Reorganisation) -> None:
    if event.state not in OPEN:
        raise Refused(_("这一机构变更是“%(state)s”，不能再改动。") % {"state": event.get_state_display()})
