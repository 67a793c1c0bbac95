"""Which clauses prove a reorganisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.models.acts import Clause
from people.models import Reorganisation


class ReorganisationProof(models.Model):
    """A clause from whose words an event between bodies was proposed, or by which it is proved."""

    reorganisation = models.ForeignKey(
        Reorganisation, verbose_name=_("机构变更"), on_delete=models.PROTECT, related_name="proofs"
    )
    clause = models.ForeignKey(
        Clause, verbose_name=_("任免事项"), on_delete=models.PROTECT, related_name="reorganisation_proofs"
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("变更依据")
        verbose_name_plural = _("变更依据")
        constraints = [models.UniqueConstraint(fields=["reorganisation", "clause"], name="proof_once")]

    def __str__(self) -> str:
        return f"{self.reorganisation} ← {self.clause}"
