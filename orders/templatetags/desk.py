"""What waits for the person who opens the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from orders.admin.order.admin import waiting
from orders.admin.record.admin import unsettled_names
from orders.models import Act, ChangeState, Erratum, ErratumState, Order, PublicChange, Review
from orders.office import access
from orders.office.access import Account
from orders.reorganising.proofs import without_proof
from people.models import Official, Reorganisation
from people.models.reorganisations import ReorganisationState

register = template.Library()


@dataclass(frozen=True)
class Waiting:
    """One kind of work: how many, and where it is done."""

    label: str
    total: int
    address: str


@register.filter
def at_the_desk(user: Account) -> bool:
    """Whether the user enters or reviews notices."""
    return access.may_enter(user) or access.may_review(user)


@register.filter
def may_do_nothing(user: Account) -> str:
    """Why the account may do nothing at the desk, though it belongs to its groups; '' = it may."""
    return access.why_nothing(user)


@register.filter
def enters_notices(user: Account) -> bool:
    return access.may_enter(user)


@register.simple_tag
def work_waiting(user: User) -> list[Waiting]:
    """待办: what waits for this user, each with its number; one query each."""
    orders = reverse("admin:orders_order_changelist")
    reorganisations = reverse("admin:people_reorganisation_changelist")
    everything = Order.everything.all()
    found = []
    if access.may_enter(user):
        mine = waiting(everything, "mine", user).count()
        found.append(Waiting(_("我的草稿"), mine, f"{orders}?waiting=mine"))
    if access.may_review(user):
        review = waiting(everything, "review", user).count()
        publish = waiting(everything, "publish", user).count()
        found.append(Waiting(_("待我审核"), review, f"{orders}?waiting=review"))
        found.append(Waiting(_("已审核，待公开"), publish, f"{orders}?waiting=publish"))
        corrections = Erratum.objects.waiting().exclude(reviews__in=Review.objects.content_by(user)).count()
        found.append(
            Waiting(
                _("更正待公开"),
                corrections,
                f"{reverse('admin:orders_erratum_changelist')}?state__exact={ErratumState.PREPARED}",
            )
        )
    names = unsettled_names(Act.objects.all()).count()
    provisional = Official.everything.standing().filter(provisional=True).count()
    proposed = Reorganisation.objects.filter(state=ReorganisationState.PROPOSED).count()
    prepared = Reorganisation.objects.filter(state=ReorganisationState.PREPARED).count()
    found += [
        Waiting(_("姓名未认定"), names, f"{reverse('admin:orders_act_changelist')}?unsettled=name"),
        Waiting(
            _("暂列人员，身份未定"),
            provisional,
            f"{reverse('admin:people_official_changelist')}?identity=provisional",
        ),
        Waiting(_("机构变更建议"), proposed, f"{reorganisations}?state__exact={ReorganisationState.PROPOSED}"),
        Waiting(_("机构变更待确认"), prepared, f"{reorganisations}?state__exact={ReorganisationState.PREPARED}"),
    ]
    if gone := len(without_proof()):
        found.append(Waiting(_("机构变更依据已撤回"), gone, f"{reorganisations}?proof=gone"))
    if access.may_review(user):
        changes = PublicChange.objects.waiting().exclude(reviews__in=Review.objects.content_by(user))
        changes = changes.exclude(order__reviews__in=Review.objects.content_by(user))
        address = f"{reverse('admin:orders_publicchange_changelist')}?state__exact={ChangeState.PREPARED}"
        found.append(Waiting(_("公开事项变更待确认"), changes.count(), address))
    return found
