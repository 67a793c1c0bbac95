"""What happens to bodies: dated events between them, and which post continues which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.codes import new_code
from people.models.bodies import Body
from people.models.officials import Official
from people.models.positions import Position


class ReorganisationKind(models.TextChoices):
    """The kind fixes how many predecessors and successors an event has; see PARTIES."""

    ESTABLISHED = "established", _("设立")
    RENAMED = "renamed", _("更名")
    REPLACED = "replaced", _("更名重组")
    MERGED = "merged", _("合并")
    SPLIT = "split", _("分设")
    ABOLISHED = "abolished", _("撤销")


class Effect(models.TextChoices):
    """What an event does to the holder of an old post."""

    NATURAL_REMOVAL = "natural_removal", _("自然免去")
    CARRIES_ON = "carries_on", _("继续任职")
    NEEDS_ORDER = "needs_order", _("待另行发文")


class ReorganisationState(models.TextChoices):
    PROPOSED = "proposed", _("建议")
    PREPARED = "prepared", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DECLINED = "declined", _("不采纳")
    WITHDRAWN = "withdrawn", _("已撤回")


TOLD_STATES = (ReorganisationState.CONFIRMED, ReorganisationState.WITHDRAWN)


class ReorganisationPolicy(models.Model):
    """What a kind of event does to holders where one issuer decides; the law differs by place, so this is a table.

    北京市人大常委会任免条例 art. 23, 广东 art. 15, 浙江 art. 17 and 重庆 art. 14 rule four different ways.
    """

    issuer = models.ForeignKey(
        Body,
        verbose_name=_("发文机关"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("空白表示没有自己规定的发文机关。"),
    )
    kind = models.CharField(_("变更类型"), max_length=12, choices=ReorganisationKind.choices)
    effect = models.CharField(_("对任职者的影响"), max_length=16, choices=Effect.choices)
    basis = models.CharField(_("依据"), max_length=400, help_text=_("法规名称和条款。"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("机构变更规则")
        verbose_name_plural = _("机构变更规则")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind"],
                name="policy_once_per_issuer_and_kind",
                violation_error_message=_("这一发文机关已有这一类型的规则。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.get_effect_display()}"


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def main(self) -> Self:
        """Events that stand on their own: a supplement begins, ends and renames no body."""
        return self.filter(supplements=None)

    def once_confirmed(self) -> Self:
        """Confirmed, now or until they were withdrawn: what the public was ever told."""
        return self.filter(state__in=TOLD_STATES)

    def with_supplements(self, events: Iterable[Reorganisation | int]) -> Self:
        """These events and the supplements to them that are confirmed: what counts as said by the events."""
        mains = [event.pk if isinstance(event, Reorganisation) else event for event in events]
        return self.filter(Q(pk__in=mains) | Q(supplements__in=mains, state=ReorganisationState.CONFIRMED))


class Reorganisation(models.Model):
    """A dated event between bodies. Only a confirmed one has any effect; whoever prepares it never confirms it."""

    code = models.CharField(_("代码"), max_length=16, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("类型"), max_length=12, choices=ReorganisationKind.choices)
    effective_on = models.DateField(_("生效之日"), help_text=_("自这一天起旧机构不再存在、新机构开始存在。"))
    new_name = models.CharField(
        _("新名称"), max_length=200, blank=True, help_text=_("仅用于更名：同一机构自生效之日起的新名称。")
    )
    document = models.CharField(_("依据文件"), max_length=300, blank=True, help_text=_("文号和标题；没有则空白。"))
    document_public_on = models.DateField(_("依据文件公开日期"), null=True, blank=True)
    effect = models.CharField(
        _("对任职者的影响"),
        max_length=16,
        choices=Effect.choices,
        default=Effect.NATURAL_REMOVAL,
        help_text=_("对每位任职者可以另行指定。"),
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ReorganisationState.choices, default=ReorganisationState.PREPARED
    )
    prepared_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("经办人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("空白表示由系统根据通知提出。"),
    )
    confirmed_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("确认人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_on = models.DateField(_("确认之日"), null=True, blank=True)
    supplements = models.ForeignKey(
        "self",
        verbose_name=_("补充"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supplements_made",
        help_text=_("对已确认的机构变更补列职务或任职者；与原变更同日、同类。"),
    )
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("更正"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text=_("所更正的已确认的机构变更；这一变更确认之日起由它取代。"),
    )
    withdrawn_on = models.DateField(
        _("撤回之日"), null=True, blank=True, editable=False, help_text=_("自这一天起不再算数；以前各日的回答不变。")
    )
    withdrawal_reason = models.CharField(_("撤回原因"), max_length=400, blank=True, editable=False)
    # What confirming it overwrote, so that withdrawing it can put that back; null: confirmed before this was noted.
    # {"established_on": {body: day}, "abolished_on": {body: day}, "names": {name: day it was to end on}}
    overwrote = models.JSONField(_("确认前的登记"), null=True, blank=True, editable=False)
    note = models.TextField(_("说明"), blank=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构变更")
        verbose_name_plural = _("机构变更")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(confirmed_by=F("prepared_by")),
                violation_error_message=_("经办人不能确认自己经办的机构变更。"),
            ),
            models.CheckConstraint(
                name="reorganisation_confirmed_is_dated",
                condition=~Q(state__in=["confirmed", "withdrawn"])
                | (Q(confirmed_by__isnull=False) & Q(confirmed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="reorganisation_withdrawn_is_dated",
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effective_on} {self.get_kind_display()}"

    @property
    def main(self) -> Reorganisation:
        """The event it is part of: of a supplement the one it adds to, else itself."""
        return self.supplements or self

    def get_absolute_url(self) -> str:
        return reverse("reorganisation", args=[self.code])

    def withdrawn_by(self, known_on: date | None) -> bool:
        """Whether it was withdrawn for all the public knew on `known_on`, inclusive; None = today's knowledge."""
        return self.withdrawn_on is not None and (known_on is None or self.withdrawn_on <= known_on)


class ReorganisationBody(models.Model):
    """One body taking part in an event, as predecessor or as successor."""

    class Role(models.TextChoices):
        OLD = "old", _("原机构")
        NEW = "new", _("新机构")

    reorganisation = models.ForeignKey(
        Reorganisation, verbose_name=_("机构变更"), on_delete=models.PROTECT, related_name="parties"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("机构"), on_delete=models.PROTECT, related_name="reorganisation_parts"
    )
    role = models.CharField(_("角色"), max_length=3, choices=Role.choices)

    objects = models.Manager()

    class Meta:
        verbose_name = _("变更所涉机构")
        verbose_name_plural = _("变更所涉机构")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "body"],
                name="body_once_per_reorganisation",
                violation_error_message=_("同一机构在一次变更中只能列一次。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.body}"


class PartQuerySet(models.QuerySet[Any]):
    """Rows in which an event says something of a post or a holder."""

    def belonging_to(self, events: Iterable[Reorganisation | int]) -> Self:
        """What these events say, together with the supplements to them that are confirmed."""
        return self.filter(reorganisation__in=Reorganisation.objects.with_supplements(events))


class SuccessionQuerySet(PartQuerySet):
    def said_by(self, events: Iterable[Reorganisation] | models.QuerySet[Reorganisation, object]) -> Self:
        """What events say, each together with its supplements: what one of these continues is not without successor.

        Every row carries `event`, the key of the event it belongs to: its own, or the one its own supplements.
        """
        said = self.filter(reorganisation__in=events)
        said = said.annotate(event=Coalesce("reorganisation__supplements", "reorganisation"))
        continued = said.filter(new__isnull=False, old=OuterRef("old"), event=OuterRef("event"))
        return said.filter(Q(new__isnull=False) | ~Exists(continued))


class PositionSuccession(models.Model):
    """职务承继: in this event the old post ends and the new post, if any, continues it."""

    reorganisation = models.ForeignKey(
        Reorganisation, verbose_name=_("机构变更"), on_delete=models.PROTECT, related_name="successions"
    )
    old = models.ForeignKey(Position, verbose_name=_("原职务"), on_delete=models.PROTECT, related_name="succeeded_by")
    new = models.ForeignKey(
        Position,
        verbose_name=_("新职务"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="succeeds",
        help_text=_("空白表示没有承继的职务。"),
    )

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("职务承继")
        verbose_name_plural = _("职务承继")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "old", "new"],
                name="succession_once",
                violation_error_message=_("这一承继关系已经列出。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new or '—'}"


class HolderEffectQuerySet(PartQuerySet):
    def by_holder(self, events: Iterable[Reorganisation | int]) -> dict[tuple[int, int, int], HolderEffect]:
        """What these events do to single holders by name, by the keys of (event, official, position).

        Confirmed supplements speak for the event they add to; of several about one holder the one recorded last holds.
        """
        rows = self.belonging_to(events).select_related("reorganisation").order_by("reorganisation", "pk")
        return {(row.reorganisation.supplements_id or row.reorganisation_id, *row.holder): row for row in rows}


class HolderEffect(models.Model):
    """What the event does to one holder by name, where it differs from what it does to the others."""

    reorganisation = models.ForeignKey(
        Reorganisation, verbose_name=_("机构变更"), on_delete=models.PROTECT, related_name="holder_effects"
    )
    official = models.ForeignKey(Official, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, verbose_name=_("原职务"), on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(_("影响"), max_length=16, choices=Effect.choices)
    note = models.CharField(_("说明"), max_length=400, blank=True)

    objects = HolderEffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("对任职者的影响")
        verbose_name_plural = _("对任职者的影响")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "official", "position"],
                name="holder_effect_once",
                violation_error_message=_("这位任职者已经列出。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.get_effect_display()}"

    @property
    def holder(self) -> tuple[int, int]:
        """Whom it is about: the keys of official and position."""
        return self.official_id, self.position_id


# How many (predecessors, successors) each kind has: (least, most), None = no upper limit. Renamed is the same Body.
PARTIES: dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    ReorganisationKind.ESTABLISHED: ((0, 0), (1, 1)),
    ReorganisationKind.RENAMED: ((1, 1), (0, 0)),
    ReorganisationKind.REPLACED: ((1, 1), (1, 1)),
    ReorganisationKind.MERGED: ((1, None), (1, 1)),
    ReorganisationKind.SPLIT: ((1, 1), (2, None)),
    ReorganisationKind.ABOLISHED: ((1, None), (0, 0)),
}

# Kinds by which the predecessors cease to be; `renamed` is by definition the same body under another name.
ENDING = frozenset(
    {ReorganisationKind.REPLACED, ReorganisationKind.MERGED, ReorganisationKind.SPLIT, ReorganisationKind.ABOLISHED}
)
# Kinds whose successors begin on the day. Not a merger: others may be merged into a body that has long been there, and
# which notices are on record does not tell. Where one is made for the merger, its 设立 is recorded as well.
BEGINNING = frozenset({ReorganisationKind.ESTABLISHED, ReorganisationKind.REPLACED, ReorganisationKind.SPLIT})
