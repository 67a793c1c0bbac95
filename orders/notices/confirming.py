"""A confirmation (转正) that is spread over the segments of a sentence."""

from __future__ import annotations

import re

from orders.notices.drafts import said_by
from orders.notices.forms import TRIAL_OF
from orders.notices.leads import Context
from orders.notices.names import begins_with_a_name
from orders.notices.phrases import Person, Phrase, person_of, read_phrase
from orders.notices.post_lists import PostRead, read_posts
from orders.notices.qualifying import Tail, merged, tail_of
from orders.notices.refusing import NOT_CONFIRMED, NOT_KNOWN, Unread
from orders.notices.text import Words
from orders.notices.vocabulary import WORD_OF_APPOINTMENT, Verb
from orders.notices.wording import Close, Link

TRIAL_ENDS = re.compile("的?(?:[一二两半]年的?)?(?:任职)?试用期(?:已|限)?满(?:后)?")
_ASSESSED = re.compile("(?:并|现)?经?[^，任免聘不未]{0,12}考(?:核|察|评)[^，任免聘不未]{0,16}")
_CONFIRMED = re.compile(
    "(?:[^，任免聘不未拟]{1,10}(?=同意|决定))?(?:现|同意|准予|予以|决定|可以|给予)*"
    "(?:按期|如期|正式|准时)?(?:转正(?:定级|任职)?|转为正式任职|正式任职)"
)
_CONFIRMED_IN = re.compile(f"(?:现|同意|决定)*(正式)?((?:{WORD_OF_APPOINTMENT})为|任命|担任|任)")


class Trial:
    """A confirmation spread over segments: 甲任职试用期满，考核合格，按期转正 · 甲任Ap试用期满，…，正式任Ap."""

    def __init__(self, persons: tuple[Person, ...], posts: tuple[PostRead, ...]) -> None:
        self.persons = persons
        self.posts = posts
        self.confirmed = False
        self.tails: list[Tail] = []

    @classmethod
    def of(cls, words: Words, context: Context) -> Trial:
        """From the words before 试用期满: names, or names with the post of the trial."""
        phrase = read_phrase(words, TRIAL_OF, "", context)
        if phrase is not None:
            also = said_by(phrase)
            posts = tuple(read._replace(qualifiers=merged(also, read.qualifiers)) for read in phrase.posts)
            return cls(phrase.persons, posts)
        persons, start = [], 0
        for stop in [*(sign.start() for sign in re.finditer("、", words.folded)), len(words.folded)]:
            person = person_of(words.cut(start, stop))
            if person is None or not begins_with_a_name(person.name):
                raise Unread(NOT_KNOWN)
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
            raise Unread(NOT_CONFIRMED)
        posts = self.posts or (PostRead(None),)
        return Phrase(Verb.CONFIRM, self.persons, posts, "", Link.TRIAL_OVER, Close.NONE)
