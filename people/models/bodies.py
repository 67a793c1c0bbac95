"""Organisations, their dated names and their place in the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import walks
from people.models.spelling import SpeltField
from people.periods import covers_nullable_q, holds
from people.publicity import Publicised, PublicityQuerySet, PublicManager


class BodyQuerySet(PublicityQuerySet["Body"]):
    def named(self, name: str) -> Self:
        """Bodies that bear or ever bore this name, to the character."""
        return self.filter(names__name=name, names__withdrawn_on__isnull=True).distinct()

    def in_being(self, on: date) -> Self:
        """Bodies that existed on `on`, as far as the record says: established ≤ on < abolished."""
        return self.filter(covers_nullable_q(on, "established_on", "abolished_on"))

    # The tree, by keys of bodies; each way one query, which ends even where the rows make a loop.

    def under(self, bodies: Iterable[int], *, levels: int | None = None) -> Self:
        """These bodies and what stands under them; with `levels` only what is at most so many levels below: 0 is none.

        None at all where no body is given.
        """
        return self.filter(pk__in=walks.under(bodies, levels))

    def above(self, bodies: Iterable[int]) -> Self:
        """These bodies and all they stand under: a chart cannot show a body without what is above it."""
        return self.filter(pk__in=walks.above(bodies))

    def lines_up(self, bodies: Iterable[int]) -> dict[int, list[int]]:
        """For each body its own key and those of the bodies it stands under, nearest first, each once."""
        wanted = set(bodies)
        parents = dict(self.above(wanted).values_list("pk", "parent_id"))
        return {body: _line_up(body, parents) for body in wanted}

    def tops(self, bodies: Iterable[int]) -> dict[int, int]:
        """For each body the key of the one at the top of its tree, itself where it stands under none."""
        return {body: line[-1] for body, line in self.lines_up(bodies).items()}


def _line_up(body: int, parents: Mapping[int, int | None]) -> list[int]:
    line = [body]
    while (above := parents.get(line[-1])) is not None and above not in line:
        line.append(above)
    return line


class Body(Publicised):
    """An organisation: one identity through all its names, with a parent, a display order and a life."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("上级机构"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("在机构图上位于其下的机构；没有则为顶层。"),
    )
    display_order = models.PositiveIntegerField(
        _("排列次序"), default=0, help_text=_("同一上级之下的先后，小者在前；排序由人决定，不按笔画。")
    )
    established_on = models.DateField(_("设立之日"), null=True, blank=True, help_text=_("空白表示未登记。"))
    abolished_on = models.DateField(
        _("终止之日"), null=True, blank=True, help_text=_("自这一天起机构不再存在；空白表示未登记终止。")
    )

    # `everything` stands first: the admin and foreign-key validation use the first manager.
    everything = BodyQuerySet.as_manager()
    public = PublicManager.from_queryset(BodyQuerySet)()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["display_order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_ends_after_it_begins",
                condition=Q(established_on__isnull=True)
                | Q(abolished_on__isnull=True)
                | Q(established_on__lte=F("abolished_on")),
                violation_error_message=_("终止之日不能早于设立之日。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name_on(None)

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.code])

    def name_on(self, on: date | None) -> str:
        """The name borne on `on`; before the first dated name, the first; None = the latest. Uses prefetched names."""
        return name_on(self.names.all(), on)


class DatedName(NamedTuple):
    """A name with the days it was borne: from ≤ day < until; None is a day not on record."""

    name: str
    began_on: date | None
    ended_on: date | None


def name_on(names: Iterable[BodyName], on: date | None) -> str:
    """Of the names of one body the one borne on `on`; see `borne_on`."""
    dated = sorted(names, key=lambda name: (name.began_on or date.min, name.pk))
    return borne_on([DatedName(name.name, name.began_on, name.ended_on) for name in dated], on)


def borne_on(names: Sequence[DatedName], on: date | None) -> str:
    """Of the names of one body, oldest first, the one borne on `on`, else the first; None = the latest; '' for none."""
    borne = [name for name in names if on is None or name.began_on is None or name.began_on <= on]
    chosen = borne[-1:] or names[:1]
    return chosen[0].name if chosen else ""


def renamed(names: Sequence[DatedName], new_name: str, day: date) -> list[DatedName]:
    """The names of one body, oldest first, as they are once it was renamed on `day`.

    The name borne on the day ends; the new one is borne from then until the next one on record begins.
    """
    borne = [name for name in names if holds(name.began_on, name.ended_on, day)]
    until = borne[-1].ended_on if borne else None
    ended = [name._replace(ended_on=day) if name in borne else name for name in names]
    after = sum(name.began_on is None or name.began_on <= day for name in names)
    return [*ended[:after], DatedName(new_name, day, until), *ended[after:]]


class StandingNames(models.Manager["BodyName"]):
    """Without the names of renamings that were withdrawn; relations to the names of a body go through it as well."""

    def get_queryset(self) -> models.QuerySet[BodyName]:
        return super().get_queryset().filter(withdrawn_on__isnull=True)


class BodyName(models.Model):
    """A name of a body, borne from ≤ day < until.

    The name of a renaming that was withdrawn stays in the table for those who ask what was known before its day; a
    condition on `names__…` of a body sees it too, everything else goes through `objects`.
    """

    body = models.ForeignKey(Body, verbose_name=_("机构"), on_delete=models.PROTECT, related_name="names")
    name = SpeltField(_("名称"), max_length=200, db_index=True, help_text=_("公文中印出的全称。"))
    began_on = models.DateField(_("启用之日"), null=True, blank=True, help_text=_("空白表示未登记。"))
    ended_on = models.DateField(
        _("停用之日"), null=True, blank=True, help_text=_("自这一天起不再使用；空白表示仍在使用。")
    )

    withdrawn_on = models.DateField(
        _("撤回之日"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("给出这一名称的更名自这一天起不再算数；以前各日的回答不变。"),
    )

    objects = StandingNames()
    everything = models.Manager()

    class Meta:
        verbose_name = _("机构名称")
        verbose_name_plural = _("机构名称")
        ordering = ["body", "began_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name", "began_on"],
                condition=Q(withdrawn_on__isnull=True),
                name="body_name_once_per_day",
                violation_error_message=_("这一名称已经登记。"),
            ),
            models.CheckConstraint(
                name="body_name_ends_after_it_begins",
                condition=Q(began_on__isnull=True) | Q(ended_on__isnull=True) | Q(began_on__lt=F("ended_on")),
                violation_error_message=_("停用之日应当晚于启用之日。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
