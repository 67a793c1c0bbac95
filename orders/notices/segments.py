"""The segments of one sentence, one after the other: what each says, and what it leaves to the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orders.notices.confirming import TRIAL_ENDS, Trial
from orders.notices.drafts import Draft, Manner, drafts_of
from orders.notices.forms import (
    ALSO_HOLD,
    BY_PRONOUN,
    CARRIED,
    FORMS,
    FOUNDING_FORM,
    NAME_FIRST,
    NATURAL,
    NATURAL_BY_PRONOUN,
    NO_LONGER,
    TRIAL_OVER,
    Form,
)
from orders.notices.leads import Context, Lead, lead_of
from orders.notices.names import Likeness, likeness
from orders.notices.notice import Qualifiers
from orders.notices.openings import LEADING, Opened, described, opened, passed_decision
from orders.notices.phrases import Person, Phrase, person_of, read_phrase
from orders.notices.post_lists import PostRead, read_posts
from orders.notices.posts import is_title
from orders.notices.qualifying import Tail, tail_of
from orders.notices.refusing import NO_VERB, NOT_KNOWN, OF_WHICH, WHOM, Unread
from orders.notices.text import Words
from orders.notices.vocabulary import ANY_WORD, APPOINTMENTS, FOUNDING_WORD, OPENINGS, REMOVALS, Verb
from orders.notices.wording import Close, Join, Link, Opening, Place, Who

VERB_WORD = re.compile(ANY_WORD)
_LAYERS = 3  # of words around an act: 会议通过关于免去县委副书记甲Ap职务的决定
_PLAINLY = (FOUNDING_WORD[Verb.APPOINT], FOUNDING_WORD[Verb.REMOVE])  # what begins so is no tail
_NATURALLY = tuple(sorted((close for close in NATURAL.closes), key=len, reverse=True))
_NO_POST_NAMED = re.compile("(?:其|本人)?的?(?:原任|原来的|原所任|所任|原担任|原有|原)?的?")
# 免去张三职务, 免去张三同志现任职务: of which post, a person must say.
_ALL_POSTS = re.compile("(?:的)?(?:现任|现任的|原任|所任|所任的|担任的|一切|全部|所有)?职务")
_AND = (Opening.AND, Opening.ALSO, Opening.AT_ONCE, Opening.FURTHER)
_CHANGED = re.compile("(.{2,40}?)(?:的)?职务由(.{2,80}?)(?:变更|调整|改任|改)为(.{2,80})")


class SegmentReader:
    """The state of one sentence between its segments."""

    def __init__(self, context: Context, verb: Verb | None, before: Sequence[Draft], *, headed: bool = False) -> None:
        self.context = context
        self.verb = verb
        self.headed = headed  # whether the verb is that of a heading above
        self.before = list(before)
        self.drafts: list[Draft] = []
        self.continues = False  # whether the sentence belongs to the clause before
        self.trial: Trial | None = None

    @property
    def said(self) -> list[Draft]:
        """What the clause says so far, with the sentence before where this one continues it."""
        return self.before + self.drafts if self.continues else self.drafts

    def segment(self, words: Words) -> None:
        """Read one segment; Unread where it is in no known form, and then nothing has changed."""
        folded = words.folded
        if self.trial is not None:
            if self.trial.segment(words, self.context):
                return
            self._end_trial()
        if folded.startswith(_PLAINLY):
            self._phrase(words)
        elif (tail := tail_of(folded, words.printed)) is not None:
            # 副局长（正科级），二级主任科员: the second is no level of the post, but another.
            if not (tail.qualifiers.level and self._has_level() and self._more_posts(Opened(Opening.NONE, words))):
                self._qualify(tail)
        elif folded.endswith(_NATURALLY):
            self._natural_removal(words)
        elif (ends := TRIAL_ENDS.search(folded)) and (phrase := self._read(words, TRIAL_OVER)) is None:
            self.trial = Trial.of(words.cut(0, ends.start()), self.context)
            if ends.end() < len(folded):
                self.segment(words.cut(ends.end()))
        elif ends and phrase:
            self._add(phrase)
        else:
            self._phrase(words)

    def finish(self) -> None:
        """At the end of the sentence; Unread where it says nothing, or a confirmation that nobody gave."""
        if self.trial is not None:
            self._end_trial()
        if not self.drafts and not self.continues:
            raise Unread(NOT_KNOWN)

    def explain(self, reason: Words) -> None:
        """Keep why somebody leaves or moves (因工作变动) with what the last phrase says."""
        if self.drafts:
            self._qualify(Tail(Qualifiers(tail=reason.printed)))

    def _has_level(self) -> bool:
        return bool(self.said) and self.said[-1].qualifiers.level is not None

    def _end_trial(self) -> None:
        if self.trial is not None:
            trial, self.trial = self.trial, None
            self._add(trial.phrase())
            for tail in trial.tails:
                self._qualify(tail)

    def _read(self, words: Words, form: Form, verb_word: str = "") -> Phrase | None:
        return read_phrase(words, form, verb_word, self.context)

    def _first(self, words: Words, forms: Sequence[Form]) -> Phrase | None:
        return next((phrase for form in forms if (phrase := self._read(words, form))), None)

    def _phrase(self, words: Words) -> None:
        """A segment that says an act: the ways it may begin, from the plainest on."""
        for _ in range(_LAYERS):
            lead = opened(words)
            if self._one(lead) or self._several(lead):
                return
            rest = described(lead.words, self.context) or passed_decision(lead.words)
            if rest is None:
                break
            words = rest
        raise Unread(NOT_KNOWN)

    def _one(self, lead: Opened) -> bool:
        if VERB_WORD.match(lead.words.folded):
            return self._led_by_verb_word(lead) or self._led_by_name(lead) or self._changed(lead)
        return (
            self._of_the_same_person(lead) or self._led_by_name(lead) or self._more_posts(lead) or self._changed(lead)
        )

    def _led_by_verb_word(self, lead: Opened) -> bool:
        word = VERB_WORD.match(lead.words.folded)
        if word is None:
            return False
        rest = lead.words.cut(word.end())
        rest = rest.cut(1) if rest.folded.startswith("：") else rest
        form = FORMS[word[0]]
        pronoun = rest.folded.startswith("其")
        # 其 is a pronoun behind a comma; at the beginning it may also be a surname, as in 免去其其格的…职务.
        if pronoun and self.drafts and self._refer(rest.cut(1), form, word[0], lead.opening):
            return True
        phrase = self._read(rest, form, word[0]) or self._of_no_post(rest, form, word[0])
        if phrase is None and pronoun:
            return self._refer(rest.cut(1), form, word[0], lead.opening)
        if phrase is None:
            if (behind := described(rest, self.context)) is None:
                return False
            phrase = self._read(behind, form, word[0])
        if phrase is not None:
            self._add(phrase, lead.opening)
        return phrase is not None

    def _of_no_post(self, words: Words, form: Form, verb_word: str) -> Phrase | None:
        """免去张三职务: a removal that names no post."""
        found = _ALL_POSTS.search(words.folded) if form.verb in REMOVALS and words.folded.endswith("职务") else None
        if found is None or found.end() < len(words.folded):
            return None
        person = person_of(words.cut(0, found.start()), Likeness.POSSIBLE)
        if person is None or is_title(person.name):
            return None
        return Phrase(form.verb, (person,), (PostRead(None),), verb_word, Link.OF, Close.POST)

    def _of_the_same_person(self, lead: Opened) -> bool:
        """甲同志任Ap，不再担任Bq职务 · 甲任Ap，兼任Bq · 甲任Ap，同意其为Bq."""
        if lead.words.folded.startswith("其") and lead.opening and self.said:
            behind = lead.words.cut(1)
            return self._refer(behind, NO_LONGER, "", lead.opening) or self._refer(behind, BY_PRONOUN, "", lead.opening)
        if self._refer(lead.words, NO_LONGER, "", lead.opening, Who.OMITTED):
            return True
        # Behind 并 and the like 任 can only be the verb: no name stands there.
        form = BY_PRONOUN if lead.opening in _AND else ALSO_HOLD
        return bool(self.drafts) and self._refer(lead.words, form, "", lead.opening, Who.OMITTED)

    def _led_by_name(self, lead: Opened) -> bool:
        phrase = self._name_first(lead.words)
        if phrase is None:
            return False
        self._add(phrase, lead.opening)
        return True

    def _name_first(self, words: Words) -> Phrase | None:
        phrase = self._first(words, NAME_FIRST)
        if self.verb in CARRIED and (phrase is None or phrase.verb in APPOINTMENTS):
            carried = self._first(words, CARRIED[self.verb])
            if carried and phrase and self._holds_for_itself(phrase, carried):
                carried = None
            if carried and not self.drafts:  # written again, the clause stands under no heading
                carried = carried._replace(verb_word=FOUNDING_FORM[self.verb, False][0])
            phrase = carried if carried or (phrase and phrase.link is Link.AS) else phrase
        if phrase is not None and phrase.verb in APPOINTMENTS:
            # 免去甲Ap，乙任Bq职务: whether 乙任 is a name there cannot be told; nor under 免去：, what 乙担任Bq职务 says.
            left = self.drafts[-1].verb if self.drafts else self.verb if self.headed else None
            removing = left is not None and left not in APPOINTMENTS and phrase.close is not Close.NONE
            if removing and phrase.link in (Link.HOLD_FULLY, Link.HOLD_ALSO) and not self.headed:
                removing = False  # 乙担任 says its verb
            if removing or (phrase.link is Link.AS and self.verb not in APPOINTMENTS):
                raise Unread(NO_VERB)
        return phrase

    def _holds_for_itself(self, phrase: Phrase, carried: Phrase) -> bool:
        """郑大为任党政办主任 says 任 of 郑大为, and not 为 of 郑大, where no place begins with 任."""
        if carried.link is not Link.AS or phrase.link is not Link.HOLD or len(phrase.persons) != len(carried.persons):
            return False
        post = carried.posts[0].post
        return (
            phrase.persons[-1].name == f"{carried.persons[-1].name}为"
            and post is not None
            and lead_of(post.printed, self.context) < Lead.REGION
        )

    def _more_posts(self, lead: Opened) -> bool:
        """不再担任Ap，Bq，Cr职务 · 任Ap，党组成员: nothing but more posts of the persons of the phrase before."""
        if not self.drafts or lead.opening:
            return False
        last = self.drafts[-1]
        words = lead.words
        if not (is_title(words.folded.partition("、")[0].partition("（")[0]) or lead_of(words.folded, self.context)):
            return False
        read = read_posts(
            words, FORMS[FOUNDING_WORD[last.verb]].closes if FOUNDING_WORD[last.verb] else (), self.context
        )
        if read is None or last.post is None:
            return False
        persons = tuple(dict.fromkeys(draft.person for draft in self.drafts if draft.phrase == last.phrase))
        self._add(Phrase(last.verb, persons, read[0], "", Link.NONE, read[1]), Opening.NONE, Who.OMITTED)
        return True

    def _changed(self, lead: Opened) -> bool:
        """甲的职务由Ap变更为Bq: removed there, appointed here."""
        found = _CHANGED.fullmatch(lead.words.folded)
        person = person_of(lead.words.cut(0, found.end(1)), Likeness.POSSIBLE) if found else None
        if found is None or person is None:
            return False
        left = read_posts(lead.words.cut(*found.span(2)), (Close.POST, Close.NONE), self.context)
        taken = read_posts(lead.words.cut(*found.span(3)), (Close.POST, Close.NONE), self.context)
        if left is None or taken is None:
            return False
        self._add(
            Phrase(Verb.REMOVE, (person,), left[0], FOUNDING_WORD[Verb.REMOVE], Link.OF, Close.POST), lead.opening
        )
        self._add(Phrase(Verb.APPOINT, (person,), taken[0], FOUNDING_WORD[Verb.APPOINT], Link.AS, Close.NONE))
        return True

    def _several(self, lead: Opened) -> bool:
        """甲任Ap、乙任Bq: each with a verb of its own, apart by the sign that also stands between posts."""
        cuts = [cut.start() for cut in LEADING.finditer(lead.words.folded) if likeness(cut["name"]) is Likeness.USUAL]
        if not cuts:
            return False
        kept = self.verb, list(self.drafts), self.continues
        begins = [0, *(cut + 1 for cut in cuts)]
        if all(self._one(opened(lead.words.cut(*piece))) for piece in zip(begins, [*cuts, None], strict=True)):
            return True
        self.verb, self.drafts, self.continues = kept
        return False

    def _refer(self, words: Words, form: Form, verb_word: str, opening: Opening, who: Who = Who.PRONOUN) -> bool:
        """Read a phrase about the person of the phrase before: 免去其Bq职务. False where it is no such phrase."""
        links = [link for link in sorted(form.links, key=len, reverse=True) if words.folded.startswith(link)]
        for link in [*links, Link.NONE] if form.bare else links:
            read = read_posts(words.cut(len(link)), form.closes, self.context)
            if read is not None:
                phrase = Phrase(form.verb, (self._person_before(),), read[0], verb_word, link, read[1])
                self._add(phrase, opening, who)
                return True
        return False

    def _person_before(self) -> Person:
        """Whom 其 means: the one person of the phrase before, else of the clause before."""
        self._continue()
        last = self.said[-1]
        if len({draft.person.name for draft in self.said if draft.phrase == last.phrase}) > 1:
            raise Unread(WHOM, wholly=True)
        return last.person

    def _continue(self) -> None:
        if not self.drafts:
            if not self.before:
                raise Unread(WHOM)
            self.continues = True

    def _natural_removal(self, words: Words) -> None:
        """其原任Bq职务自然免去, also with the name printed, and with no post named."""
        opening, words = opened(words)
        close = next(close for close in _NATURALLY if words.folded.endswith(close))
        who = Who.PRONOUN if words.folded.startswith("其") else Who.OMITTED
        if _NO_POST_NAMED.fullmatch(words.folded, 0, len(words.folded) - len(close)):
            phrase = Phrase(NATURAL.verb, (self._person_before(),), (PostRead(None),), "", Link.NONE, close)
            return self._add(phrase, opening, who)
        rest = words.cut(1) if who is Who.PRONOUN else words
        if (who is Who.PRONOUN or rest.folded.startswith("原")) and self._refer(
            rest, NATURAL_BY_PRONOUN if who is Who.PRONOUN else NATURAL, "", opening, who
        ):
            return None
        phrase_named = self._read(words, NATURAL)
        if phrase_named is None:
            raise Unread(NOT_KNOWN)
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
            raise Unread(NOT_KNOWN, wholly=True)
        persons = {draft.person.name for draft in able if draft.phrase == able[-1].phrase}
        others = {draft.person.name for draft in able} - persons
        if not self.drafts and (tail.of_all or others):
            raise Unread(OF_WHICH, wholly=True)
        if self.said[-1].person.name not in persons:
            raise Unread(OF_WHICH, wholly=True)  # 任命甲为Ap，免去乙的Bq职务，任职时间从2021年5月算起
        if tail.qualifiers.level and self._has_level():
            raise Unread(NOT_KNOWN)
        place = Place.COMMA if self.drafts else Place.STOP
        meant = {draft.phrase for draft in able} if tail.of_all else {able[-1].phrase}
        qualified = [draft.with_tail(tail, place) if draft.phrase in meant else draft for draft in self.said]
        kept = len(self.before) if self.continues else 0
        self.before = qualified[:kept] if self.continues else self.before
        self.drafts = qualified[kept:]
