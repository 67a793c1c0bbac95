"""Clauses and the acts they say. What a published notice says is never updated; whom it concerns: orders/identity."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from orders.models.orders import PUBLIC_STATES, Order
from orders.notices.notice import Precision
from orders.notices.vocabulary import VERBS
from people.models import Official, Position
from people.models.spelling import SpeltField

# Chinese names of the verbs, as the pages show them.
VERB_CHOICES = [(row.verb.value, _(row.label)) for row in VERBS.values()]
PRECISION_CHOICES = [(Precision.DAY.value, _("日")), (Precision.MONTH.value, _("月")), (Precision.YEAR.value, _("年"))]


class Basis(models.TextChoices):
    """Why the day of an act is the day."""

    DECIDED = "decided", _("决定之日")
    STATED = "stated_in_clause", _("通知写明的日期")
    SIGNED = "decision_day_not_stated", _("通知未载明决定日期，按成文日期计算")

    @classmethod
    def of(cls, *, stated: bool, decided: bool) -> Basis:
        """`stated`: the clause gives a day of its own; `decided`: the notice says when it was decided."""
        if stated:
            return cls.STATED
        return cls.DECIDED if decided else cls.SIGNED


class ErratumState(models.TextChoices):
    """How far an erratum has come; which step leads where stands in orders/steps/table.py."""

    PREPARED = "prepared", _("待公开")
    PUBLISHED = "published", _("已公开")
    WITHDRAWN = "withdrawn", _("已撤销")


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def waiting(self) -> Self:
        """Errata that are prepared and neither public nor taken back."""
        return self.filter(state=ErratumState.PREPARED)

    def by_clause(self, order: Order) -> dict[int, list[Erratum]]:
        """Every erratum of an order by the keys of the clauses it reads anew, oldest first; two queries."""
        errata = self.filter(order=order).in_bulk()
        acts = Act.objects.filter(clause__order=order).filter(Q(erratum__isnull=False) | Q(superseded_by__isnull=False))
        found: dict[int, set[int]] = {}
        for clause, *corrected in acts.values_list("clause", "erratum", "superseded_by"):
            found.setdefault(clause, set()).update(key for key in corrected if key)
        return {clause: [errata[key] for key in sorted(keys) if key in errata] for clause, keys in found.items()}


class Erratum(models.Model):
    """更正: a mistake of our own reading, corrected from its own publication day on; the old reading stays visible."""

    order = models.ForeignKey(Order, verbose_name=_("任免通知"), on_delete=models.PROTECT, related_name="errata")
    reason = models.CharField(_("更正说明"), max_length=400)
    state = models.CharField(
        _("状态"), max_length=10, choices=ErratumState.choices, default=ErratumState.PREPARED, editable=False
    )
    published_on = models.DateField(
        _("公开日期"), null=True, blank=True, help_text=_("更正自这一天起生效；空白表示尚未公开。")
    )
    prepared_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("确认人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = _("更正")
        verbose_name_plural = _("更正")
        constraints = [
            models.CheckConstraint(
                name="erratum_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("prepared_by")),
                violation_error_message=_("经办人不能确认自己经办的更正。"),
            ),
            models.CheckConstraint(
                name="erratum_public_is_confirmed",
                condition=Q(published_on__isnull=True) | Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="erratum_public_is_dated",
                condition=Q(state="published", published_on__isnull=False)
                | (~Q(state="published") & Q(published_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.reason}"

    @property
    def is_waiting(self) -> bool:
        """Prepared, and neither public nor taken back; for many rows: `waiting`."""
        return self.state == ErratumState.PREPARED


class ClauseQuerySet(models.QuerySet["Clause"]):
    def published(self) -> Self:
        """Clauses of orders that are, or were, public. For pages and API."""
        return self.filter(order__state__in=PUBLIC_STATES)


class Clause(models.Model):
    """任免事项: one sentence of an order, verbatim without white space, with its span in the source."""

    order = models.ForeignKey(Order, verbose_name=_("任免通知"), on_delete=models.PROTECT, related_name="clauses")
    sequence = models.PositiveIntegerField(_("序号"))
    text = models.TextField(_("原文"))
    # Written by orders/entering/masking.py alone; empty until then, so that nothing is shown by mistake.
    public_text = models.TextField(
        _("公开的文字"), blank=True, editable=False, help_text=_("原文，其中的个人信息逐字遮盖。")
    )
    # Code points of order.source.text, from ≤ i < until.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("任免事项")
        verbose_name_plural = _("任免事项")
        ordering = ["order", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["order", "sequence"], name="clause_sequence_once"),
            models.CheckConstraint(name="clause_span_runs_forward", condition=Q(start__lte=F("end"))),
        ]

    def __str__(self) -> str:
        return f"{self.order} ({self.sequence})"

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}#clause-{self.sequence}"


class Remainder(models.Model):
    """Words of a notice that are in no known form; shown in red until a person has dealt with them."""

    order = models.ForeignKey(Order, verbose_name=_("任免通知"), on_delete=models.PROTECT, related_name="remainder")
    text = models.TextField(_("原文"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(_("未能读出的原因"), max_length=300)
    settled_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("处理人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    settled_note = models.CharField(_("处理说明"), max_length=400, blank=True, help_text=_("例如：不属于任免。"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("未读出的文字")
        verbose_name_plural = _("未读出的文字")
        ordering = ["order", "start"]

    def __str__(self) -> str:
        return self.text[:40]


class ActQuerySet(models.QuerySet["Act"]):
    def published(self) -> Self:
        """Acts of orders that are, or were, public, and of errata that are public. For pages, API and projection."""
        return self.filter(clause__order__state__in=PUBLIC_STATES).exclude(
            erratum__isnull=False, erratum__published_on__isnull=True
        )

    def read(self) -> Self:
        """The reading in force: not superseded by a published erratum, and not of an unpublished one."""
        return self.exclude(erratum__isnull=False, erratum__published_on__isnull=True).exclude(
            superseded_by__published_on__isnull=False
        )

    def with_known_from(self) -> Self:
        """Annotates `known_from`, the day from which a public act is known: its erratum's if it comes from one."""
        return self.annotate(known_from=Coalesce("erratum__published_on", "clause__order__published_on"))

    def known(self, known_on: date | None) -> Self:
        """The reading in force on `known_on`, inclusive; None = today's knowledge. For pages and API.

        An act is known from its order's public day (from its erratum's, if it comes from one) until the order is
        withdrawn or another erratum takes its place.
        """
        acts = self.published()
        if known_on is None:
            return acts.read().exclude(clause__order__withdrawn_on__isnull=False)
        return (
            acts.with_known_from()
            .filter(known_from__lte=known_on)
            .exclude(clause__order__withdrawn_on__lte=known_on)
            .exclude(superseded_by__published_on__lte=known_on)
        )


class Act(models.Model):
    """任免动作: one verb for one official in one position, said by one clause.

    The printed fields are what the notice says. `official` and `position` are whom and which post that concerns:
    null until settled; a grade or an act that names no post has no position.
    """

    clause = models.ForeignKey(Clause, verbose_name=_("任免事项"), on_delete=models.PROTECT, related_name="acts")
    sequence = models.PositiveIntegerField(_("序号"))
    verb = models.CharField(_("动作"), max_length=16, choices=VERB_CHOICES)
    printed_official = SpeltField(_("印出的姓名"), max_length=60)
    printed_post = SpeltField(_("印出的职务全称"), max_length=300, blank=True)
    printed_body = SpeltField(_("机构"), max_length=200, blank=True)
    printed_title = SpeltField(_("职务"), max_length=200, blank=True)
    body_implied = models.BooleanField(
        _("机构为推定"), default=False, help_text=_("通知未印出机构，取发文机关或前一职务的机构。")
    )
    qualifiers = models.JSONField(_("说明"), default=dict, blank=True)
    effective_on = models.DateField(
        _("另定生效日期"), null=True, blank=True, help_text=_("通知写明的任职起算日期；空白按决定日期。")
    )
    effective_precision = models.CharField(
        _("精度"), max_length=5, choices=PRECISION_CHOICES, default=Precision.DAY.value
    )
    wording = models.JSONField(default=dict, blank=True, editable=False)
    official = models.ForeignKey(
        Official, verbose_name=_("人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="acts"
    )
    position = models.ForeignKey(
        Position, verbose_name=_("职务"), null=True, blank=True, on_delete=models.PROTECT, related_name="acts"
    )
    post_not_on_record = models.BooleanField(
        _("职务无记录"), default=False, help_text=_("通知没有写明职务，登记中也没有对应的任职；此项不结束任何任职。")
    )
    erratum = models.ForeignKey(
        Erratum, verbose_name=_("更正"), null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_acts"
    )
    superseded_by = models.ForeignKey(
        Erratum,
        verbose_name=_("被更正"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_acts",
    )

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("任免动作")
        verbose_name_plural = _("任免动作")
        ordering = ["clause", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "sequence"], name="act_sequence_once"),
            models.CheckConstraint(
                name="act_without_record_has_no_position",
                condition=Q(post_not_on_record=False) | Q(position__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["official", "position"], name="act_pair"),
            # Who is printed by a name is asked for every notice that comes in.
            models.Index(fields=["printed_official"], name="act_printed_official"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.printed_official} {self.printed_post}"

    @property
    def takes_effect_on(self) -> date | None:
        """The day it takes effect at its lower bound: as stated in the line, else the order's day of decision."""
        return self.effective_on or self.clause.order.decided_on

    @property
    def basis(self) -> Basis:
        """Where that day comes from."""
        return Basis.of(stated=self.effective_on is not None, decided=self.clause.order.decision_day_stated)

    @property
    def is_public(self) -> bool:
        """Whether the public can see it: its order is public, and so is the erratum it comes from, if any."""
        return self.clause.order.is_public and (self.erratum is None or self.erratum.published_on is not None)
