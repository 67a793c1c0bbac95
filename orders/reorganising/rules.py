"""What a reorganisation must be to make sense, and what it does to holders under the rules of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.models import Act, OrderState
from people.models import (
    Body,
    BodyName,
    Effect,
    Position,
    Reorganisation,
    ReorganisationBody,
    ReorganisationKind,
    ReorganisationPolicy,
)
from people.models.reorganisations import BEGINNING, ENDING, PARTIES, ReorganisationState
from people.refusal import Refused

Kind = ReorganisationKind
OLD, NEW = ReorganisationBody.Role.OLD, ReorganisationBody.Role.NEW
Succession = tuple[Position, Position | None]

# What the numbers in PARTIES mean, as the person who wrote another number reads it.
PARTIES_IN_WORDS = {
    Kind.ESTABLISHED: gettext_lazy("“设立”应当写明一个新机构，没有原机构。"),
    Kind.RENAMED: gettext_lazy("“更名”只写明更名的一个机构，不另写新机构。"),
    Kind.REPLACED: gettext_lazy("“更名重组”应当写明一个原机构和一个新机构。"),
    Kind.MERGED: gettext_lazy("“合并”应当写明至少一个原机构和一个新机构。"),
    Kind.SPLIT: gettext_lazy("“分设”应当写明一个原机构和至少两个新机构。"),
    Kind.ABOLISHED: gettext_lazy("“撤销”应当写明至少一个原机构，没有新机构。"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """An event as somebody means to record it.

    `effect` is what it does to holders of the old posts in `successions`; None = by the rule of the place. `event` is
    its row, where there is one already; `corrects` the confirmed event that this one puts right.
    """

    kind: str
    old: tuple[Body, ...]
    new: tuple[Body, ...]
    effective_on: date
    successions: tuple[Succession, ...] = ()
    new_name: str = ""
    effect: str | None = None
    document: str = ""
    document_public_on: date | None = None
    note: str = ""
    corrects: Reorganisation | None = None
    event: Reorganisation | None = None


def refuse_unsound(plan: Plan) -> None:
    """Refuses a plan that contradicts itself or the record, with one sentence."""
    _refuse_wrong_parties(plan)
    _refuse_wrong_name(plan)
    refuse_wrong_successions(plan)
    for body in plan.old:
        _refuse_wrong_life(body, plan)
    for body in plan.new:
        if body.abolished_on and body.abolished_on <= plan.effective_on:
            raise Refused(_("新机构%(body)s在登记中已经终止。") % {"body": body})
        if plan.kind in BEGINNING and body.established_on and body.established_on != plan.effective_on:
            raise Refused(
                _("新机构%(body)s在登记中的设立之日是%(day)s，与生效之日不同。")
                % {"body": body, "day": date_format(body.established_on)}
            )
    if taken := other_events(plan).exclude(state=ReorganisationState.PROPOSED).first():
        raise Refused(_("%(body)s的变更已经登记（%(event)s），不能登记两次。") % {"body": plan.old[0], "event": taken})


def other_events(plan: Plan) -> QuerySet[Reorganisation]:
    """Other events, neither declined nor withdrawn, in which a predecessor of this plan ends already.

    For `renamed`, on the same day.
    """
    void = (ReorganisationState.DECLINED, ReorganisationState.WITHDRAWN)
    events = Reorganisation.objects.exclude(state__in=void).main()
    if plan.event:
        events = events.exclude(pk=plan.event.pk)
    same = ReorganisationBody.objects.filter(role=OLD, body__in=plan.old).values("reorganisation")
    events = events.filter(pk__in=same).order_by("pk")
    if plan.kind == Kind.RENAMED:
        return events.filter(kind=Kind.RENAMED, effective_on=plan.effective_on)
    return events.filter(kind__in=ENDING)


def _refuse_wrong_parties(plan: Plan) -> None:
    for bodies, (least, most) in zip((plan.old, plan.new), PARTIES[plan.kind], strict=True):
        if len(bodies) < least or (most is not None and len(bodies) > most):
            raise Refused(PARTIES_IN_WORDS[Kind(plan.kind)])
    parties = [*plan.old, *plan.new]
    if len(set(parties)) < len(parties):
        raise Refused(_("同一机构在一次变更中只能列一次。"))


def _refuse_wrong_name(plan: Plan) -> None:
    if plan.kind != Kind.RENAMED:
        if plan.new_name:
            raise Refused(_("只有“更名”填写新名称；其他变更请登记新机构。"))
        return
    [body] = plan.old
    if not plan.new_name:
        raise Refused(_("“更名”应当写明新名称。"))
    if body.name_on(plan.effective_on) == plan.new_name:
        raise Refused(_("新名称与原名称相同。"))
    if BodyName.objects.filter(name=plan.new_name).exclude(body=body).exists():
        raise Refused(
            _("“%(name)s”在登记中是另一机构，不能作为更名后的名称；请按“更名重组”登记。") % {"name": plan.new_name}
        )


def refuse_wrong_successions(plan: Plan) -> None:
    """Refuses posts of bodies that take no part in the plan, posts named twice, and posts that only drafts know."""
    refuse_drafted_posts(plan.successions)
    seen: set[int] = set()
    for old, new in plan.successions:
        if old.body not in plan.old or plan.kind not in ENDING:
            raise Refused(_("原职务“%(post)s”不属于这次变更中终止的机构。") % {"post": old})
        if new is not None and new.body not in plan.new:
            raise Refused(_("新职务“%(post)s”不属于这次变更的新机构。") % {"post": new})
        if old.pk in seen and plan.kind != Kind.SPLIT:
            raise Refused(_("原职务“%(post)s”列了两次；只有分设时一个职务可以由几个职务承继。") % {"post": old})
        seen.add(old.pk)


def refuse_drafted_posts(successions: Sequence[Succession]) -> None:
    """Refuses posts that only a notice not yet public knows: confirming the event would tell of the draft."""
    posts = {post.pk for pair in successions for post in pair if post}
    if drafted := drafted_posts().filter(pk__in=posts).select_related("body").first():
        raise Refused(_("“%(post)s”只见于尚未公开的通知；通知公开以后才能列入机构变更。") % {"post": drafted})


def drafted_posts() -> QuerySet[Position]:
    """Posts unseen by the public that acts of drafts speak of; one entered by hand, of which none speaks, is not."""
    acts = Act.objects.filter(position=OuterRef("pk")).exclude(clause__order__state=OrderState.DISCARDED)
    return Position.everything.filter(Exists(acts), public_since__isnull=True)


def _refuse_wrong_life(body: Body, plan: Plan) -> None:
    if body.established_on and body.established_on > plan.effective_on:
        raise Refused(
            _("原机构%(body)s在登记中的设立之日是%(day)s，晚于生效之日。")
            % {"body": body, "day": date_format(body.established_on)}
        )
    if body.abolished_on and (plan.kind == Kind.RENAMED or body.abolished_on != plan.effective_on):
        if plan.kind == Kind.RENAMED and body.abolished_on > plan.effective_on:
            return
        raise Refused(
            _("原机构%(body)s在登记中已于%(day)s终止。") % {"body": body, "day": date_format(body.abolished_on)}
        )


def effect_under_policy(kind: str, old: Sequence[Body]) -> str:
    """What the kind of event does to holders by the rule of the nearest body above with a rule, else the general one.

    Without a rule, or where predecessors stand under different ones, the holders wait for an order: nothing removes
    anybody by a guess. A renamed or newly established body ends nothing by definition.
    """
    if kind not in ENDING:
        return Effect.CARRIES_ON
    rules = ReorganisationPolicy.objects.filter(kind=kind)
    by_issuer = {rule.issuer_id: rule.effect for rule in rules}
    general = by_issuer.get(None, Effect.NEEDS_ORDER)
    lines = Body.everything.lines_up(body.pk for body in old).values()
    effects = {next((by_issuer[issuer] for issuer in line if issuer in by_issuer), general) for line in lines}
    return effects.pop() if len(effects) == 1 else Effect.NEEDS_ORDER


def by_equal_title(old: Sequence[Body], new: Sequence[Body]) -> list[Succession]:
    """Every public post of the old bodies with the post of equal title in the new ones, in display order; else None."""
    posts = Position.public.select_related("body").order_by("body__display_order", "body", "display_order", "pk")
    successors: dict[str, list[Position]] = {}
    for post in posts.filter(body__in=new):
        successors.setdefault(post.title, []).append(post)
    return [(post, after) for post in posts.filter(body__in=old) for after in successors.get(post.title, [None])]
