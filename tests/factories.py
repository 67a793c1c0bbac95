"""Plain factories: the smallest record a test needs, by the words a reader would use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from orders import reorganising
from orders.entering import taking_in
from orders.models import Order, Source
from orders.notices.notice import Act, Clause, DecidedBy, Notice, PartialDay, Qualifiers, Remainder, Verb
from orders.reorganising import Plan
from orders.steps import review
from people.models import Body, BodyName, HolderEffect, Official, Position, Reorganisation
from people.titles import class_of, place_of

ISSUER = "北京市东城区人民政府"
DECIDED = date(2021, 5, 10)
SIGNED = date(2021, 10, 24)
TODAY = date(2024, 3, 1)

# Ground floor


def make_body(
    name: str, *, parent: Body | None = None, public_since: date | None = date(2000, 1, 1), **more: Any
) -> Body:
    """A body on record with one name; public unless `public_since` is None."""
    body = Body.everything.create(parent=parent, public_since=public_since, **more)
    BodyName.objects.create(body=body, name=name)
    return body


def make_position(
    body: Body | str, title: str, *, public_since: date | None = date(2000, 1, 1), **more: Any
) -> Position:
    """A post in a body, given as such or by its name; the body is made where no other bears the name."""
    if isinstance(body, str):
        body = Body.everything.named(body).first() or make_body(body, public_since=public_since)
    more.setdefault("position_class", class_of(title))
    more.setdefault("display_order", place_of(title))
    return Position.everything.create(body=body, title=title, public_since=public_since, **more)


def make_official(name: str, *, public_since: date | None = date(2000, 1, 1), **more: Any) -> Official:
    """A person on record, settled and public unless said otherwise."""
    return Official.everything.create(name=name, public_since=public_since, **more)


# Notices without their text being read


def say(verb: str, official: str, body: str | None = None, title: str | None = None, **more: Any) -> Act:
    """One act of a notice: say("appoint", "李娜新", "北京市东城区民政局", "副局长")."""
    qualifiers = Qualifiers(**more.pop("qualifiers", {}))
    effective_on = more.pop("effective_on", None)
    if isinstance(effective_on, date):
        effective_on = PartialDay(effective_on)
    return Act(
        verb=Verb(verb),
        official=official,
        post=f"{body or ''}{title}" if title else None,
        body=body,
        position=title,
        qualifiers=qualifiers,
        effective_on=effective_on,
        **more,
    )


def words_of(acts: Iterable[Act]) -> str:
    """A sentence of a kind for some acts; what a clause made by hand has for its text."""
    return "，".join(f"{act.verb.value}{act.official}{act.post or ''}" for act in acts)


def make_notice(
    clauses: Sequence[Sequence[Act]],
    *,
    number: str | None = "东政任〔2021〕16号",
    session: int | None = 121,
    decided_on: date | None = DECIDED,
    signed_on: date | None = SIGNED,
    issuer: str | None = ISSUER,
    title: str | None = None,
    headcount: int | None = None,
    session_body: str | None = ISSUER,
    kind: str | None = "常务会议",
    remainder: Sequence[str] = (),
) -> Notice:
    """A notice as the parser would give it; each clause is a list of acts."""
    spans, start = [], 0
    for acts in clauses:
        words = words_of(acts)
        spans.append((start, start + len(words)))
        start += len(words) + 1
    left_over = []
    for words in remainder:
        left_over.append(Remainder(words, (start, start + len(words)), "不在已知的句式之中。"))
        start += len(words) + 1
    return Notice(
        number=number,
        title=title,
        issuer=issuer,
        headcount=headcount,
        span=(0, start),
        session=DecidedBy(session_body, kind, session, decided_on) if session or decided_on else None,
        signed_on=signed_on,
        parts=(),
        clauses=tuple(
            Clause(sequence, words_of(acts), span, tuple(acts))
            for sequence, (acts, span) in enumerate(zip(clauses, spans, strict=True), start=1)
        ),
        remainder=tuple(left_over),
    )


def make_source(text: str, by: Any) -> Source:
    """A source of these words, as a clerk would paste them."""
    return taking_in.receive(data=text.encode(), by=by)


def take_in(notice: Notice, by: Any, **more: Any) -> Order:
    """A draft of a notice made by hand, from a source of its own."""
    words = "；".join([clause.text for clause in notice.clauses] + [rest.text for rest in notice.remainder]) + "。"
    source = make_source(f"{words}\n{notice.number}\n{notice.signed_on}\n{Source.objects.count()}", by)
    return taking_in.take_in(source=source, notice=notice, by=by, **_supplied(**more))


def _supplied(*, published_on: date | None = None, issuer: Body | None = None, bulk: bool = False) -> dict[str, Any]:
    """What is said of a notice besides its words, as intake takes it."""
    return {"supplied": taking_in.Supplied(published_on, issuer), "bulk": bulk}


def make_draft(clauses: Sequence[Sequence[Act]], by: Any, **frame: Any) -> Order:
    """A draft with these clauses; the frame as in `make_notice`, `published_on` and `bulk` as in intake."""
    intake_words = {key: frame.pop(key) for key in ("published_on", "bulk") if key in frame}
    return take_in(make_notice(clauses, **frame), by, **intake_words)


# From words to a published order


def take(text: str, by: Any, *, published_on: date | None = None, bulk: bool = False) -> list[Order]:
    """Drafts of every notice in a text, read and taken in the way a clerk does it."""
    source = make_source(text, by)
    return [
        taking_in.take_in(source=source, notice=notice, by=by, **_supplied(published_on=published_on, bulk=bulk))
        for notice in taking_in.read(source).notices
    ]


def source_text(order: Order) -> str:
    """The words of this notice alone, as they stand in its source."""
    return order.source.text[order.source_start : order.source_end]


def publish(order: Order, by: Any, reviewer: Any, *, today: date = TODAY) -> Order:
    """A draft's whole way: submitted by one, approved and published by the other."""
    review.submit(order=order, by=by, today=today)
    review.approve(order=order, by=reviewer, today=today)
    return review.publish(order=order, by=reviewer, today=today)


def publish_clauses(clauses: Sequence[Sequence[Act]], by: Any, reviewer: Any, **frame: Any) -> Order:
    """A published order with these clauses."""
    return publish(make_draft(clauses, by, **frame), by, reviewer)


def publish_text(text: str, by: Any, reviewer: Any, *, published_on: date | None = None) -> list[Order]:
    """Every notice in a text, read, taken in and published."""
    return [publish(order, by, reviewer) for order in take(text, by, published_on=published_on)]


# Events between bodies


def prepare_event(*, by: Any, **plan: Any) -> Reorganisation:
    """An event prepared for another person to confirm; the words are those of a Plan."""
    return reorganising.prepare(plan=Plan(**_as_tuples(plan)), by=by)


def revise_event(*, reorganisation: Reorganisation, by: Any, **changes: Any) -> Reorganisation:
    """A prepared event or proposal with these words of its plan changed."""
    reorganisation.refresh_from_db()
    plan = replace(reorganising.plan_of(reorganisation), **_as_tuples(changes))
    return reorganising.revise(reorganisation=reorganisation, plan=plan, by=by)


def treat(
    *, reorganisation: Reorganisation, official: Official, position: Position, effect: str, by: Any, note: str = ""
) -> HolderEffect:
    """What an event that is not confirmed does to one holder by name."""
    treated = (official, position, effect)
    return reorganising.set_holder_effect(reorganisation=reorganisation, treated=treated, by=by, note=note)


def _as_tuples(plan: dict[str, Any]) -> dict[str, Any]:
    """The bodies and successions of a plan may be given in any iterable."""
    several = ("old", "new", "successions")
    return {name: tuple(value) if name in several else value for name, value in plan.items()}
