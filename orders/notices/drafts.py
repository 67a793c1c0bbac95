"""Acts while their sentence is being read, and what becomes of them: bodies carried over and implied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from orders.notices.forms import ACTING_LINKS, ALSO_LINKS, ELECTED_LINKS, FOUNDING_FORM
from orders.notices.notice import Act, PartialDay, Qualifiers, Verb
from orders.notices.phrases import Person, Phrase
from orders.notices.post_lists import PostRead
from orders.notices.posts import Post
from orders.notices.qualifying import NOTHING, Tail, merged
from orders.notices.vocabulary import ELECTING, GRADES
from orders.notices.wording import FOUNDING, Close, Join, Link, Opening, Place, Who, Wording


@dataclass(frozen=True, slots=True)
class Draft:
    """An act while its sentence is being read. `post` is None where none is named."""

    verb: Verb
    person: Person
    post: Post | None
    phrase: int  # number of its phrase in the clause
    carried_body: str | None = None  # of the title before, where this post prints none
    qualifiers: Qualifiers = NOTHING
    effective_on: PartialDay | None = None
    wording: Wording = FOUNDING

    @property
    def body(self) -> str | None:
        return (self.post.body or self.carried_body or None) if self.post else None

    def with_tail(self, tail: Tail, place: Place) -> Draft:
        """The draft with what a segment behind a comma or stop says."""
        wording = self.wording
        if tail.qualifiers.tail:
            wording = replace(wording, tail=place)
        elif tail.qualifiers.follow_up is None and tail.qualifiers is not NOTHING:
            wording = replace(wording, qualifiers=place)
        qualifiers = merged(self.qualifiers, tail.qualifiers)
        return replace(
            self, qualifiers=qualifiers, wording=wording, effective_on=tail.effective_on or self.effective_on
        )


class Stretch(NamedTuple):
    """A part of a sentence, from `start` to `end` in its words: acts, or words that are not read, with the reason."""

    start: int
    end: int
    drafts: list[Draft]
    reason: str | None = None
    continues: bool = False  # the drafts replace those of the clause before


@dataclass(slots=True)
class Sentence:
    """What one sentence says, in stretches from its first sign to its last, but for the commas between."""

    stretches: list[Stretch]
    verb: Verb | None = None  # which the sentences that follow may leave out

    @classmethod
    def unread(cls, length: int, reason: str) -> Sentence:
        return cls([Stretch(0, length, [], reason)])

    @property
    def reason(self) -> str | None:
        """Why it is not read, or not all of it; None where it is."""
        return next((stretch.reason for stretch in self.stretches if stretch.reason), None)

    @property
    def begins_with_acts(self) -> bool:
        return self.stretches[0].reason is None


class Manner(NamedTuple):
    """How an act is led up to: what opens it, how it says whom it is about, how it is tied to what stands before."""

    opening: Opening
    who: Who
    join: Join


def said_by(phrase: Phrase, opening: Opening = Opening.NONE) -> Qualifiers:
    """What the verb word and the link of a phrase say of all its acts: 兼任, 代理, 当选."""
    also, acting = phrase.link in ALSO_LINKS, phrase.link in ACTING_LINKS
    elected = phrase.link in ELECTED_LINKS or phrase.verb_word in ELECTING
    # 批准任命: what another organ has done becomes valid; 批准甲任Ap decides by itself.
    approval = opening is Opening.APPROVED and bool(phrase.verb_word)
    if not (also or acting or elected or approval):
        return NOTHING
    return Qualifiers(concurrent=also, acting=acting, elected=elected, approval=approval)


def drafts_of(phrase: Phrase, *, number: int, earlier: Draft | None, manner: Manner) -> list[Draft]:
    """One draft for each person and post of the phrase; `earlier` is the draft before it in the clause."""
    drafts: list[Draft] = []
    also = said_by(phrase, manner.opening)
    for person in phrase.persons:
        same = earlier is not None and earlier.person.name == person.name
        body = earlier.body if earlier is not None and same else None
        for read in phrase.posts:
            tie = manner.join if not drafts else Join.CONCURRENTLY if read.concurrently else Join.SAME_PHRASE
            wording = _wording(
                (phrase.verb, same),
                (phrase.verb_word, phrase.link, phrase.close),
                Manner(manner.opening, manner.who, tie),
                person.comrade,
                _place_of_tail(person, read),
            )
            printed = read.post.body if read.post else ""
            graded = phrase.verb in GRADES or phrase.close is Close.GRADE
            carried = None if printed or graded or not _may_head(body, read.post) else body
            said = merged(merged(also, person.tags), read.qualifiers)
            drafts.append(Draft(phrase.verb, person, read.post, number, carried, said, read.effective_on, wording))
            body = printed or body
    return drafts


@lru_cache(maxsize=1 << 10)
def _wording(
    act: tuple[Verb, bool],
    words: tuple[str, Link, Close],
    manner: Manner,
    comrade: bool,
    tail: Place,
) -> Wording:
    """The choices of one act; `act` is its verb and whether the act before is about the same person."""
    verb_word, link, close = FOUNDING_FORM[act]
    opening, who, join = manner
    return Wording(
        opening=opening,
        verb_word=None if words[0] == verb_word else words[0],
        link=None if words[1] is link else words[1],
        close=None if words[2] is close else words[2],
        comrade=comrade and who is Who.NAME,
        join=join,
        who=None if (who is Who.PRONOUN) is act[1] and who is not Who.OMITTED else who,
        tail=tail,
    )


def _place_of_tail(person: Person, read: PostRead) -> Place:
    if read.qualifiers.tail:
        return Place.BRACKETS
    return Place.PERSON if person.tags.tail else Place.COMMA


def acts_of(drafts: Iterable[Draft], issuer: str | None) -> tuple[Act, ...]:
    """The finished acts. A post printed without a body takes that of the title before, else the issuer's where it fits.

    甲任党组成员、副局长 of a county government names two titles of one body, which is not the government: what does not fit
    one title of a phrase fits none of it.
    """
    acts = []
    for _, group in groupby(drafts, key=lambda draft: (draft.phrase, draft.person.name)):
        phrase = list(group)
        fitting = {body_of_issuer(draft.post.title, issuer) for draft in phrase if draft.post and not draft.body}
        implied = fitting.pop() if len(fitting) == 1 else None
        acts += [_act(draft, implied) for draft in phrase]
    return tuple(acts)


def _act(draft: Draft, issuer_body: str | None) -> Act:
    post = draft.post
    # A grade is a ladder of its own, of no body: also 免去其二级主任科员职级.
    graded = draft.verb in GRADES or draft.wording.close is Close.GRADE
    unprinted = post is not None and not post.body and not graded
    body = draft.body or (issuer_body if unprinted else None)
    return Act(
        verb=draft.verb,
        official=draft.person.name,
        post=post.printed if post else None,
        body=body,
        position=post.title if post else None,
        qualifiers=draft.qualifiers,
        effective_on=draft.effective_on,
        body_implied=unprinted and body is not None,
        wording=draft.wording,
    )


_PARTY = re.compile("(?:党委|工委|纪委|党组|党总支|党支部|(?<![发财])[省市区县旗州盟镇乡]委)$")
_OF_A_PARTY = re.compile("(?:书记|委员|常委|成员|秘书长|办公室主任)$")
_PARTY_OF_BODY = re.compile("(?:党组|党委|党工委|党总支)$")
_HEAD_OF = re.compile("(局|厅|部|署|院|校|园|所|站|馆|台|社|行|会)长$")
_HEAD_OF_PLACE = re.compile("(省|市|区|县|旗|州|盟|镇|乡)长$")
_OF_A_GOVERNMENT = re.compile("秘书长$|[长任]助理$|^党组|参事$|顾问$|巡视员$|调研员$|科员$|督学$|督察$|专员$|法律顾问$")
_DIRECTED = ("委员会", "办公室", "中心", "办事处", "委", "办", "管委会", "处", "室", "所")
_APPOINTS_FOR_OTHERS = ("人民代表大会常务委员会", "人大常委会", "组织部", "主席团")


def _may_head(body: str | None, post: Post | None) -> bool:
    """Whether the title can be one of the body before it: the 副县长 behind 县委常委 is none of 县委."""
    return not body or post is None or not _PARTY.search(body) or _OF_A_PARTY.search(post.title) is not None


def body_of_issuer(title: str, issuer: str | None) -> str | None:
    """The issuer's own body where the title can be one of it: 副县长 of 某县人民政府, 副局长 of 某局党组.

    A standing committee and an organisation department appoint for others, so they imply nothing.
    """
    if not issuer or issuer.endswith(_APPOINTS_FOR_OTHERS):
        return None
    body = _PARTY_OF_BODY.sub("", issuer)
    if found := _HEAD_OF_PLACE.search(title):
        return body if re.search(f"{found[1]}(?:人民)?政府$", body) else None
    if found := _HEAD_OF.search(title):
        return body if body.endswith(found[1]) or (found[1] == "校" and body.endswith(("学", "学院"))) else None
    if title.endswith("主任"):
        return body if body.endswith(_DIRECTED) else None
    return body if not body.endswith("政府") or _OF_A_GOVERNMENT.search(title) else None
