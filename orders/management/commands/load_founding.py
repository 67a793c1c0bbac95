"""Enter the five founding notices the way staff enter any notice: one person takes them in, another approves them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from orders import reorganising
from orders.entering import taking_in
from orders.entering.resolving import document_number
from orders.models import Order, OrderState, Tenure
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, ensure_groups
from orders.steps import reorganisations as steps
from orders.steps import review
from people.models import Body, Effect, Reorganisation, ReorganisationKind, ReorganisationPolicy
from people.models.reorganisations import ReorganisationState

FOUNDING = Path(settings.BASE_DIR) / "fixtures" / "founding"
# Who stands in the log as having entered and approved them; nobody can log in as either.
CLERK, REVIEWER = "初始录入", "初始审核"


class Command(BaseCommand):
    help = "录入并公开五份首批任免通知，确认其中的两次机构变更；再次运行不作任何改动。"

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        reference = json.loads((FOUNDING / "reference.json").read_text(encoding="utf-8"))
        with staff() as (clerk, reviewer):
            entered = enter_notices(clerk, reviewer)
            events = [confirm_event(expected, clerk, reviewer) for expected in reference["reorganisations"]]
        confirmed = [event for event in events if event]
        rules = adopt_policies(reference["policies"])
        if entered:
            order_bodies(reference["display_order"])
        if not (entered or confirmed or rules):
            self.stdout.write(_("首批任免通知已经登记，没有改动。"))
            return
        self.stdout.write(
            _(
                "已录入并公开%(orders)d份任免通知，确认%(events)d次机构变更；登记任职%(tenures)d项，其中未见免职记录%(open)d项。"
            )
            % {
                "orders": len(entered),
                "events": len(confirmed),
                "tenures": Tenure.objects.known().count(),
                "open": Tenure.objects.known().open().count(),
            }
        )


@contextmanager
def staff() -> Iterator[tuple[User, User]]:
    """A clerk and a reviewer that can act only in here: no password, not staff, inactive before and after."""
    groups = ensure_groups()
    clerk, reviewer = _account(CLERK, groups[CLERK_GROUP]), _account(REVIEWER, groups[REVIEWER_GROUP])
    yield clerk, reviewer
    # Not reached after a failure, which rolls everything back, these accounts too.
    for account in (clerk, reviewer):
        account.is_active = False
        account.save(update_fields=["is_active"])


def _account(name: str, group: Group) -> User:
    account, made = User.objects.get_or_create(username=name)
    if made:
        account.set_unusable_password()
    account.is_active = True
    account.save()
    account.groups.set([group])
    return account


def enter_notices(clerk: User, reviewer: User) -> list[Order]:
    """Take in, approve and publish each notice of the gazette whose number is not on record yet."""
    source = taking_in.receive(data=(FOUNDING / "gazette.txt").read_bytes(), filename="gazette.txt", by=clerk)
    entered = []
    for notice in taking_in.read(source).notices:
        if _is_on_record(notice.number):
            continue
        order = taking_in.take_in(source=source, notice=notice, by=clerk)
        review.submit(order=order, by=clerk)
        review.approve(order=order, by=reviewer)
        entered.append(review.publish(order=order, by=reviewer))
    return entered


def _is_on_record(printed: str | None) -> bool:
    number = document_number(printed)
    if number is None:
        return False
    held = Order.everything.exclude(state=OrderState.DISCARDED)
    return held.filter(series__prefix=number.prefix, year=number.year, number=number.number).exists()


def confirm_event(expected: dict[str, str], clerk: User, reviewer: User) -> Reorganisation | None:
    """Have one person take up, and the other confirm, what the system proposed; None where there is nothing to do."""
    day = date.fromisoformat(expected["effective_on"])
    proposed = Reorganisation.objects.filter(state=ReorganisationState.PROPOSED)
    for event in proposed.filter(kind=expected["kind"], effective_on=day):
        plan = reorganising.plan_of(event)
        if [str(body) for body in (*plan.old, *plan.new)] == [expected["old"], expected["new"]]:
            steps.take_up(reorganisation=event, by=clerk)
            return steps.confirm(reorganisation=event, by=reviewer)
    return None


def adopt_policies(rules: Sequence[dict[str, str]]) -> int:
    """What each kind of event does to holders, where there is no rule yet; returns how many were added."""
    added = 0
    for rule in rules:
        issuer = Body.everything.named(rule["issuer"]).first() if rule["issuer"] else None
        if rule["issuer"] and issuer is None:
            continue
        _policy, made = ReorganisationPolicy.objects.get_or_create(
            issuer=issuer,
            kind=ReorganisationKind(rule["kind"]),
            defaults={"effect": Effect(rule["effect"]), "basis": rule["basis"]},
        )
        added += made
    return added


def order_bodies(names: Sequence[str]) -> None:
    """The places of the bodies on the chart, in the customary order of the district."""
    for place, name in enumerate(names, start=1):
        Body.everything.filter(names__name=name).update(display_order=place)
