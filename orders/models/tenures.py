"""Tenures: derived from acts and events by orders/tenures/projection.py, which alone writes them and rebuilds them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orders.models.acts import PRECISION_CHOICES, Act
from orders.models.qualifiers import in_force
from orders.notices.notice import Precision
from people.models import Body, Official, Position, Reorganisation
from people.periods import LATEST, covers_q


class TenureQuerySet(models.QuerySet["Tenure"]):
    def known(self, known_on: date | None = None) -> Self:
        """What was the public answer on `known_on`, inclusive; None = today's knowledge."""
        if known_on is None:
            return self.filter(known_until=LATEST)
        return self.filter(covers_q(known_on, "known_from", "known_until"))

    def at(self, day: date, known_on: date | None = None) -> Self:
        """Tenures held on `day` (from ≤ day < until) as known on `known_on`; those without a start on record too."""
        return self.known(known_on).filter(covers_q(day, "lower", "upper"))

    def open(self) -> Self:
        """Tenures without an end on record; that is not to say "current"."""
        return self.filter(upper=LATEST)

    def of(self, body: Body) -> Self:
        """Tenures in the positions of one body."""
        return self.filter(body=body)

    def with_proof(self) -> Self:
        """With everything a page or an export says of a tenure, in a constant number of queries."""
        return self.select_related(
            "official",
            "position__body",
            "began_by__clause__order__session",
            "ended_by__clause__order__session",
            "confirmed_by__clause__order__session",
            "ended_by_reorganisation",
        ).prefetch_related("position__body__names", "renewals__act__clause__order__session")

    def in_time_order(self) -> Self:
        """Earliest first; of those without a start on record, by their end."""
        return self.order_by("lower", "upper", "position__display_order", "position_id", "official_id", "pk")


class Tenure(models.Model):
    """任职: one official in one position from a day until a day, as publicly known from a day until a day."""

    official = models.ForeignKey(Official, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="tenures")
    position = models.ForeignKey(Position, verbose_name=_("职务"), on_delete=models.PROTECT, related_name="tenures")
    # Copies for reading fast: the position's body, and the body at the top of its tree.
    body = models.ForeignKey(Body, verbose_name=_("机构"), on_delete=models.PROTECT, related_name="tenures")
    jurisdiction = models.ForeignKey(Body, verbose_name=_("辖区"), on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField(_("任职起始"), null=True, help_text=_("空白表示起始无记录。"))
    began_precision = models.CharField(max_length=5, choices=PRECISION_CHOICES, default=Precision.DAY.value)
    ended_on = models.DateField(_("任职终止"), null=True, help_text=_("自这一天起不再任职；空白表示未见免职记录。"))
    ended_precision = models.CharField(max_length=5, choices=PRECISION_CHOICES, default=Precision.DAY.value)
    # The bounds that questions compare, never null: lower ≤ day < upper, known_from ≤ day < known_until.
    lower = models.DateField()
    upper = models.DateField()
    known_from = models.DateField(_("公开自"))
    known_until = models.DateField(_("公开至"))
    began_by = models.ForeignKey(
        Act, verbose_name=_("起始依据"), null=True, on_delete=models.PROTECT, related_name="tenures_begun"
    )
    ended_by = models.ForeignKey(
        Act, verbose_name=_("终止依据"), null=True, on_delete=models.PROTECT, related_name="tenures_ended"
    )
    ended_by_reorganisation = models.ForeignKey(
        Reorganisation,
        verbose_name=_("因机构变更终止"),
        null=True,
        on_delete=models.PROTECT,
        related_name="tenures_ended",
    )
    confirmed_by = models.ForeignKey(
        Act, verbose_name=_("转正依据"), null=True, on_delete=models.PROTECT, related_name="tenures_confirmed"
    )
    qualifiers = models.JSONField(_("说明"), default=dict)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.CheckConstraint(name="tenure_runs_forward", condition=Q(lower__lte=F("upper"))),
            models.CheckConstraint(name="tenure_is_known_for_a_while", condition=Q(known_from__lt=F("known_until"))),
            models.CheckConstraint(
                name="tenure_begins_where_it_says",
                condition=Q(began_on__isnull=True) | (Q(began_on=F("lower")) & Q(began_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="tenure_ends_where_it_says",
                condition=(Q(ended_on__isnull=True) & Q(upper=LATEST))
                | (Q(ended_on=F("upper")) & (Q(ended_by__isnull=False) | Q(ended_by_reorganisation__isnull=False))),
            ),
            models.CheckConstraint(
                name="tenure_has_one_proof_of_its_end",
                condition=Q(ended_by__isnull=True) | Q(ended_by_reorganisation__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["position", "lower"], name="tenure_of_position"),
            models.Index(fields=["official", "lower"], name="tenure_of_official"),
            models.Index(fields=["body", "lower"], name="tenure_of_body"),
            models.Index(fields=["jurisdiction", "lower"], name="tenure_in_jurisdiction"),
            models.Index(fields=["jurisdiction", "upper"], name="tenure_leaving_jurisdiction"),
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.position} {self.began_on or '?'} – {self.ended_on or ''}"

    @property
    def start_on_record(self) -> bool:
        return self.began_on is not None

    def renewals_in_order(self) -> list[TenureRenewal]:
        """Its renewals in the order of the fold, in which the projection wrote them; prefetch for many tenures."""
        return sorted(self.renewals.all(), key=lambda renewal: renewal.pk)

    def qualifiers_on(self, day: date) -> dict[str, object]:
        """The qualifiers in force on `day`; reads `renewals` and `confirmed_by`: prefetch them for many tenures."""
        return in_force(
            self.qualifiers,
            [(renewal.act.takes_effect_on, renewal.act.qualifiers) for renewal in self.renewals_in_order()],
            confirmed_on=self.confirmed_by.clause.order.decided_on if self.confirmed_by else None,
            day=day,
        )

    @property
    def held_on_no_day(self) -> bool:
        """Removed on the day of appointment: kept, and held on no day."""
        return self.lower == self.upper


class TenureRenewal(models.Model):
    """An appointment to a post already held: no second tenure; its qualifiers apply from its day."""

    tenure = models.ForeignKey(Tenure, on_delete=models.CASCADE, related_name="renewals")  # derived, like its tenure
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="renews")

    objects = models.Manager()

    class Meta:
        verbose_name = _("续任")
        verbose_name_plural = _("续任")
        constraints = [models.UniqueConstraint(fields=["tenure", "act"], name="renewal_once")]

    def __str__(self) -> str:
        return f"{self.tenure} ← {self.act}"
