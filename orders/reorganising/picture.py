"""What the public sees of all that some events touch, a line for each thing: to foresee what a change of them does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from orders.models import Act, OrderState, Tenure
from orders.reorganising.rules import Kind
from orders.reorganising.withdrawing import body_lines
from orders.tenures.periods import period
from people.models import Position, Reorganisation


def picture(events: Sequence[Reorganisation]) -> dict[str, str]:
    """States of the events and of their supplements, names and days of the bodies, who is on record in their posts."""
    lines = {}
    for event in Reorganisation.objects.filter(pk__in=[event.pk for event in events]).order_by("pk"):
        lines[_("机构变更（%(event)s）") % {"event": event}] = str(event.get_state_display())
        added = event.supplements_made.order_by("pk")
        for number, supplement in enumerate(added, start=1):
            words = {"event": event, "number": number}
            lines[_("机构变更（%(event)s）的补充%(number)d") % words] = str(supplement.get_state_display())
    return lines | body_lines(events) | _holders(events) | _printed(events)


def _holders(events: Sequence[Reorganisation]) -> dict[str, str]:
    posts = Position.everything.filter(body__reorganisation_parts__reorganisation__in=events).distinct()
    said: dict[int, list[str]] = defaultdict(list)
    tenures = Tenure.objects.known().filter(position__in=posts.values("pk")).select_related("official")
    for tenure in tenures.in_time_order():
        said[tenure.position_id].append(_("%(who)s（%(when)s）") % {"who": tenure.official, "when": period(tenure)})
    found = posts.filter(public_since__isnull=False).select_related("body").prefetch_related("body__names")
    # A body by its first name: the change may give it another, and a line is known by what it is about.
    return {
        _("%(body)s%(title)s的任职") % {"body": post.body.name_on(date.min), "title": post.title}: (
            _("；").join(said[post.pk]) or _("无任职记录")
        )
        for post in found.order_by("pk")
    }


def _printed(events: Sequence[Reorganisation]) -> dict[str, str]:
    """How many public acts print the new name of a renaming: they stay with the body, whatever it is called."""
    lines = {}
    for event in events:
        if event.kind == Kind.RENAMED:
            acts = Act.objects.filter(clause__order__state=OrderState.PUBLISHED, printed_body=event.new_name).read()
            acts = acts.filter(position__body__reorganisation_parts__reorganisation=event)
            if total := acts.count():
                line = _("以“%(name)s”印出、归在这一机构的任免") % {"name": event.new_name}
                standing = Reorganisation.objects.get(pk=event.pk).withdrawn_on is None
                lines[line] = (_("%(total)d项") if standing else _("%(total)d项，仍归在这一机构，请逐项核对")) % {
                    "total": total
                }
    return lines
