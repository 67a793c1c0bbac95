"""Taking in: from a file or a paste to a draft that says what the notice says."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orders.entering import masking, matching, resolving, secrecy
from orders.entering.framing import number_held, refuse_held, refuse_signed_before_decided
from orders.entering.resolving import DocumentNumber, fits
from orders.models import Act, Clause, Erratum, LogStep, Order, Remainder, Series, Session, Source
from orders.notices import notice as reading
from orders.notices.findings import REPORTED
from orders.notices.notice import DecidedBy, Finding, Notice, PartKind, Reading
from orders.notices.parse import parse
from orders.notices.personal_data import PersonalData
from orders.notices.vocabulary import GRADES
from orders.office import log
from orders.office.access import require_entry
from orders.office.turns import take_turn
from orders.sources import SourceText, Unreadable, text_of, with_findings
from people.characters import folded
from people.models import Body, BodyName, Position
from people.refusal import Refused


def receive(*, data: bytes, filename: str = "", by: User) -> Source:
    """Keep a file or a paste as it came in; the same bytes again are the same source.

    Refused when the words carry a mark of secrecy: such a file may not be in this system at all (保守国家秘密法).
    """
    require_entry(by)
    return keep(words_of(data, filename=filename), data=data, filename=filename, by=by)


def keep(words: SourceText, *, data: bytes, filename: str = "", by: User) -> Source:
    """Keep a file or a paste as it came in, with the words that `words_of` had from it."""
    require_entry(by)
    source, _created = Source.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={
            "filename": filename.replace("\x00", "")[-200:],
            "kind": words.kind.value,
            "encoding": words.encoding,
            "original": data,
            "text": words.text,
            "remarks": [[finding.code, finding.message] for finding in words.findings],
            "places": [place.as_row() for place in words.places],
            "received_by": by,
        },
    )
    return source


def words_of(data: bytes, *, filename: str = "") -> SourceText:
    """The words of a file or a paste as they would be kept; nothing is kept.

    Refused where they are not to be had, or bear a mark of secrecy, also where it is not read: in a header, a comment.
    """
    try:
        words = text_of(data, name=filename)
    except Unreadable as error:
        raise Refused(_(error.template) % error.values) from error
    if mark := secrecy.mark_of(words.text) or secrecy.mark_of(words.aside):
        raise Refused(_("文件标有密级“%(mark)s”；涉密文件不得录入本系统。") % {"mark": mark})
    # PostgreSQL keeps no NUL; one code point stands for one, so that spans stay.
    return replace(words, text=words.text.replace("\x00", "\ufffd"))


def notices_in(text: str) -> tuple[Notice, ...]:
    """The notices of a text that is not kept yet."""
    return _parsed(text).notices


def personal_in(text: str, notices: Sequence[Notice]) -> list[PersonalData]:
    """Personal data in the notices of a text; what stands around them is shown to nobody."""
    return [each for notice in notices for each in masking.found_in(text, *notice.span)]


def read(source: Source) -> Reading:
    """What the source says, its posts split by the bodies on record, with what was remarked when it was received."""
    return with_findings(_parsed(source.text), [Finding(code, message) for code, message in source.remarks])


def _parsed(text: str) -> Reading:
    return parse(text, bodies=frozenset(BodyName.objects.values_list("name", flat=True)))


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a clerk says of a notice that it does not print itself; None = not known."""

    published_on: date | None = None  # the day it was made public
    issuer: Body | None = None  # the issuing body, where the notice prints none


NOTHING = Supplied()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a notice finds on record, looked up once: it is refused and stored by the same answers."""

    source: Source
    notice: Notice
    bodies: dict[str, Body]  # by the names it prints
    issuer: Body | None
    number: DocumentNumber | None
    series: Series | None
    sitting: Session | None

    @property
    def decided(self) -> DecidedBy | None:
        return _decided(self.notice)


def take_in(*, source: Source, notice: Notice, by: User, supplied: Supplied = NOTHING, bulk: bool = False) -> Order:
    """A draft of one notice of a source: its clauses, acts and remainder, with names matched as far as evidence goes.

    Bodies, positions, officials, session and series are made where they are not on record, unseen by the public.
    `bulk` gives every unsettled name a provisional official of its own. A number, a session or a day of decision may be
    missing. Refused, with nothing changed: a number already held, a session on record under another
    day, a notice signed before it was decided, the same words of the same source twice.
    """
    require_entry(by)
    try:
        with transaction.atomic():
            take_turn()
            plan = _plan(source, notice, supplied.issuer)
            order = _create_order(plan, by=by, published_on=supplied.published_on)
            acts = _create_clauses(order, plan)
            masking.mask(order)
            matching.match(order=order, by=by, bulk=bulk, acts=acts)
            log.note_down(order, LogStep.ENTER, by=by)
    except IntegrityError as conflict:
        # Somebody else has taken in the same number since it was looked up.
        if Order.number_is_held(conflict):
            raise Refused(number_held(str(notice.number))) from conflict
        raise
    return order


def refusal(*, source: Source, notice: Notice) -> str | None:
    """Why `take_in` would refuse this notice as the record stands, one sentence; None = it would not. Only looks."""
    try:
        _plan(source, notice, None)
    except Refused as refused:
        return refused.sentence
    return None


def _decided(notice: Notice) -> DecidedBy | None:
    """The session a notice names; None where it states no day of decision."""
    return notice.session if notice.session and notice.session.decided_on else None


def _plan(source: Source, notice: Notice, issuer: Body | None) -> _Plan:
    """What the notice finds on record; refuses what may not be taken in. Writes nothing, so that a preview may ask."""
    decided = _decided(notice)
    decided_on = decided.decided_on if decided else None
    refuse_signed_before_decided(notice.signed_on, decided_on)
    _refuse_overlong(source, notice)
    known = resolving.bodies_on_record(_bodies_printed(notice), on=decided_on or notice.signed_on)
    issuer = issuer or known.get(notice.issuer or "")
    number, series = resolving.document_number(notice.number), None
    if issuer or not notice.issuer:  # an issuer that is not on record holds no number and has held no session
        series = resolving.series_on_record(number, issuer)
        order = _framed(source, notice, number, issuer, series)
        refuse_held(order)
        issuer = order.issuer
    same_words = source.orders.standing().filter(source_start__lt=notice.span[1], source_end__gt=notice.span[0])
    if same_words.exists():
        raise Refused(_("这份来源中的这段文字已经录入，不能录入两次。"))
    sitting = None
    if decided:
        resolving.refuse_nobodys(decided, issuer or notice.issuer)
        body = known.get(decided.body) if decided.body else issuer
        sitting = resolving.session_on_record(decided, body) if body else None
    return _Plan(source, notice, known, issuer, number, series, sitting)


def _bodies_printed(notice: Notice) -> list[str]:
    """Every body a notice names: its issuer, whose session it was, and where the posts are."""
    of_acts = [act.body for clause in notice.clauses for act in clause.acts if _has_post(act)]
    decided = _decided(notice)
    return list(dict.fromkeys(name for name in (notice.issuer, decided and decided.body, *of_acts) if name))


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


def _create_order(plan: _Plan, *, by: User, published_on: date | None) -> Order:
    notice, issuer, series = plan.notice, plan.issuer, plan.series
    if issuer is None and notice.issuer:
        resolving.make_missing([notice.issuer], plan.bodies, parent=None)
        issuer = plan.bodies[notice.issuer]
    if series is None and plan.number and issuer:
        series = resolving.new_series(plan.number, issuer)
    order = _framed(plan.source, notice, plan.number, issuer, series)
    order.published_on = published_on
    order.entered_by = by
    order.session = plan.sitting or _new_session(plan, order.issuer)
    order.save(force_insert=True)
    return order


def _new_session(plan: _Plan, issuer: Body | None) -> Session | None:
    """The session of a notice that is not on record; without a body in print it is the issuer's."""
    decided = plan.decided
    if decided is None:
        return None
    if decided.body:
        # A deciding body stands on its own: a party committee is not below the government that issues its decision.
        resolving.make_missing([decided.body], plan.bodies, parent=None)
    body = plan.bodies[decided.body] if decided.body else issuer
    assert body is not None  # refuse_nobodys has seen to it
    return resolving.new_session(decided, body)


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


def _create_clauses(order: Order, plan: _Plan) -> list[Act]:
    notice = plan.notice
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
    acts = create_acts(order, said, known=plan.bodies)
    Remainder.objects.bulk_create(
        Remainder(order=order, text=rest.text, start=rest.span[0], end=rest.span[1], reason=rest.reason)
        for rest in (*notice.remainder, *_reported(order.source.text, notice))
    )
    return acts


def _reported(text: str, notice: Notice) -> list[reading.Remainder]:
    """The decision of a report as something left to a person, who must say by name that the report is good enough."""
    said = next((finding.message for finding in notice.findings if finding.code == REPORTED), None)
    decision = next((part.span for part in notice.parts if part.kind is PartKind.DECISION), None)
    if said is None or decision is None:
        return []
    return [reading.Remainder("".join(text[slice(*decision)].split()), decision, said)]


def as_kept(act: reading.Act) -> reading.Act:
    """The act with its names spelt as the register keeps them; what a person types may be spelt otherwise."""

    def spelling(words: str | None) -> str | None:
        return words and folded(words)

    return replace(
        act,
        official=folded(act.official),
        post=spelling(act.post),
        body=spelling(act.body),
        position=spelling(act.position),
    )


def create_acts(
    order: Order,
    said: Sequence[tuple[Clause, int, reading.Act]],
    *,
    erratum: Erratum | None = None,
    known: dict[str, Body] | None = None,
) -> list[Act]:
    """Acts of these (clause, sequence, reading) as the words say them, whom they concern still open.

    `known` = the bodies on record of the names they print, where those have been looked up.
    """
    said = [(clause, sequence, as_kept(act)) for clause, sequence, act in said]
    posts = positions_of(order, [act for _clause, _sequence, act in said], known)
    acts = []
    for clause, sequence, read_act in said:
        act = Act(clause=clause, sequence=sequence, erratum=erratum)
        write_act(act, read_act, posts)
        acts.append(act)
    return Act.objects.bulk_create(acts)


def positions_of(
    order: Order, acts: Sequence[reading.Act], known: dict[str, Body] | None = None
) -> dict[tuple[str, str], Position]:
    """The position of every (body, title) that these acts print; a grade is a ladder of its own and has none."""
    posts = dict.fromkeys((act.body or "", act.position or "") for act in acts if _has_post(act))
    names = [body for body, _title in posts]
    bodies = resolving.bodies_on_record(names, on=order.decided_on) if known is None else known
    resolving.make_missing(names, bodies, parent=order.issuer)
    found = resolving.positions((bodies[body], title) for body, title in posts)
    return {(body, title): found[bodies[body].pk, title] for body, title in posts}


def _has_post(act: reading.Act) -> bool:
    return bool(act.body and act.position and act.verb not in GRADES)


def write_act(act: Act, read_act: reading.Act, posts: dict[tuple[str, str], Position]) -> None:
    """What the words say, into the fields of an act; whom they concern is for matching."""
    _refuse_overlong_act(read_act)
    act.verb = read_act.verb.value
    act.printed_official = read_act.official
    act.printed_post = read_act.post or ""
    act.printed_body = read_act.body or ""
    act.printed_title = read_act.position or ""
    act.body_implied = read_act.body_implied
    act.qualifiers = masking.masked_qualifiers(read_act.qualifiers.as_json(), act.clause.text)
    act.effective_on = read_act.effective_on.first if read_act.effective_on else None
    act.effective_precision = read_act.effective_on.precision.value if read_act.effective_on else "day"
    act.wording = {name: getattr(read_act.wording, name) for name in read_act.wording.__slots__}
    act.position = None
    if read_act.verb not in GRADES:
        act.position = posts.get((act.printed_body, act.printed_title))
