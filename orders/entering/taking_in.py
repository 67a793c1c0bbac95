"""Taking in: from a file or a paste to a draft that says what the notice says."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import partial

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orders.entering import matching, resolving, secrecy
from orders.entering.framing import number_held, refuse_held, refuse_signed_before_decided
from orders.entering.resolving import DocumentNumber, fits
from orders.models import Act, Clause, Erratum, LogStep, Order, Remainder, Series, Session, Source
from orders.notices import notice as reading
from orders.notices.notice import Notice, PartKind, Reading
from orders.notices.parse import parse
from orders.notices.text import decode
from orders.notices.vocabulary import GRADES
from orders.office import log
from orders.office.access import require_entry
from orders.office.turns import take_turn_of
from people.models import Body, BodyName, Position
from people.refusal import Refused


def receive(*, data: bytes, filename: str = "", by: User) -> Source:
    """Keep a file or a paste as it came in; the same bytes again are the same source.

    Refused when the words carry a mark of secrecy: such a file may not be in this system at all (保守国家秘密法).
    """
    require_entry(by)
    sha256 = hashlib.sha256(data).hexdigest()
    text, remarks = _decoded(data)
    source, _created = Source.objects.get_or_create(
        sha256=sha256,
        defaults={
            "filename": filename.replace("\x00", "")[-200:],
            "encoding": _encoding(data, remarks),
            "original": data,
            "text": text,
            "received_by": by,
        },
    )
    return source


def words_of(data: bytes) -> str:
    """The words of a file or a paste as `receive` would keep them; nothing is kept. Refused as there."""
    return _decoded(data)[0]


def holds_notice(text: str) -> bool:
    """Whether there is any notice at all in these words."""
    return bool(_parsed(text).notices)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """The words of a file as they are kept, and what was remarked about its encoding."""
    text, findings = decode(data)
    # PostgreSQL keeps no NUL; one code point stands for one, so that spans stay.
    text = text.replace("\x00", "\ufffd")
    if mark := secrecy.mark_of(text):
        raise Refused(_("文件标有密级“%(mark)s”；涉密文件不得录入本系统。") % {"mark": mark})
    return text, [finding.code for finding in findings]


def _encoding(data: bytes, remarks: Sequence[str]) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "gb18030" if remarks else "utf-8"


def read(source: Source) -> Reading:
    """What the source says, its posts split by the bodies on record."""
    return _parsed(source.text)


def _parsed(text: str) -> Reading:
    return parse(text, bodies=frozenset(BodyName.objects.values_list("name", flat=True)))


def take_in(
    *,
    source: Source,
    notice: Notice,
    by: User,
    published_on: date | None = None,
    bulk: bool = False,
    issuer: Body | None = None,
) -> Order:
    """A draft of one notice of a source: its clauses, acts and remainder, with names matched as far as evidence goes.

    Bodies, positions, officials, session and series are made where they are not on record, unseen by the public.
    `published_on` is the day it was made public, None = not known. `bulk` gives every unsettled name a provisional
    official of its own. `issuer` is the issuing body where the notice prints none. A number, a session or a day of
    decision may be missing. Refused, with nothing changed: a number already held, a session on record under another
    day, a notice signed before it was decided, the same words of the same source twice.
    """
    require_entry(by)
    try:
        with transaction.atomic():
            take_turn_of(partial(_bodies_named, notice, issuer))
            _refuse(source, notice, issuer)
            order = _create_order(source, notice, by=by, published_on=published_on, issuer=issuer)
            _create_clauses(order, notice)
            matching.match(order=order, by=by, bulk=bulk)
            log.note_down(order, LogStep.ENTER, by=by)
    except IntegrityError as conflict:
        # Somebody else has taken in the same number since it was looked up.
        if Order.number_is_held(conflict):
            raise Refused(number_held(str(notice.number))) from conflict
        raise
    return order


def _bodies_named(notice: Notice, issuer: Body | None) -> list[int]:
    """The bodies on record that a notice names; none where nobody knows whose notice it is, which is everybody's.

    What is not on record yet is looked up again with the turn of names, before it is made.
    """
    day = (notice.session and notice.session.decided_on) or notice.signed_on
    issuer = issuer or resolving.body_on_record(notice.issuer, on=day)
    number = resolving.document_number(notice.number)
    series = resolving.series_on_record(number, issuer)
    if issuer is None and series is None:
        return []
    named = [act.body for clause in notice.clauses for act in clause.acts]
    sitting = notice.session.body if notice.session else None
    found = resolving.on_record([sitting, *named], on=day)
    return [body.pk for body in [issuer or series and series.issuer, *found.values()] if body]


def refusal(*, source: Source, notice: Notice) -> str | None:
    """Why `take_in` would refuse this notice as the record stands, one sentence; None = it would not. Only looks."""
    try:
        _refuse(source, notice, None)
    except Refused as refused:
        return refused.sentence
    return None


def _refuse(source: Source, notice: Notice, issuer: Body | None) -> None:
    """Refuses what may not be taken in; writes nothing, so that a preview may ask as well."""
    decided = notice.session if notice.session and notice.session.decided_on else None
    decided_on = decided.decided_on if decided else None
    refuse_signed_before_decided(notice.signed_on, decided_on)
    _refuse_overlong(source, notice)
    issuer = issuer or resolving.body_on_record(notice.issuer, on=decided_on or notice.signed_on)
    if issuer or not notice.issuer:  # an issuer that is not on record holds no number and has held no session
        number = resolving.document_number(notice.number)
        order = _framed(source, notice, number, issuer, resolving.series_on_record(number, issuer))
        refuse_held(order)
        issuer = order.issuer
    same_words = source.orders.standing().filter(source_start__lt=notice.span[1], source_end__gt=notice.span[0])
    if same_words.exists():
        raise Refused(_("这份来源中的这段文字已经录入，不能录入两次。"))
    if decided:
        resolving.refuse_nobodys(decided, issuer or notice.issuer)
        body = resolving.body_on_record(decided.body, on=decided_on) if decided.body else issuer
        if body:
            resolving.refuse_another_day(decided, body)


def _refuse_overlong(source: Source, notice: Notice) -> None:
    """Refuses words longer than what they are taken for."""
    order = _framed(source, notice, number := resolving.document_number(notice.number), None, None)
    for field in ("printed_number", "title", "addressees"):
        fits(Order, field, getattr(order, field))
    fits(Series, "prefix", number.prefix if number else "")
    fits(BodyName, "name", notice.issuer or "")
    fits(BodyName, "name", (notice.session and notice.session.body) or "")
    fits(Session, "kind", (notice.session and notice.session.kind) or "")
    for clause in notice.clauses:
        for act in clause.acts:
            _refuse_overlong_act(act)
    for rest in notice.remainder:
        fits(Remainder, "reason", rest.reason)


def _refuse_overlong_act(act: reading.Act) -> None:
    fits(Act, "printed_official", act.official)
    fits(Act, "printed_post", act.post or "")
    fits(Act, "printed_body", act.body or "")
    fits(Act, "printed_title", act.position or "")


def _create_order(source: Source, notice: Notice, *, by: User, published_on: date | None, issuer: Body | None) -> Order:
    number = resolving.document_number(notice.number)
    decided_on = notice.session.decided_on if notice.session else None
    if issuer is None and notice.issuer:
        issuer = resolving.bodies([notice.issuer], parent=None, on=decided_on or notice.signed_on)[notice.issuer]
    order = _framed(source, notice, number, issuer, resolving.series(number, issuer))
    order.published_on = published_on
    order.entered_by = by
    order.session = resolving.session(notice.session, order.issuer)
    order.save(force_insert=True)
    return order


def _framed(
    source: Source, notice: Notice, number: DocumentNumber | None, issuer: Body | None, series: Series | None
) -> Order:
    """The frame of a notice as an order that is not stored; without an issuer of its own it has that of its series."""
    return Order(
        issuer=issuer or (series.issuer if series else None),
        series=series,
        year=number.year if number else None,
        number=number.number if number else None,
        printed_number=_printed_number(source, notice),
        title=notice.title or "",
        headcount=notice.headcount,
        addressees=notice.addressees or "",
        signed_on=notice.signed_on,
        source=source,
        source_start=notice.span[0],
        source_end=notice.span[1],
        parts=[[part.kind.value, *part.span] for part in notice.parts],
    )


def _printed_number(source: Source, notice: Notice) -> str:
    """The number as printed, without white space; where its place is not known, as read."""
    for part in notice.parts:
        if part.kind is PartKind.NUMBER and notice.number:
            return "".join(source.text[part.span[0] : part.span[1]].split()) or notice.number
    return notice.number or ""


def _create_clauses(order: Order, notice: Notice) -> None:
    clauses = [
        Clause(order=order, sequence=clause.sequence, text=clause.text, start=clause.span[0], end=clause.span[1])
        for clause in notice.clauses
    ]
    Clause.objects.bulk_create(clauses)
    said = [
        (clause, sequence, act)
        for clause, read_clause in zip(clauses, notice.clauses, strict=True)
        for sequence, act in enumerate(read_clause.acts, start=1)
    ]
    create_acts(order, said)
    Remainder.objects.bulk_create(
        Remainder(order=order, text=rest.text, start=rest.span[0], end=rest.span[1], reason=rest.reason)
        for rest in notice.remainder
    )


def create_acts(
    order: Order, said: Sequence[tuple[Clause, int, reading.Act]], *, erratum: Erratum | None = None
) -> list[Act]:
    """Acts of these (clause, sequence, reading) as the words say them, whom they concern still open."""
    posts = positions_of(order, [act for _clause, _sequence, act in said])
    acts = []
    for clause, sequence, read_act in said:
        act = Act(clause=clause, sequence=sequence, erratum=erratum)
        write_act(act, read_act, posts)
        acts.append(act)
    return Act.objects.bulk_create(acts)


def positions_of(order: Order, acts: Sequence[reading.Act]) -> dict[tuple[str, str], Position]:
    """The position of every (body, title) that these acts print; a grade is a ladder of its own and has none."""
    posts = dict.fromkeys(
        (act.body, act.position) for act in acts if act.body and act.position and act.verb not in GRADES
    )
    bodies = resolving.bodies([body for body, _title in posts], parent=order.issuer, on=order.decided_on)
    found = resolving.positions((bodies[body], title) for body, title in posts)
    return {(body, title): found[bodies[body].pk, title] for body, title in posts}


def write_act(act: Act, read_act: reading.Act, posts: dict[tuple[str, str], Position]) -> None:
    """What the words say, into the fields of an act; whom they concern is for matching."""
    _refuse_overlong_act(read_act)
    act.verb = read_act.verb.value
    act.printed_official = read_act.official
    act.printed_post = read_act.post or ""
    act.printed_body = read_act.body or ""
    act.printed_title = read_act.position or ""
    act.body_implied = read_act.body_implied
    act.qualifiers = read_act.qualifiers.as_json()
    act.effective_on = read_act.effective_on.first if read_act.effective_on else None
    act.effective_precision = read_act.effective_on.precision.value if read_act.effective_on else "day"
    act.wording = {name: getattr(read_act.wording, name) for name in read_act.wording.__slots__}
    act.position = None
    if read_act.verb not in GRADES:
        act.position = posts.get((act.printed_body, act.printed_title))
