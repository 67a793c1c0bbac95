"""Who is meant by a printed name. A name is not an identity: only strong evidence decides by itself, the rest a person.

Strong evidence is the same name and the same position, one act opening and the other closing the tenure, with times
that fit and nothing between them, and exactly one official of whom that is true. A name that nobody on record bears is
a new official; a name is borne by whoever is called so, was called so before a merge, or was meant by it in a notice.
Drafts count as record here, so that the order of entering does not matter; discarded ones do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from orders.models import Act, Erratum, ErratumState, Identification, Order, OrderState, Tenure
from orders.models.acts import ActQuerySet
from orders.models.orders import VOID_STATES
from orders.notices.notice import PartialDay, Precision
from orders.notices.vocabulary import OPENINGS, REMOVALS, Verb
from orders.office.turns import take_turn_of_names
from orders.tenures.fold import FOLDED, FoldedAct, canonical
from people.models import NotSame, Official
from people.pinyin import romanised

Evidence = Literal["opens", "closes"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An official whom a printed name may mean, with what the person who decides should see.

    `evidence` says what the official's own act does to the tenure in question: it `opens` what this act closes, or
    `closes` what this act opens; `proof` is that act. None = only the name is the same.
    """

    official: Official
    evidence: Evidence | None
    proof: Act | None
    tenures: tuple[Tenure, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(slots=True)
class _Record:
    """What is on record of the bearers of some names, read in a constant number of queries."""

    # By name, whoever bears it.
    namesakes: dict[str, list[Official]] = field(default_factory=lambda: defaultdict(list))
    # Made for drafts that were since discarded or corrected: nobody bears the name because of them; they are reused.
    idle: dict[str, list[Official]] = field(default_factory=lambda: defaultdict(list))
    acts: dict[int, list[Act]] = field(default_factory=lambda: defaultdict(list))  # by official
    unsettled: set[str] = field(default_factory=set)  # names in other orders that wait for a person


def candidates(act: Act) -> list[Candidate]:
    """Everyone who bears the printed name, those with evidence first; never one settled as not the same."""
    return candidates_for([act])[act.pk]


def candidates_for(acts: Sequence[Act]) -> dict[int, list[Candidate]]:
    """The candidates of each of these acts, by its key, in a constant number of queries for all of them."""
    acts = list(_with_order(Act.objects.filter(pk__in=[act.pk for act in acts])))
    record = _read_record({act.printed_official for act in acts}, besides=())
    others = _settled_as_others(acts)
    named = [official for same in record.namesakes.values() for official in same]
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in Tenure.objects.known().filter(official__in=named).with_proof().in_time_order():
        tenures[tenure.official_id].append(tenure)
    found: dict[int, list[Candidate]] = {}
    for act in acts:
        offered = []
        for official in record.namesakes[act.printed_official]:
            if official.pk not in others[act.official_id or 0]:
                own = tuple(each for each in record.acts[official.pk] if each.pk != act.pk)
                offered.append(Candidate(official, *_evidence(act, official, own), tuple(tenures[official.pk]), own))
        found[act.pk] = sorted(offered, key=lambda candidate: (candidate.evidence is None, candidate.official.pk))
    return found


def bearers(names: Iterable[str]) -> dict[str, list[Official]]:
    """By name, every standing official who bears it: so called, so called before a merge, or meant by it in a notice.

    Those made for drafts that were since discarded or corrected bear no name.
    """
    return _bearers(set(names)).namesakes


@transaction.atomic
def match(*, order: Order, by: User, bulk: bool = False) -> None:
    """Settle the unsettled names of a draft as far as strong evidence goes, and make officials for new names.

    Inside one notice a name is one person, unless the head-count in the title contradicts. With `bulk`, whatever stays
    unsettled gets a provisional official of its own. A constant number of queries, however many clauses.
    """
    acts = list(_with_order(Act.objects.filter(clause__order=order).read()))
    _settle_names(order, acts, besides=acts, by=by, bulk=bulk)


@transaction.atomic
def match_erratum(*, erratum: Erratum, by: User) -> None:
    """Settle the unsettled names of a corrected reading that is not public, as `match` does those of a draft."""
    said = Act.objects.filter(clause__order=erratum.order_id)
    standing = said.read().exclude(superseded_by=erratum)
    acts = list(_with_order(said.filter(Q(erratum=erratum) | Q(pk__in=standing.values("pk")))))
    # The reading to be corrected is no evidence for the one that takes its place.
    _settle_names(erratum.order, acts, besides=[*acts, *erratum.superseded_acts.all()], by=by, bulk=False)


def _settle_names(order: Order, acts: Sequence[Act], *, besides: Sequence[Act], by: User, bulk: bool) -> None:
    """Settle whom the unsettled among these acts of one order concern; `besides` are no record to judge them by."""
    unsettled = [act for act in acts if act.official_id is None]
    if not unsettled:
        return
    take_turn_of_names()  # nobody else makes the same new person
    record = _read_record({act.printed_official for act in unsettled}, besides=besides)
    new: list[Official] = []
    identified: list[Identification] = []
    for group in _mentions(order, acts):
        waiting = [act for act in group if act.official_id is None]
        if not waiting:
            continue
        official, kind, note = _whom(group, record, bulk=bulk, doubtful=_is_doubtful(group, acts))
        if official is None:
            continue
        if official._state.adding:
            new.append(official)
        elif kind == Identification.Kind.NEW and official.provisional:
            official.provisional = False
            official.save(update_fields=["provisional"])
        identified.extend(Identification(kind=kind, act=act, official=official, by=by, note=note) for act in waiting)
    Official.everything.bulk_create(new)
    Identification.objects.bulk_create(identified)
    # Whom an act concerns is what its last identification says.
    last = Identification.objects.filter(act=OuterRef("pk")).order_by("-pk").values("official")[:1]
    Act.objects.filter(pk__in=[each.act_id for each in identified]).update(official=Subquery(last))


def _whom(
    group: Sequence[Act], record: _Record, *, bulk: bool, doubtful: bool
) -> tuple[Official | None, Identification.Kind, str]:
    """Whom one mention of a name means: an official on record, a new one (without a key yet), or nobody yet."""
    kinds = Identification.Kind
    name = group[0].printed_official
    settled = {act.official for act in group if act.official}
    if len(settled) == 1:
        return settled.pop(), kinds.EVIDENCE, _("同一通知中的同一姓名。")
    proven: dict[Official, Act] = {}
    for official in record.namesakes[name]:
        for act in group:
            _kind, proof = _evidence(act, official, record.acts[official.pk])
            if proof:
                proven.setdefault(official, proof)
    if len(proven) == 1 and not settled:
        [(official, proof)] = proven.items()
        return official, kinds.EVIDENCE, _("与%(clause)s任免相合。") % {"clause": proof.clause}
    if not record.namesakes[name] and name not in record.unsettled and not doubtful and not settled:
        official = record.idle[name].pop(0) if record.idle[name] else _new_official(name)
        return official, kinds.NEW, ""
    if bulk:
        return _new_official(name, provisional=True), kinds.PROVISIONAL, ""
    return None, kinds.PROVISIONAL, ""


def _new_official(name: str, *, provisional: bool = False) -> Official:
    return Official(name=name, pinyin=romanised(name), provisional=provisional)


def _mentions(order: Order, acts: Sequence[Act]) -> list[list[Act]]:
    """The acts of an order, by whom they mention: by name, or by name and clause where the head-count contradicts."""
    groups: dict[tuple[str, int], list[Act]] = defaultdict(list)
    persons = len({act.printed_official for act in acts})
    contradicted = order.headcount is not None and persons < order.headcount
    for act in acts:
        groups[act.printed_official, act.clause_id if contradicted else 0].append(act)
    return list(groups.values())


def _is_doubtful(group: Sequence[Act], acts: Sequence[Act]) -> bool:
    """Whether the same name stands in another mention of the same order: one person or two, the words do not say."""
    mine = {act.pk for act in group}
    return any(act.printed_official == group[0].printed_official and act.pk not in mine for act in acts)


def _with_order(acts: ActQuerySet) -> ActQuerySet:
    return acts.select_related("clause__order__session", "clause__order__series", "official").order_by("pk")


def _read_record(names: Iterable[str], *, besides: Sequence[Act]) -> _Record:
    """The bearers of these names and their acts, without the acts in `besides`."""
    record = _bearers(names := set(names))
    others = _kept().exclude(pk__in=[act.pk for act in besides])
    borne_by = {official for same in record.namesakes.values() for official in same}
    for act in _with_order(others.read().filter(official__in=borne_by)):
        record.acts[act.official_id or 0].append(act)
    # A corrected reading that is not public waits for a person like a draft, while there is anything to correct.
    waiting = others.exclude(erratum__state=ErratumState.WITHDRAWN).exclude(clause__order__state__in=VOID_STATES)
    waiting = waiting.filter(official__isnull=True, printed_official__in=names)
    record.unsettled.update(waiting.values_list("printed_official", flat=True))
    return record


def _bearers(names: set[str]) -> _Record:
    """Who bears these names, and who was made for them in vain; without any acts yet."""
    record = _Record()
    merged = Official.everything.filter(name__in=names, merged_into__isnull=False)
    # Under a name not their own: by a misprint that a person saw through, or by a merge.
    printed = _kept().filter(printed_official__in=names, official__isnull=False)
    printed = printed.exclude(official__name=F("printed_official"))
    also = {
        *merged.values_list("name", "merged_into"),
        *printed.order_by().values_list("printed_official", "official").distinct(),
    }
    live = Act.objects.filter(official=OuterRef("pk")).exclude(clause__order__state=OrderState.DISCARDED)
    made_for_a_notice = Identification.objects.filter(official=OuterRef("pk"))
    officials = Official.everything.standing().filter(Q(name__in=names) | Q(pk__in={key for _name, key in also}))
    officials = officials.annotate(mentioned=Exists(live), identified=Exists(made_for_a_notice)).order_by("pk")
    annotated: Iterable[Any] = officials
    for official in annotated:
        borne = ({official.name} & names) | {name for name, key in also if key == official.pk}
        if official.mentioned or official.public_since or not official.identified:
            for name in borne:
                record.namesakes[name].append(official)
        elif official.name in names:
            record.idle[official.name].append(official)
    return record


def _kept() -> ActQuerySet:
    """The acts that say something of somebody: of no discarded draft, and of no reading that was a mistake."""
    acts = Act.objects.exclude(clause__order__state=OrderState.DISCARDED)
    return acts.exclude(superseded_by__published_on__isnull=False)


def _settled_as_others(acts: Sequence[Act]) -> dict[int, set[int]]:
    """For each official these acts concern, those settled to be other people."""
    officials = {act.official_id for act in acts if act.official_id}
    others: dict[int, set[int]] = defaultdict(set)
    pairs = NotSame.objects.filter(Q(one__in=officials) | Q(other__in=officials))
    for one, other in pairs.values_list("one", "other"):
        others[one].add(other)
        others[other].add(one)
    return others


def _evidence(act: Act, official: Official, others: Sequence[Act]) -> tuple[Evidence | None, Act | None]:
    """What an official's acts say of whether `act` is that official's, and which of them says it.

    An opening proves a closing when nothing stands between the two and nothing has closed it; the same the other way.
    The name must be the official's own or the one that the proving act prints: another of their names proves nothing.
    """
    evidence, proof = _evidence_of_post(act, others)
    if proof is None or act.printed_official not in (official.name, proof.printed_official):
        return None, None
    return evidence, proof


def _evidence_of_post(act: Act, others: Sequence[Act]) -> tuple[Evidence | None, Act | None]:
    placed = _placed(act)
    if placed is None or act.position_id is None:
        return None, None
    line = sorted(
        ((other_placed, other) for other in others if (other_placed := _placed(other)) and _in_same_post(act, other)),
        key=lambda pair: pair[0].sort_key,
    )
    before = [other for other in line if other[0].sort_key <= placed.sort_key]
    after = [other for other in line if other[0].sort_key > placed.sort_key]
    previous = before[-1] if before else None
    following = after[0] if after else None
    opened_before = previous is not None and previous[0].verb in OPENINGS
    closed_after = following is not None and following[0].verb in REMOVALS
    if placed.verb in REMOVALS and opened_before and not closed_after:
        return "opens", previous[1]  # type: ignore[index]
    if placed.verb in OPENINGS and closed_after and not opened_before:
        return "closes", following[1]  # type: ignore[index]
    return None, None


def _in_same_post(act: Act, other: Act) -> bool:
    return other.position_id == act.position_id and other.clause.order.state not in VOID_STATES


def _placed(act: Act) -> FoldedAct | None:
    """The act as the fold orders it in time; None where no day is known or its verb makes no tenure."""
    order = act.clause.order
    decided_on = order.decided_on or act.effective_on
    if decided_on is None or act.official_id is None and act.position_id is None:
        return None
    if act.verb not in FOLDED:
        return None
    return FoldedAct(
        act=act.pk,
        official=act.official_id or 0,
        position=act.position_id or 0,
        verb=Verb(act.verb),
        decided_on=decided_on,
        stated=PartialDay(act.effective_on, Precision(act.effective_precision)) if act.effective_on else None,
        session_number=order.session.number if order.session else None,
        year=order.year,
        number=order.number,
        clause=act.clause.sequence,
        sequence=act.sequence,
        qualifiers=canonical(act.qualifiers),
    )
