"""What publishing an erratum does, and taking one back that is not public."""

from __future__ import annotations

from orders import reorganising
from orders.models import Act
from orders.steps.case import Case
from orders.steps.revealing import reveal
from orders.tenures import projection


def make_public(case: Case) -> None:
    """The corrected reading answers from today on; an earlier day would change what the public knew."""
    erratum = case.erratum
    erratum.published_on = case.today
    erratum.confirmed_by = case.actor
    erratum.save(update_fields=["state", "published_on", "confirmed_by"])
    reveal(Act.objects.filter(erratum=erratum), day=case.today)
    projection.sync(projection.pairs_read_by(erratum))
    reorganising.propose(order=erratum.order)


def take_back(case: Case) -> None:
    """The reading it was to correct stands; what was prepared is kept."""
    erratum = case.erratum
    erratum.superseded_acts.update(superseded_by=None)
    # Its acts mean nobody any more, so that whoever was made for them is not taken for a namesake; the log keeps whom.
    erratum.corrected_acts.update(official=None)
