"""One thing on its way to the public, in the state in which a step with it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from orders import checks
from orders.models import Erratum, LogStep, Order, PublicChange, Review
from orders.models.reviews import SUBJECTS
from orders.office import log
from orders.office.access import Account
from orders.office.content import OrderContent, content_hash, read_content
from people.models import Reorganisation

Subject = Order | Erratum | Reorganisation | PublicChange


@dataclass
class Case:
    """What one step is asked of, by whom and when; what several conditions ask of it is read once."""

    subject: Subject
    by: Account
    today: date
    note: str = ""
    within: PublicChange | None = None  # the confirmed change of which the step is a part; None = it stands alone

    @cached_property
    def content_hash(self) -> str:
        """The content as it stands."""
        return self.content.hash if isinstance(self.subject, Order) else content_hash(self.subject)

    @cached_property
    def entries(self) -> Sequence[Review]:
        """Its log, oldest first."""
        return list(Review.objects.of(self.subject).select_related("by", SUBJECTS[type(self.subject)]))

    @cached_property
    def content(self) -> OrderContent:
        """What an order says, as it stands."""
        return read_content(self.order)

    @cached_property
    def examined(self) -> checks.Examined:
        """The checks of an order, run over that same content."""
        return checks.Examined(checks.DraftReading(self.content, self.today))

    @property
    def order(self) -> Order:
        assert isinstance(self.subject, Order)
        return self.subject

    @property
    def erratum(self) -> Erratum:
        assert isinstance(self.subject, Erratum)
        return self.subject

    @property
    def event(self) -> Reorganisation:
        assert isinstance(self.subject, Reorganisation)
        return self.subject

    @property
    def change(self) -> PublicChange:
        assert isinstance(self.subject, PublicChange)
        return self.subject

    @property
    def actor(self) -> User:
        """Who takes the step: an account, once it is known that they may."""
        assert isinstance(self.by, User)
        return self.by

    def authorship(self) -> Review | None:
        """The entry that makes the person one of those who made, changed or submitted the content; None = not one."""
        return log.authors(self.entries).get(self.by.pk or 0)

    def hash_at(self, step: LogStep) -> str | None:
        """The content as it was when this step was last taken."""
        taken = [entry.content_hash for entry in self.entries if entry.step == step]
        return taken[-1] if taken else None

    def name(self) -> str:
        """What sentences call it: an order by its number, the others as what stands on the page."""
        if isinstance(self.subject, Order):
            return str(self.subject)
        if isinstance(self.subject, PublicChange):
            return _("“%(change)s”") % {"change": self.subject}
        return _("这一更正") if isinstance(self.subject, Erratum) else _("这一机构变更")
