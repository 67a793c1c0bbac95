"""One phrase of a clause: by which words, who, which posts; and the choice among readings.

A phrase is  verb word + who + link + posts + close  (see wording.py). Where a name or a post holds the very characters
of a link (于任为, 行为科学研究所), there are several readings: the surest beginning of a post counts, then the likeliest
name, then the longest. Where nothing decides, there is no reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from orders.notices.forms import Form
from orders.notices.leads import Context, Lead, lead_of
from orders.notices.names import (
    NAME_LIMIT,
    Likeness,
    begins_with_a_name,
    is_name_before_a_verb,
    is_name_before_a_weak_link,
    known_before_hold,
    likeness,
)
from orders.notices.notice import Qualifiers, Verb
from orders.notices.post_lists import PostRead, read_posts
from orders.notices.posts import POST_LIMIT
from orders.notices.qualifying import NOTHING, merged, tag_of_person
from orders.notices.text import NUMERAL, Words, number_in
from orders.notices.vocabulary import GRADES, any_of
from orders.notices.wording import Close, Link
from people.title_words import RANKS, alternatives

PERSONS_LIMIT = 400  # persons of one phrase
_WINDOW = NAME_LIMIT + 30  # a link stands at most so far behind the beginning of a name with its brackets
_PERSON = re.compile("([^（）、，]{2,31}?)(同志)?((?:（[^（）]{1,20}）)*)(同志)?")
_BRACKET = re.compile("（([^（）]*)）")
# Links that are also a common character: what stands before them must be a name beyond doubt.
_WEAK_LINKS = {Link.HOLD, Link.HOLD_FULLY, Link.HOLD_ALSO}
# Verbs whose first sign may be the last of the name before them.
_HALF_LINKS = {Link.TRANSFERRED, Link.CONVERTED_TO, Link.TAKES_OVER, Link.TAKES_UP, Link.RISES_TO}
# Links that are no verbs, so that no 不 or 已 can stand between the name and them.
_NO_VERBS = {link for link in Link if link.startswith(("的", "原", "所"))}
_NOT_BEHIND_HOLD = re.compile("[命职免期]|[用聘]为|务(?!川)|的")  # 任命 任职 任免 任期 任务 are words, not the verb 任
_PLACE_WITH_HOLD = re.compile("任(?:丘市|城区|泽区)")
_AND = re.compile("以及|[和及与]")
_OTHERS = re.compile(f"等(?:({NUMERAL}{{1,4}})[名位])?(?:同志|人)?$")
_OF_ALL = re.compile("..+[均各都皆]$")  # 张三、李四均任…: said of both, and no part of the name
_WORDS_WITH_AS = ("为民服务", "为民便民", "为农服务", "为企服务", "为老服务")
_SECTION = re.compile("(?![副正原])[\u3400-\u9fff]{2}(?:科副?科长|处副?处长|股副?股长|室副?主任|组副?组长)")
_RANK = re.compile(f"(?:{alternatives(RANKS)}|警务技术|督办)")


class Person(NamedTuple):
    name: str  # as printed
    comrade: bool = False
    tags: Qualifiers = NOTHING


class Phrase(NamedTuple):
    verb: Verb
    persons: tuple[Person, ...]  # empty: 其
    posts: tuple[PostRead, ...]
    verb_word: str  # "" where the phrase begins with the name
    link: Link
    close: Close


def person_of(words: Words, least: Likeness = Likeness.UNUSUAL) -> Person | None:
    """The person that these words name, with 同志 and tags in brackets; None where they are no such thing."""
    found = _PERSON.fullmatch(words.folded) if len(words.folded) <= _WINDOW + 40 else None
    if found is None or likeness(found[1]) < least:
        return None
    tags = NOTHING
    for bracket in _BRACKET.finditer(words.folded, found.start(3), found.end(3)):
        tag = tag_of_person(bracket[1], words.printed[bracket.start(1) : bracket.end(1)])
        if tag is None:
            return None
        tags = merged(tags, tag)
    return Person(words.printed[: found.end(1)], bool(found[2] or found[4]), tags)


def read_phrase(words: Words, form: Form, verb_word: str, context: Context) -> Phrase | None:
    """Who, link and posts behind a verb word, or from the beginning of a phrase that starts with a name."""
    least = Likeness.ODD if verb_word and form.verb not in GRADES else Likeness.UNUSUAL
    persons: list[Person] = []
    start = 0
    while len(persons) < PERSONS_LIMIT:
        stop = words.folded.find("、", start)
        stop = len(words.folded) if stop < 0 else stop
        behind = stop + 1
        linked = _linked_reading(words, _Named(start, stop, least, bool(verb_word), len(persons)), form, context)
        bare = _bare_reading(words, start, stop, form, context) if form.bare else None
        if not (linked or bare) and (joint := _joint(words.folded, start, stop)) is not None:
            stop, behind = joint
        if best := _better(linked, bare):
            person, link, posts, close = best
            if not verb_word and not begins_with_a_name((persons or [person])[0].name):
                return None
            if persons and link not in _NO_VERBS and not person.comrade and _OF_ALL.match(person.name):
                return None
            if form.verb in GRADES and not all(read.post and _RANK.search(read.post.title) for read in posts):
                return None
            return Phrase(form.verb, (*persons, person), posts, verb_word, link, close)
        named = person_of(words.cut(start, stop), least)
        if named is None or stop == len(words.folded):
            return None
        persons.append(named)
        start = behind
    return None


def _joint(folded: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where 和 stands between two names, and behind it: 余志安和沈文博."""
    for found in _AND.finditer(folded, start + 2, min(start + NAME_LIMIT, stop)):
        if likeness(folded[start : found.start()].removesuffix("同志")) is Likeness.USUAL:
            return found.span()
    return None


# How sure a reading is: whether the post begins with a place, whether 为 stands behind a verb word, how the post begins,
# how likely the name is, how long it is.
_Rank = tuple[bool, bool, int, int, int]
_Reading = tuple[Person, Link, tuple[PostRead, ...], Close]


def _better(linked: tuple[_Rank, _Reading] | None, bare: tuple[_Rank, _Reading] | None) -> _Reading | None:
    """The surer reading; where both find the same name, the link is a link: 王某任县民政局局长 is no 任县."""
    if linked is None or bare is None:
        found = linked or bare
        return found[1] if found else None
    if linked[1][0].name == bare[1][0].name:
        return linked[1]
    return max(linked, bare, key=lambda reading: reading[0])[1]


class _Named(NamedTuple):
    """Where a name is looked for, and what it takes to be one."""

    start: int  # where it begins
    stop: int  # before which it ends
    least: Likeness
    led: bool  # by a verb word that stands before it, so that 为 is no verb of its own
    earlier: int = 0  # persons named before it


def _linked_reading(words: Words, named: _Named, form: Form, context: Context) -> tuple[_Rank, _Reading] | None:
    """The surest of the readings in which a link stands between the name and the posts."""
    best: tuple[_Rank, _Reading] | None = None
    for person, link, at in _links(words, named, form.links, context):
        posts = read_posts(words.cut(at), form.closes, context)
        if posts is not None:
            lead = lead_of(words.folded[at:], context)
            # Behind 任命 the link is 为 where it can be: 任命李伟为任家庄乡乡长 does not appoint 李伟为.
            surely = form.surely_as and link is Link.AS and likeness(person.name) >= Likeness.UNUSUAL
            rank = (lead >= Lead.PLACE, surely, lead, likeness(person.name), len(person.name))
            if best is None or rank > best[0]:
                best = rank, (person, link, *posts)
    return best


def _named(words: Words, least: Likeness, earlier: int) -> Person | None:
    """The person, also the last of 甲、乙等二名同志, where the number is that of those who are named."""
    others = _OTHERS.search(words.folded)
    if others is None:
        return person_of(words, least)
    if not earlier or (others[1] and number_in(others[1]) != earlier + 1):
        return None
    return person_of(words.cut(0, others.start()), least)


def _links(
    words: Words, named: _Named, links: tuple[Link, ...], context: Context
) -> Iterator[tuple[Person, Link, int]]:
    """Each place where the name ends and a link follows; of links that end at the same place, the longest counts."""
    start, stop, least, led, earlier = named
    end = min(stop, start + _WINDOW)
    found: dict[int, tuple[Person, Link]] = {}
    for match in _pattern_of(links).finditer(words.folded, start + 2, end + _LONGEST_LINK):
        at = match.start()
        if at >= end:
            break
        for link in _links_at(links, match[1]):
            behind = at + len(link)
            known = found.get(behind)
            if known is not None and len(known[1]) >= len(link):
                continue
            if link in _WEAK_LINKS and not _may_hold(words.folded, at, behind):
                continue
            if link is Link.AS and words.folded.startswith(_WORDS_WITH_AS, at):
                continue
            person = _named(
                words.cut(start, at), max(least, Likeness.UNUSUAL) if link in _WEAK_LINKS else least, earlier
            )
            if person is None or not (person.comrade or _may_stand_before(person.name, link, context, led=led)):
                continue
            found[behind] = person, link
    for behind, (person, link) in found.items():
        yield person, link, behind


def _may_stand_before(name: str, link: Link, context: Context, *, led: bool) -> bool:
    """Whether no part of the name belongs to the link: 张三不 免去…, 张三请求 辞去…."""
    if link in _WEAK_LINKS:
        sure = known_before_hold(name, context) if link is Link.HOLD else None
        return is_name_before_a_weak_link(name, link) if sure is None else sure
    if link in _HALF_LINKS and known_before_hold(f"{name}{link[0]}", context, of_verb=True) is not False:
        return False  # whether 王东 rises or 王东升 is appointed
    return link in _NO_VERBS or (led and link is Link.AS) or is_name_before_a_verb(name)


_LONGEST_LINK = max(map(len, Link))


@cache
def _pattern_of(links: tuple[Link, ...]) -> re.Pattern[str]:
    """Finds each place at which one of the links stands, also within another; group 1 is the longest there."""
    return re.compile(f"(?=({any_of(links)}))")


@cache
def _links_at(links: tuple[Link, ...], longest: str) -> tuple[Link, ...]:
    """The links that stand where the longest of them stands."""
    return tuple(link for link in links if link and longest.startswith(link))


def _may_hold(folded: str, at: int, behind: int) -> bool:
    """Whether 任 at this place can be the verb, and not a part of 任命 or 任丘市."""
    if _NOT_BEHIND_HOLD.match(folded, behind) or _PLACE_WITH_HOLD.match(folded, at):
        return False
    # 王强任任店中学: whether the name or the school holds the second 任, only a sure beginning of the post can tell.
    # 欧阳任担任 is doubled in sound only: 担 says where the name ends.
    doubled = folded.startswith("任", behind) or folded.startswith("任任", at - 1)
    return not doubled or lead_of(folded[behind : behind + POST_LIMIT]) > Lead.NONE


def _bare_reading(words: Words, start: int, stop: int, form: Form, context: Context) -> tuple[_Rank, _Reading] | None:
    """A name with a post right behind it: by 同志 or a tag between them, else by the one surest beginning of a post."""
    if lead_of(words.folded[start:stop], context) in (Lead.PLACE, Lead.KNOWN):
        return None  # 免去任县民政局局长职务 names no person
    best: tuple[_Rank, _Reading] | None = None
    tied = False
    for end in _ends_of_name(words.folded, start, stop):
        person = person_of(words.cut(start, end))
        posts = read_posts(words.cut(end), form.closes, context) if person else None
        if person is None or posts is None:
            continue
        if person.name.endswith("兼") and likeness(person.name[:-1]) is Likeness.USUAL:
            return None  # 免去张三兼某县某局局长职务: whether 兼 belongs to the name cannot be told
        if person.name[-1] in "省市县" and likeness(person.name[:-1]) is Likeness.USUAL:
            continue  # 张三 县财政局…, not 张三县 财政局…
        lead = _lead_behind(person, words.folded[end:], context)
        if person.comrade or person.tags is not NOTHING:
            return (lead >= Lead.PLACE, False, lead, likeness(person.name), 0), (person, Link.NONE, *posts)
        rank = (lead >= Lead.PLACE, False, lead, likeness(person.name), 0)
        if best is not None and rank == best[0] and lead >= Lead.PLACE:
            continue  # 艾力 北京市东城区…, not 艾力北京市 东城区…: the longer name has swallowed a place
        if lead > Lead.NONE and (best is None or rank >= best[0]):
            tied = best is not None and rank == best[0]
            best = rank, (person, Link.NONE, *posts)
    return None if tied else best


def _lead_behind(person: Person, folded: str, context: Context) -> Lead:
    """How surely a post begins there; where the title names the person, or a section with a name of two signs begins.

    Names of sections have two signs or four, so that of 王强稽核科 and 贾明远招标科 one cut only leaves such a one.
    """
    if person.name in context.named:
        return Lead.KNOWN
    lead = lead_of(folded, context)
    return Lead.STEM if lead is Lead.NONE and _SECTION.match(folded) else lead


def _ends_of_name(folded: str, start: int, stop: int) -> Iterator[int]:
    """Where a name that begins at `start` may end: behind 同志 or a bracket first, then after two to six characters."""
    limit = min(stop, start + _WINDOW)
    marked = folded.find("同志", start, limit)
    if marked > 0:
        yield marked + 2
    closed = folded.find("）", start, limit)
    if closed > 0:
        yield closed + 1
    dot = folded.find("·", start, min(start + NAME_LIMIT, limit))
    yield from range(start + 2 if dot < 0 else dot + 2, min((start if dot < 0 else dot) + 10, limit))
