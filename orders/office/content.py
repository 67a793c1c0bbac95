"""The content a step is taken over, as one hash: what an order, an event or an erratum says, and whom it means.

A page of the desk sends with each answer the hash of what it showed. What somebody has changed since then is refused,
so that nobody answers for content they never had before them, and nobody overwrites what they have not seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import singledispatch

from django.db.models import Model

from orders.models import Act, Erratum, Order
from orders.models.acts import ActQuerySet
from people.models import BodyName, Reorganisation

_ACT_CONTENT = (
    "clause__sequence",
    "sequence",
    "verb",
    "printed_official",
    "printed_post",
    "printed_body",
    "printed_title",
    "body_implied",
    "effective_on",
    "effective_precision",
    "official__code",
    "official__name",
    "position__code",
    "position__title",
    "position__body__code",
    "post_not_on_record",
    "qualifiers",
)


@singledispatch
def content_hash(subject: Model) -> str:
    """SHA-256, 64 hexadecimal digits, over all that whoever makes it public answers for, by code and by name."""
    raise TypeError(f"{subject!r} is nothing that becomes public by steps.")


@content_hash.register
def _of_order(order: Order) -> str:
    """All a reader of the published order sees: frame, clauses, acts, whom and what they mean.

    A published day left open counts as the day of signing that will stand in for it, so that publishing alone changes
    no content.
    """
    session = order.session
    acts = Act.objects.filter(clause__order=order).read()
    named = [order.issuer_id, session.body_id if session else None, *acts.values_list("position__body", flat=True)]
    return digest(
        {
            "frame": [
                order.issuer and order.issuer.code,
                order.series and order.series.prefix,
                [order.year, order.number, order.printed_number, order.title, order.headcount, order.addressees],
                session and [session.body.code, session.kind, session.number, session.decided_on, session.term],
                [order.signed_on, order.published_on or order.signed_on],
                order.published_on is None or order.published_assumed,
            ],
            "source": [order.source.sha256, order.source_start, order.source_end, order.parts],
            "clauses": list(order.clauses.order_by("sequence").values_list("sequence", "text", "start", "end")),
            "remainder": list(
                order.remainder.values_list("text", "start", "end", "reason", "settled_by", "settled_note")
            ),
            "acts": _acts(acts),
            "bodies": _names(named),
        }
    )


@content_hash.register
def _of_erratum(erratum: Erratum) -> str:
    """Why, the old reading and the new one."""
    old, new = erratum.superseded_acts.all(), erratum.corrected_acts.all()
    bodies = [*old.values_list("position__body", flat=True), *new.values_list("position__body", flat=True)]
    return digest({"reason": erratum.reason, "old": _acts(old), "new": _acts(new), "bodies": _names(bodies)})


@content_hash.register
def _of_reorganisation(event: Reorganisation) -> str:
    """What the event says and does, to whom, and why.

    The row is taken as it was read; its parties, successions, holders and proofs as they stand on record. A supplement
    has the proofs of its event.
    """
    parties = event.parties.order_by("role", "body__code")
    successions = event.successions.order_by("old__code", "new__code")
    bodies = [*parties.values_list("body", flat=True), *successions.values_list("old__body", flat=True)]
    return digest(
        {
            "event": [event.kind, event.effective_on, event.new_name, event.effect, event.supplements_id],
            "corrects": event.corrects_id,
            "document": [event.document, event.document_public_on, event.note],
            "parties": list(parties.values_list("role", "body__code")),
            "successions": list(successions.values_list(*_post("old"), *_post("new"))),
            "holders": list(
                event.holder_effects.order_by("official__code", "position__code").values_list(
                    "official__code", "official__name", *_post("position"), "effect", "note"
                )
            ),
            "proofs": list(
                event.main.proofs.order_by("clause__order__code", "clause__sequence").values_list(
                    "clause__order__code", "clause__sequence", "clause__text", "clause__order__published_on"
                )
            ),
            "bodies": _names([*bodies, *successions.values_list("new__body", flat=True)]),
        }
    )


def digest(content: Mapping[str, object]) -> str:
    """SHA-256 over plain values, days and lists of them, 64 hexadecimal digits; the order of keys does not count."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _acts(acts: ActQuerySet) -> list[object]:
    """What acts say, whom and which post they mean, by code and by name, in the order of their clauses."""
    rows = acts.order_by("clause__sequence", "sequence").values_list(*_ACT_CONTENT)
    return [[list(row[:-1]), dict(sorted(row[-1].items()))] for row in rows]


def _names(bodies: Iterable[int | None]) -> list[object]:
    """Every name of the bodies with these keys, with its days; None among them stands for no body.

    Until they are public, bodies, posts and people may be renamed at the desk: a code alone does not say enough.
    """
    rows = BodyName.objects.filter(body__in=set(bodies)).order_by("body__code", "name", "pk")
    return list(rows.values_list("body__code", "name", "began_on", "ended_on"))


def _post(name: str) -> list[str]:
    return [f"{name}__code", f"{name}__title", f"{name}__body__code"]
