"""The content a step is taken over, as one hash: what an order, an event or an erratum says, and whom it means.

A page of the desk sends with each answer the hash of what it showed. What somebody has changed since then is refused,
so that nobody answers for content they never had before them, and nobody overwrites what they have not seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, singledispatch

from django.db.models import Model, Prefetch, prefetch_related_objects

from orders.models import Act, Clause, Erratum, Identification, Order, Remainder
from orders.models.acts import ActQuerySet
from people.models import Body, BodyName, Reorganisation

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


@dataclass(frozen=True)
class OrderContent:
    """What an order says and whom it means, read once for all that look at it: its hash, its checks, its page.

    The acts are those of the reading in force, in the order of the clauses, each with its clause, official and post;
    every body named has its names.
    """

    order: Order
    clauses: list[Clause]
    acts: list[Act]
    remainder: list[Remainder]

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all a reader of the published order sees: frame, clauses, acts, whom and what they mean.

        A published day left open counts as the day of signing that will stand in for it, so that publishing alone
        changes no content.
        """
        order, session = self.order, self.order.session
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
                "clauses": [[each.sequence, each.text, each.start, each.end] for each in self.clauses],
                "remainder": [
                    [rest.text, rest.start, rest.end, rest.reason, rest.settled_by_id, rest.settled_note]
                    for rest in self.remainder
                ],
                "acts": [_act(act) for act in self.acts],
                **({"masked": order.masked} if order.masked else {}),
                "bodies": _names_read(_bodies_of(order, self.acts)),
            }
        )

    @cached_property
    def decisions(self) -> dict[int, list[Identification]]:
        """By the key of an act in force, every decision on whom it concerns, oldest first."""
        found: dict[int, list[Identification]] = {act.pk: [] for act in self.acts}
        for decision in Identification.objects.filter(act__in=found).select_related("by").order_by("pk"):
            if decision.act_id is not None:
                found[decision.act_id].append(decision)
        return found


def read_content(order: Order) -> OrderContent:
    """The content of an order as it stands on record, its own row taken as it was read. Four queries."""
    clauses = list(order.clauses.order_by("sequence"))
    acts = Act.objects.filter(clause__order=order).read().select_related("official", "position__body")
    acts_in_order = list(acts.order_by("clause__sequence", "sequence"))
    remainder = list(order.remainder.select_related("settled_by"))
    by_key = {clause.pk: clause for clause in clauses}
    for clause in clauses:
        clause.order = order
    for act in acts_in_order:
        act.clause = by_key[act.clause_id]
    _read_names(_bodies_of(order, acts_in_order))
    return OrderContent(order, clauses, acts_in_order, remainder)


@content_hash.register
def _of_order(order: Order) -> str:
    """See `OrderContent.hash`."""
    return read_content(order).hash


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


def _bodies_of(order: Order, acts: Iterable[Act]) -> list[Body]:
    """Every body that an order and these acts of it name, as often as they name it."""
    of_frame = [order.issuer, order.session.body if order.session else None]
    return [body for body in (*of_frame, *(act.position and act.position.body for act in acts)) if body]


def _read_names(bodies: list[Body]) -> None:
    """Read the names of these bodies, also where they were read before: what is hashed is what stands on record."""
    for body in bodies:
        getattr(body, "_prefetched_objects_cache", {}).pop("names", None)
    prefetch_related_objects(bodies, Prefetch("names", BodyName.objects.order_by("name", "pk")))


def _names_read(bodies: list[Body]) -> list[object]:
    """As `_names`, of bodies whose names have been read."""
    by_code = {body.code: body for body in bodies}
    named = ((code, name) for code, body in sorted(by_code.items()) for name in body.names.all())
    return [[code, name.name, name.began_on, name.ended_on] for code, name in named]


def _act(act: Act) -> list[object]:
    """As a row of `_acts`, of an act that has been read."""
    row: list[object] = []
    for path in _ACT_CONTENT[:-1]:
        record, _dot, name = path.rpartition("__")
        said = _said_by(act, record) if record else act
        row.append(getattr(said, name) if said is not None else None)
    return [row, dict(sorted(act.qualifiers.items()))]


def _said_by(act: Act, path: str) -> Model | None:
    """The record at the end of a path from an act; None where the path leads to none."""
    record: Model | None = act
    for name in path.split("__"):
        record = record and getattr(record, name)
    return record


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
