"""What the desk knows and the public does not, in every form in which it stands in the database."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from orders import changing, identity
from orders.models import Act as StoredAct
from orders.models import ChangeKind, Order, ReorganisationProof, Session
from orders.notices.notice import Act
from orders.office.access import REVIEWER_GROUP
from orders.reorganising import supplement
from orders.steps import errata, review
from people.models import Body, Effect, Official, Position, Reorganisation, ReorganisationBody, ReorganisationKind
from people.refusal import Refused
from tests import two_people
from tests.factories import ISSUER, make_body, make_draft, make_official, make_position, prepare_event, say, treat

CENTRE, GRID, BUREAU = "北京市东城区城市管理指挥中心", "北京市东城区网格化服务管理中心", "北京市东城区民政局"

# No code, day or count says them by chance: codes have no 0 and no 1.
SECRET_SESSION, SESSION_BY_HAND = 110011, 110012
# Every name, title, document, note and reason of a secret has these characters.
WORD = "机密"


@dataclass(frozen=True)
class Secret:
    """Everything that only the desk knows."""

    words: tuple[str, ...]
    codes: tuple[str, ...]


def keep_secrets(by: User) -> Secret:
    """Each kind of secret, on a register that has the order 16号, the two centres and the bureau."""
    codes = [*drafts(by), *discarded_draft(by), *waiting_erratum(by), *waiting_events(by), *entered_by_hand()]
    codes += decisions_on_identity(by)
    waiting_changes(by)
    for model in (Official, Body, Position):
        codes += model.everything.filter(public_since=None).values_list("code", flat=True)
    words = (WORD, "东政密", str(SECRET_SESSION), str(SESSION_BY_HAND), "2023-02-03")
    return Secret(words, tuple(dict.fromkeys(codes)))


def drafts(by: User) -> list[str]:
    """Two drafts: one all new, of a new session; one of a session on record, about people and posts on record."""
    new = make_draft(
        [
            [say("appoint", "欧阳机密", "北京市东城区机密局", "机密局长")],
            [say("appoint", "张伟", BUREAU, "机密专员")],
        ],
        by,
        number="东政密〔2023〕7号",
        session=SECRET_SESSION,
        decided_on=date(2023, 2, 3),
        signed_on=date(2023, 2, 4),
        title="关于欧阳机密等二名同志任职的通知",
    )
    old = make_draft(
        [[say("remove", "侯亮", CENTRE, "副主任")]], by, number="东政密〔2023〕8号", title="关于侯亮同志机密的通知"
    )
    assert new.session is not None
    assert old.session == Order.published.get(number=16).session
    return [new.code, new.session.code, old.code]


def discarded_draft(by: User) -> list[str]:
    """A draft that was given up: whom and what it brought stays on record, unseen."""
    clauses = [
        [say("appoint", "上官机密", "北京市东城区机密处", "机密处长")],
        [say("remove", "许晶", CENTRE, "副主任")],
    ]
    draft = make_draft(clauses, by, number="东政密〔2021〕9号", title="关于上官机密同志任职的通知")
    review.discard(order=draft, by=by)
    return [draft.code]


def waiting_erratum(by: User) -> list[str]:
    """A corrected reading, prepared and not published: somebody new in a new body, somebody on record in a new post."""
    corrected = [
        say("appoint", "诸葛机密", "北京市东城区机密委员会", "机密主任"),
        say("appoint", "许晶", BUREAU, "机密组长"),
        say("remove", "李娜新", CENTRE, "副主任"),
    ]
    clause = Order.published.get(number=16).clauses.get(sequence=1)
    errata.prepare_erratum(clause=clause, acts=corrected, reason="读错，机密。", by=by)
    return []


def decisions_on_identity(by: User) -> list[str]:
    """A reviewer tries to make known, by deciding who is who, what a draft says of somebody on record.

    Somebody of whom the public knows an act without a post, where there is such an act, else 侯亮.
    """
    silent = StoredAct.objects.known(None).filter(post_not_on_record=True).first()
    official = silent.official if silent else Official.public.get(name="侯亮")
    clauses = [
        [say("appoint", official.name, "北京市东城区机密站", "机密站长")],
        [say("appoint", "令狐机密", "北京市东城区机密站", "机密副站长")],
    ]
    draft = make_draft(clauses, by, number="东政密〔2021〕11号", title="关于令狐机密等同志任职的通知")
    known, new = (clause.acts.get() for clause in draft.clauses.all())
    identity.pick(act=known, official=official, by=by)
    reviewer = User.objects.filter(groups__name=REVIEWER_GROUP).first()
    public = StoredAct.objects.published().filter(official=official)
    with suppress(Refused):
        two_people.split(official=official, acts=public, by=reviewer, note="机密理由")
    with suppress(Refused):
        two_people.merge(survivor=new.official, other=official, by=reviewer, note="机密理由")
    if silent:
        with suppress(Refused):
            two_people.choose_post(act=silent, position=known.position, by=reviewer)
    return [draft.code]


def waiting_changes(by: User) -> None:
    """Changes of what is public that one person prepared and nobody has confirmed."""
    official, order = Official.public.get(name="李娜新"), Order.published.get(number=16)
    bureau = Body.public.get(names__name=BUREAU)
    rule = {"issuer": bureau.pk, "kind": "split", "effect": "needs_order", "basis": "机密条例"}
    changing.prepare(ChangeKind.WITHDRAWAL, about={"order": order}, by=by, reason="机密理由")
    changing.prepare(ChangeKind.EDIT, about={"official": official}, by=by, reason="机密理由", new={"pinyin": "机密"})
    changing.prepare(ChangeKind.PLACE, about={"body": bureau}, by=by, reason="机密理由", new={"parent": None})
    changing.prepare(ChangeKind.POLICY, about={}, by=by, reason="机密理由", new=rule)


def waiting_events(by: User) -> list[str]:
    """Events between bodies that nobody confirmed: prepared, proposed, and a supplement to one that stands."""
    brought: list[list[Act]] = [[say("appoint", "尉迟机密", "北京市东城区机密中心", "主任")]]
    draft = make_draft(brought, by, number="东政密〔2021〕10号", title="关于尉迟机密同志任职的通知")
    bureau = Body.public.get(names__name=BUREAU)
    replaced = prepare_event(
        kind=ReorganisationKind.REPLACED,
        old=[bureau],
        new=[Body.everything.get(names__name="北京市东城区机密中心")],
        effective_on=date(2021, 10, 1),
        successions=[(post, None) for post in Position.public.filter(body=bureau)],
        effect=Effect.NATURAL_REMOVAL,
        document="机密发〔2021〕1号",
        document_public_on=date(2021, 10, 2),
        note="机密说明",
        by=by,
    )
    treat(
        reorganisation=replaced,
        official=Official.public.get(name="李娜新"),
        position=Position.public.get(body=bureau, title="副局长"),
        effect=Effect.CARRIES_ON,
        by=by,
        note="机密理由",
    )
    renamed = prepare_event(
        kind=ReorganisationKind.RENAMED,
        old=[Body.public.get(names__name=CENTRE)],
        new=[],
        effective_on=date(2021, 10, 1),
        new_name="北京市东城区机密指挥中心",
        document="机密发〔2021〕2号",
        document_public_on=date(2021, 10, 2),
        by=by,
    )
    stands = Reorganisation.objects.get(parties__body__names__name=GRID, state="confirmed")
    holder = (Official.public.get(name="张伟"), Position.public.get(body__names__name=GRID, title="主任"))
    added = supplement(reorganisation=stands, by=by, note="机密补充", holder_effects=[(*holder, Effect.NEEDS_ORDER)])
    proposed = _propose_the_end_of(Body.public.get(names__name=CENTRE))
    for event in (replaced, proposed):
        ReorganisationProof.objects.create(
            reorganisation=event, clause=Order.published.get(number=16).clauses.get(sequence=2)
        )
    return [draft.code, *(event.code for event in (replaced, renamed, added, proposed))]


def _propose_the_end_of(body: Body) -> Reorganisation:
    """As the system raises a proposal, which it does only when an order is published."""
    event = Reorganisation.objects.create(
        kind="abolished",
        effective_on=date(2021, 10, 1),
        state="proposed",
        note="机密提议",
        effect=Effect.NATURAL_REMOVAL,
    )
    ReorganisationBody.objects.create(reorganisation=event, body=body, role=ReorganisationBody.Role.OLD)
    event.successions.create(old=Position.public.get(body=body, title="副主任"), new=None)
    return event


def entered_by_hand() -> Iterable[str]:
    """What somebody added at the desk and no notice has spoken of; also in bodies without another post or abolished."""
    issuer = Body.public.get(names__name=ISSUER)
    office = make_body("北京市东城区机密办公室", parent=issuer, public_since=None)
    make_official("司马机密", public_since=None, pinyin="sima jimi")
    make_position(office, "主任", public_since=None)
    for body in (issuer, *Body.public.filter(names__name__in=(CENTRE, GRID))):
        make_position(body, "机密助理", public_since=None)
    session: Any = Session.everything.create(
        body=issuer, kind="机密会议", number=SESSION_BY_HAND, decided_on=date(2021, 9, 1)
    )
    yield session.code
