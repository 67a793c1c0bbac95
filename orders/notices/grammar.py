"""One sentence of a notice, read into acts: its segments apart by commas, what carries over, and why it is not read.

Wrong is worse than unread: a sentence of which any segment is not understood gives no act at all, but a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orders.notices.drafts import Draft, Manner, Sentence, drafts_of
from orders.notices.forms import (
    ALSO_HOLD,
    ALSO_LINKS,
    CARRIED,
    FORMS,
    FOUNDING_FORM,
    NAME_FIRST,
    NATURAL,
    NATURAL_BY_PRONOUN,
    NO_LONGER,
    TRIAL_OF,
    TRIAL_OVER,
    Form,
)
from orders.notices.leads import Context
from orders.notices.names import begins_with_a_name
from orders.notices.notice import Qualifiers
from orders.notices.phrases import Person, Phrase, person_of, read_phrase
from orders.notices.post_lists import PostRead, read_posts
from orders.notices.posts import ends_in_title
from orders.notices.qualifying import NOTHING, Tail, merged, tail_of
from orders.notices.text import Words
from orders.notices.vocabulary import (
    ANY_WORD,
    APPOINTMENTS,
    FOUNDING_WORD,
    OPENINGS,
    TELLING_WORD,
    WORD_OF_APPOINTMENT,
    Verb,
    any_of,
)
from orders.notices.wording import Close, Join, Link, Opening, Place, Who

SENTENCE_LIMIT = 4000  # characters; a longer sentence is left to a person

# Proposals, nominations, delegations, what stays as it was, what is only possible: no appointments (△ of the forms).
_NOT_AN_ACT = re.compile(
    f"推荐|拟任|拟提名|拟聘|拟免|拟不再|拟(?:{ANY_WORD})|提名(?!委员会)|提请|委派|建议|继续(?:任|担|兼|留|保|聘)|保留|人选"
    "|暂缓|暂不|撤回|不同意|不予|未予|如果|如需|应当|可以|必须"
)
# What a list is led by: 经…提名，会议决定： leads to appointments, 经研究，提名： does not.
_DECIDING = re.compile(".*(?:研究|决定|审议|审定|讨论|会议|(?<![不未则])(?:同意|批准|通过))")
_PROPOSED = re.compile("(?:根据|依据|按照|经|应)[^，：]{2,60}(?:提请|提名|建议|推荐|请求|申请)，")
_LEADS_TO_NO_ACT = re.compile(
    f"{_NOT_AN_ACT.pattern}"
    f"|[不未](?:再|得|宜|准|批|任|担|兼|聘|免|同意|通过|{ANY_WORD})|原则(?:上)?同意|拟[对将提定作调]"
    "|撤销|取消|废止|更正"
)


_OPENING = re.compile(f"({any_of(Opening)})(?<!现)|(现)(?!任)")
_PLAINLY = (FOUNDING_WORD[Verb.APPOINT], FOUNDING_WORD[Verb.REMOVE])  # what begins so is no tail
VERB_WORD = re.compile(ANY_WORD)
_SAYS_AN_ACT = re.compile(TELLING_WORD)
_POST_CLOSED = tuple(close for close in Close if close)
_NATURALLY = tuple(sorted((close for close in NATURAL.closes), key=len, reverse=True))
_NO_POST_NAMED = re.compile("(?:其|本人)?的?(?:原任|原来的|原所任|所任|原担任|原有|原)?的?")
# Why something is decided, before it is: 因工作需要. Kept with the clause, but says nothing of the act.
_REASON = re.compile(
    "(?:因|由于|鉴于|根据|按照|为(?:加强|进一步|适应|推进|做好|了|便于|规范|落实|充实|优化))[^任免聘不未如若拟]{2,40}"
)
_TRIAL_ENDS = re.compile("的?(?:[一二两半]年的?)?(?:任职)?试用期(?:已|限)?满(?:后)?")
_ASSESSED = re.compile("(?:并|现)?经?[^，任免聘不未]{0,12}考(?:核|察|评)[^，任免聘不未]{0,16}")
_CONFIRMED = re.compile(
    "(?:[^，任免聘不未拟]{1,10}(?=同意|决定))?(?:现|同意|准予|予以|决定|可以|给予)*"
    "(?:按期|如期|正式|准时)?(?:转正(?:定级|任职)?|转为正式任职|正式任职)"
)
_CONFIRMED_IN = re.compile(f"(?:现|同意|决定)*(正式)?((?:{WORD_OF_APPOINTMENT})为|任命|担任|任)")

NOT_KNOWN = "此句不在已知句式之内。"
TOO_LONG = "此句过长，须由人阅读。"
NOT_CONFIRMED = "试用期已满，但是没有写明转正。"
NO_VERB = "此句没有写明任命还是免去。"
WHOM = "“其”所指何人不能确定。"
OF_WHICH = "此句说的是前面哪几项任免不能确定，须由人阅读。"


def not_an_act(word: str) -> str:
    return f"“{word}”不是任命或者免去，须由人阅读。"


def no_act_led_to(lead: str, *, titled: bool) -> str | None:
    """The word by which words lead to no acts (经研究，建议： · 不同意 before 任命); None where they may lead to acts.

    根据院长的提请，任命： leads to acts under the title of a notice; elsewhere it may be the motion itself.
    """
    decided = _DECIDING.match(lead) or (_PROPOSED.match(lead) if titled else None)
    found = _LEADS_TO_NO_ACT.search(lead, decided.end() if decided else 0)
    return found[0] if found else None


class _Unread(Exception):
    """The sentence is not understood; the argument says why."""


def read_sentence(
    words: Words, context: Context, *, verb: Verb | None = None, before: Sequence[Draft] = ()
) -> Sentence:
    """The acts of a sentence without its full stop and numbering; never raises.

    `verb`: of the heading or sentence before, which this one may leave out (任命：甲为…；乙为…). `before`: the drafts of the
    clause before, to which 任职试用期为一年 and 免去其… behind a semicolon belong.
    """
    if len(words.folded) > SENTENCE_LIMIT:
        return Sentence(reason=TOO_LONG)
    reader = _Reader(context, verb, before)
    try:
        segments = _segments(words.folded)
        if len(segments) > 1 and _is_reason(words.folded[slice(*segments[0])]):
            del segments[0]
        for start, end in segments:
            reader.segment(words.cut(start, end))
        sentence = reader.sentence()
    except _Unread as unread:
        sentence = Sentence(reason=str(unread))
    # 委派 may stand in the name of a body (会计委派中心), but not around it.
    around = _without_posts(words.printed, sentence.drafts)
    if forbidden := _NOT_AN_ACT.search(around):
        return Sentence(reason=not_an_act(forbidden[0]))
    return sentence


def _without_posts(printed: str, drafts: Sequence[Draft]) -> str:
    for post in {draft.post.printed for draft in drafts if draft.post}:
        printed = printed.replace(post, "")
    return printed


def _segments(folded: str) -> list[tuple[int, int]]:
    """The stretches between commas, except commas in brackets."""
    cuts, depth, start = [], 0, 0
    for sign in re.finditer("[（），]", folded):
        if sign[0] == "（":
            depth += 1
        elif sign[0] == "）":
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append((start, sign.start()))
            start = sign.end()
    return [(begin, end) for begin, end in [*cuts, (start, len(folded))] if begin < end]


def _is_reason(segment: str) -> bool:
    """因机构撤销, but not 因工作需要撤销张三某局局长职务, which is an act."""
    if not _REASON.fullmatch(segment) or _SAYS_AN_ACT.search(segment):
        return False
    return not (VERB_WORD.search(segment) and (segment.endswith(_POST_CLOSED) or ends_in_title(segment)))


class _Reader:
    """The state of one sentence between its segments."""

    def __init__(self, context: Context, verb: Verb | None, before: Sequence[Draft]) -> None:
        self.context = context
        self.verb = verb
        self.before = list(before)
        self.drafts: list[Draft] = []
        self.continues = False  # whether the sentence belongs to the clause before
        self.trial: _Trial | None = None

    @property
    def said(self) -> list[Draft]:
        """What the clause says so far, with the sentence before where this one continues it."""
        return self.before + self.drafts if self.continues else self.drafts

    def segment(self, words: Words) -> None:
        folded = words.folded
        if self.trial is not None:
            if self.trial.segment(words, self.context):
                return
            self._end_trial()
        if folded.startswith(_PLAINLY):
            self._phrase(words)
        elif (tail := tail_of(folded, words.printed)) is not None:
            self._qualify(tail)
        elif folded.endswith(_NATURALLY):
            self._natural_removal(words)
        elif (ends := _TRIAL_ENDS.search(folded)) and (phrase := self._read(words, TRIAL_OVER)) is None:
            self.trial = _Trial.of(words.cut(0, ends.start()), self.context)
            if ends.end() < len(folded):
                self.segment(words.cut(ends.end()))
        elif ends and phrase:
            self._add(phrase)
        else:
            self._phrase(words)

    def sentence(self) -> Sentence:
        if self.trial is not None:
            self._end_trial()
        if not self.drafts and not self.continues:
            raise _Unread(NOT_KNOWN)
        return Sentence(self.said, continues=self.continues, verb=self.verb)

    def _end_trial(self) -> None:
        if self.trial is not None:
            self._add(self.trial.phrase())
            for tail in self.trial.tails:
                self._qualify(tail)
            self.trial = None

    def _read(self, words: Words, form: Form, verb_word: str = "") -> Phrase | None:
        return read_phrase(words, form, verb_word, self.context)

    def _first(self, words: Words, forms: Sequence[Form]) -> Phrase | None:
        return next((phrase for form in forms if (phrase := self._read(words, form))), None)

    def _phrase(self, words: Words) -> None:
        opening = Opening.NONE
        if found := _OPENING.match(words.folded):
            opening = Opening(found[0])
            words = words.cut(found.end())
        phrase = None
        if word := VERB_WORD.match(words.folded):
            verb_word = word[0]
            rest = words.cut(word.end())
            rest = rest.cut(1) if rest.folded.startswith("：") else rest
            form = FORMS[verb_word]
            pronoun = rest.folded.startswith("其")
            # 其 is a pronoun behind a comma; at the beginning it may also be a surname, as in 免去其其格的…职务.
            if pronoun and self.drafts and self._refer(rest.cut(1), form, verb_word, opening):
                return
            phrase = self._read(rest, form, verb_word)
            if pronoun and phrase is None and self._refer(rest.cut(1), form, verb_word, opening):
                return
        elif self._refer(words, NO_LONGER, "", opening, Who.OMITTED):
            return  # 甲同志任Ap，不再担任Bq职务
        elif self.drafts and self._refer(words, ALSO_HOLD, "", opening, Who.OMITTED):
            return  # 甲任Ap，兼任Bq
        if phrase is None:
            phrase = self._name_first(words)
        if phrase is None:
            raise _Unread(NOT_KNOWN)
        self._add(phrase, opening)

    def _name_first(self, words: Words) -> Phrase | None:
        phrase = self._first(words, NAME_FIRST)
        if self.verb in CARRIED and (phrase is None or phrase.verb in APPOINTMENTS):
            carried = self._first(words, CARRIED[self.verb])
            if carried and not self.drafts:  # written again, the clause stands under no heading
                carried = carried._replace(verb_word=FOUNDING_FORM[self.verb, False][0])
            phrase = carried if carried or (phrase and phrase.link is Link.AS) else phrase
        if phrase is not None and phrase.verb in APPOINTMENTS:
            # 免去甲Ap，乙任Bq职务: whether 乙任 is a name there cannot be told.
            removing = self.drafts and self.drafts[-1].verb not in APPOINTMENTS and phrase.close is not Close.NONE
            if removing or (phrase.link is Link.AS and self.verb not in APPOINTMENTS):
                raise _Unread(NO_VERB)
        return phrase

    def _refer(self, words: Words, form: Form, verb_word: str, opening: Opening, who: Who = Who.PRONOUN) -> bool:
        """Read a phrase about the person of the phrase before: 免去其Bq职务. False where it is no such phrase."""
        links = [link for link in sorted(form.links, key=len, reverse=True) if words.folded.startswith(link)]
        for link in [*links, Link.NONE] if form.bare else links:
            read = read_posts(words.cut(len(link)), form.closes, self.context)
            if read is not None:
                person = self._person_before()
                phrase = Phrase(form.verb, (person,), read[0], verb_word, link, read[1])
                self._add(phrase, opening, who)
                return True
        return False

    def _person_before(self) -> Person:
        """Whom 其 means: the one person of the phrase before, else of the clause before."""
        self._continue()
        last = self.said[-1]
        if len({draft.person.name for draft in self.said if draft.phrase == last.phrase}) > 1:
            raise _Unread(WHOM)
        return last.person

    def _continue(self) -> None:
        if not self.drafts:
            if not self.before:
                raise _Unread(WHOM)
            self.continues = True

    def _natural_removal(self, words: Words) -> None:
        """其原任Bq职务自然免去, also with the name printed, and with no post named."""
        opening = Opening.NONE
        if found := _OPENING.match(words.folded):
            opening = Opening(found[0])
            words = words.cut(found.end())
        close = next(close for close in _NATURALLY if words.folded.endswith(close))
        if _NO_POST_NAMED.fullmatch(words.folded, 0, len(words.folded) - len(close)):
            who = Who.PRONOUN if words.folded.startswith("其") else Who.OMITTED
            phrase = Phrase(NATURAL.verb, (self._person_before(),), (PostRead(None),), "", Link.NONE, close)
            return self._add(phrase, opening, who)
        who = Who.PRONOUN if words.folded.startswith("其") else Who.OMITTED
        rest = words.cut(1) if who is Who.PRONOUN else words
        if (who is Who.PRONOUN or rest.folded.startswith("原")) and self._refer(
            rest, NATURAL_BY_PRONOUN if who is Who.PRONOUN else NATURAL, "", opening, who
        ):
            return None
        phrase_named = self._read(words, NATURAL)
        if phrase_named is None:
            raise _Unread(NOT_KNOWN)
        return self._add(phrase_named, opening)

    def _add(self, phrase: Phrase, opening: Opening = Opening.NONE, who: Who = Who.NAME) -> None:
        earlier = self.said[-1] if self.said else None
        number = earlier.phrase + 1 if earlier else 0
        join = Join.STOP if self.continues and not self.drafts else Join.COMMA
        self.drafts += drafts_of(phrase, number=number, earlier=earlier, manner=Manner(opening, who, join))
        self.verb = phrase.verb

    def _qualify(self, tail: Tail) -> None:
        """Give a qualifier to the acts it belongs to: the last phrase, a probation the last appointment, 均 all."""
        self._continue()
        able = [d for d in self.said if not tail.of_appointment or d.verb in OPENINGS]
        if not able:
            raise _Unread(NOT_KNOWN)
        persons = {draft.person.name for draft in able if draft.phrase == able[-1].phrase}
        others = {draft.person.name for draft in able} - persons
        if not self.drafts and (tail.of_all or others):
            raise _Unread(OF_WHICH)
        if self.said[-1].person.name not in persons:
            raise _Unread(OF_WHICH)  # 任命甲为Ap，免去乙的Bq职务，任职时间从2021年5月算起
        if tail.qualifiers.level and able[-1].qualifiers.level:
            raise _Unread(NOT_KNOWN)  # 副局长（正科级），二级主任科员: the second is no level of the post
        place = Place.COMMA if self.drafts else Place.STOP
        meant = {draft.phrase for draft in able} if tail.of_all else {able[-1].phrase}
        qualified = [draft.with_tail(tail, place) if draft.phrase in meant else draft for draft in self.said]
        kept = len(self.before) if self.continues else 0
        self.before = qualified[:kept] if self.continues else self.before
        self.drafts = qualified[kept:]


class _Trial:
    """A confirmation spread over segments: 甲任职试用期满，考核合格，按期转正 · 甲任Ap试用期满，…，正式任Ap."""

    def __init__(self, persons: tuple[Person, ...], posts: tuple[PostRead, ...]) -> None:
        self.persons = persons
        self.posts = posts
        self.confirmed = False
        self.tails: list[Tail] = []

    @classmethod
    def of(cls, words: Words, context: Context) -> _Trial:
        """From the words before 试用期满: names, or names with the post of the trial."""
        phrase = read_phrase(words, TRIAL_OF, "", context)
        if phrase is not None:
            also = Qualifiers(concurrent=True) if phrase.link in ALSO_LINKS else NOTHING
            posts = tuple(read._replace(qualifiers=merged(also, read.qualifiers)) for read in phrase.posts)
            return cls(phrase.persons, posts)
        persons, start = [], 0
        for stop in [*(sign.start() for sign in re.finditer("、", words.folded)), len(words.folded)]:
            person = person_of(words.cut(start, stop))
            if person is None or not begins_with_a_name(person.name):
                raise _Unread(NOT_KNOWN)
            persons.append(person)
            start = stop + 1
        return cls(tuple(persons), ())

    def segment(self, words: Words, context: Context) -> bool:
        """Whether the segment is about the confirmation."""
        if _CONFIRMED.fullmatch(words.folded):
            self.confirmed = True
            return True
        if (tail := tail_of(words.folded, words.printed)) is not None:
            self.tails.append(tail)
            return True
        if found := _CONFIRMED_IN.match(words.folded):
            read = read_posts(words.cut(found.end()), (Close.POST, Close.NONE), context)
            if read is not None:
                self.posts = read[0]
                self.confirmed = self.confirmed or found[1] is not None
                return True
        return _ASSESSED.fullmatch(words.folded) is not None

    def phrase(self) -> Phrase:
        if not self.confirmed:
            raise _Unread(NOT_CONFIRMED)
        posts = self.posts or (PostRead(None),)
        return Phrase(Verb.CONFIRM, self.persons, posts, "", Link.TRIAL_OVER, Close.NONE)
