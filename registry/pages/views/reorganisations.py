"""Reorganisations: the list of them, and one with its bodies, its posts and the tenures it ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orders.models import Clause, Tenure
from orders.reorganising.proofs import without_proof
from orders.tenures.heard import Names, said_with, told
from people.models import PositionSuccession
from registry.holdings import holdings, position_ref
from registry.pages.event_lines import event_lines, parties
from registry.pages.listing import listing
from registry.pages.visit import Visit


def reorganisations(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    public = told(visit.days.known_on, until=visit.days.list_until)
    page = listing(public.order_by("-effective_on", "-pk"), request)
    return visit.page(
        "pages/reorganisations.html",
        title=pgettext("栏目", "机构变更"),
        crumbs=[visit.crumb(pgettext("栏目", "机构变更"), "reorganisations")],
        page=page,
        events=event_lines(page.rows, visit.days),
    )


def reorganisation(request: HttpRequest, code: str) -> HttpResponse:
    """Only confirmed events are public; one not yet public on the day whose knowledge is asked for says so.

    One that was withdrawn stays at its address and says since when, why, and what takes its place.
    """
    visit = Visit(request)
    event = get_object_or_404(told().select_related("supplements", "corrects"), code=code)
    known_on = visit.days.known_on
    (line,) = event_lines([event], visit.days)
    supplements = said_with([event.pk], known_on).filter(supplements=event).order_by("confirmed_on", "pk")
    rows = list(
        PositionSuccession.objects.said_by([event, *supplements])
        .filter(old__public_since__isnull=False)
        .select_related("old__body", "new__body")
        .order_by("old__display_order", "pk")
    )
    bodies = {post.body_id for row in rows for post in (row.old, row.new) if post}
    names = Names.of(bodies, visit.days.known_on)
    on = visit.days.on
    # What proves an event proves its supplements.
    proofs = Clause.objects.published().filter(reorganisation_proofs__reorganisation=event.main)
    return visit.page(
        "pages/reorganisation.html",
        title=_("%(kind)s：%(bodies)s") % {"kind": line.kind_label, "bodies": parties(line)},
        crumbs=[
            visit.crumb(pgettext("栏目", "机构变更"), "reorganisations"),
            visit.crumb(f"{line.effective_on.isoformat()} {line.kind_label}", "reorganisation", code),
        ],
        event=line,
        main=event.supplements,
        withdrawn_on=event.withdrawn_on if line.withdrawn else None,
        withdrawal_reason=event.withdrawal_reason,
        corrected_by=event_lines(told(known_on).filter(corrects=event), visit.days),
        corrects=event.corrects,
        # What proves an event proves its supplements.
        unproved=bool(without_proof(known_on, among=[event.main])) and not line.withdrawn,
        supplements=event_lines(supplements, visit.days),
        public_on=event.public_on,
        not_yet_public=bool(visit.days.known_on and event.public_on > visit.days.known_on),
        successions=[
            (position_ref(row.old, names, on), position_ref(row.new, names, on) if row.new else None) for row in rows
        ],
        proofs=proofs.select_related("order").order_by("order__published_on", "order", "sequence"),
        ended=holdings(Tenure.objects.filter(ended_by_reorganisation=event), visit.days),
    )
