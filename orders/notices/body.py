"""Reading the words of one notice from its first to its last: opening, clauses, signature and date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from orders.notices import frame
from orders.notices.body_read import BodyRead, ClauseRead
from orders.notices.drafts import Draft, Sentence, Stretch
from orders.notices.forms import NAME_FIRST
from orders.notices.grammar import read_sentence
from orders.notices.leads import Context
from orders.notices.likely import acts_in_doubt
from orders.notices.names import Likeness, likeness
from orders.notices.notice import PartialDay, PartKind, Verb
from orders.notices.posts import ends_in_title
from orders.notices.refusing import OF_WHICH, no_act_led_to, not_an_act
from orders.notices.riders import RIDERS_LIMIT, rider_of
from orders.notices.segments import VERB_WORD
from orders.notices.text import DAY, Squeezed
from orders.notices.vocabulary import ANY_WORD, APPOINTMENTS, any_of
from orders.notices.web_page import page_lines_end
from orders.notices.wording import Close, Link

LED_BY_UNREAD = "引出此句的文字未能读出，此句须由人阅读。"
_STOP = re.compile("[；。]")
_DECISION_LIMIT = 600  # characters, of all sentences that lead to the first clause
_LINES_OF_A_ROW = 4  # over which a clause may be cut
_MOST_CONTINUED = 60  # acts of a clause that the next sentence may still continue
_ANOTHER = re.compile("(?:同时|另外?|此外|还|又)，?(?!任)|经")
_SEPARATORS = re.compile("[；。，：、]*")
_CLAUSE_BEGINS = re.compile(
    f"(?:（?[一二三四五六七八九十0-9]{{1,3}}[）、.．]{{1,2}})?(?:决定)?(?:{ANY_WORD})(?![其，；。])"
)
_BEFORE_A_HEADING = re.compile("(?:决定|同意|批准|研究|通过|[，。]|现|兹)$")
# Hardly ever in the name of one that signs; where it is, the words may be a clause.
_NOT_IN_A_SIGNATURE = re.compile("任|为|的|不|辞去|晋升|套转|推荐|提名|继续|保留|拟|撤")
# A name, and what says a verb of its own; 为 and 的 need one that was said before.
_SAYS_ITS_VERB = any_of(link for form in NAME_FIRST for link in form.links if link is not Link.AS)
_ROW_BEGINS = re.compile(f"(?:[0-9]{{1,3}}[.．、])?([\u3400-\u9fff·]{{2,12}}?)(?:同志)?(?:({_SAYS_ITS_VERB})|为|的)")
_COMPLETE = ("）", "手续", "转正", "请求", "免除", "终止", "自然免去", *filter(None, Close))


class Days:
    """Where days are printed, so that the next one is found without reading on."""

    def __init__(self, sq: Squeezed) -> None:
        self._spans = [found.span() for found in re.finditer(DAY, sq.folded)]
        self._starts = [start for start, _ in self._spans]

    def from_(self, position: int) -> tuple[int, int] | None:
        at = bisect_left(self._starts, position)
        return self._spans[at] if at < len(self._spans) else None


@dataclass(frozen=True, slots=True)
class Above:
    """What is known of a notice before its body is read."""

    context: Context
    issuer: str | None = None
    title: str = ""  # which some notices say again as a sentence
    # After so many sentences in a row that are not read, the notice is over; None = only its frame ends it.
    patience: int | None = None


class BodyReader:
    """Reads from `start`, never beyond `limit`; each sentence once."""

    def __init__(self, sq: Squeezed, days: Days, start: int, limit: int, above: Above) -> None:
        self.sq = sq
        self.days = days
        self.position = start
        self.limit = limit
        self.context = above.context
        self.issuer = above.issuer
        self.title = above.title
        self.patience = above.patience
        self.unread = 0  # sentences in a row
        self.doubt = False  # whether words that lead to the next sentences were not understood
        self.no_act: str | None = None  # the word by which such words lead to no acts
        self.decided_on: date | None = None  # by another decision than the first
        self.verb: Verb | None = None  # said last, which a sentence may leave out
        self.headed = False  # whether a heading said it
        self.led_by: Verb | None = None  # of the heading, else that of a clause that began with 任命
        self.read = BodyRead(end=start)
        self.open_clause: ClauseRead | None = None  # which the next sentence may continue

    def all(self) -> BodyRead:
        if (behind := page_lines_end(self.sq, self.position, self.limit)) > self.position:
            self._part(PartKind.SEPARATOR, behind)
        self._addressees()
        while self._skip_separators() and not self._closing(self.position):
            if self.patience is not None and self.unread >= self.patience:
                break
            self._next()
        if self.read.end < self.position and self.read.day is None:
            self.read.parts.append((PartKind.SEPARATOR, self.read.end, self.position))
            self.read.end = self.position
        return self.read

    def _part(self, kind: PartKind, end: int) -> None:
        self.read.parts.append((kind, self.position, end))
        self.read.end = self.position = end

    def _skip_separators(self) -> bool:
        found = _SEPARATORS.match(self.sq.folded, self.position, self.limit)
        if found:
            self.position = found.end()
        return self.position < self.limit

    def _addressees(self) -> None:
        for _ in range(2):  # the words in brackets under the title of a list stand before or without addressees
            if (end := frame.passed_end(self.sq, self.position, self.limit)) is not None:
                self.read.decision = self.sq.folded[self.position + 1 : end - 1]
                self._part(PartKind.DECISION, end)
            elif self.read.addressees is None and (end := frame.addressees_end(self.sq, self.position, self.limit)):
                self.read.addressees = self.position, end - 1
                self._part(PartKind.ADDRESSEES, end)

    def _next(self) -> None:
        """One step: a heading, a harmless sentence, a decision, or a sentence with what it says."""
        if (heading := frame.heading_at(self.sq, self.position, self.limit)) is not None:
            end, self.verb = heading
            self.led_by = self.verb
            self.headed = True
            self.open_clause = None
            self.doubt = False
            return self._part(PartKind.SEPARATOR, end)
        behind = frame.numbering_end(self.sq.folded, self.position, self.limit)
        if behind > self.position:
            return self._part(PartKind.SEPARATOR, behind)
        end = self._sentence_end()
        folded = self.sq.folded[self.position : min(end, self.position + 500)]
        if frame.HARMLESS.fullmatch(folded) or folded == self.title:
            return self._part(PartKind.SEPARATOR, end)
        if not (self.read.clauses or self.doubt or self.no_act) and len(self.read.decision) < _DECISION_LIMIT:
            cut = self._decision_end(folded, end)
            if cut:
                self.read.decision += self.sq.folded[self.position : self.position + cut]
                return self._part(PartKind.DECISION, self.position + cut)
        elif self.read.clauses and _ANOTHER.match(folded) and not self._try(0, end).begins_with_acts:
            cut = self._decision_end(folded, end)
            if cut:
                return self._another_decision(cut)
        if self.read.clauses and not self.no_act and self._rider(end):
            return None
        return self._sentence(end)

    def _rider(self, end: int) -> bool:
        """Words that qualify all acts above; False where it is not certain that they do, or which."""
        clauses = self.read.clauses
        said = rider_of(self.sq.cut(self.position, end)) if len(self.read.riders) < RIDERS_LIMIT else None
        if said is None:
            return False
        tail, number = said
        if number is not None and number != len({name for clause in clauses for name in clause.persons()}):
            return False
        ridden = [clause for clause in clauses if clause.ride(tail)]
        if not ridden:
            return False
        self.read.riders.append((self.position, end, len(clauses)))
        self.open_clause = None
        self._part(PartKind.RIDER, end)
        return True

    def _another_decision(self, cut: int) -> None:
        """另经2021年6月1日…第13次会议研究决定： what follows was decided then, and not on the day of the first decision."""
        session = frame.session_in(self.sq.folded[self.position : self.position + cut])
        self.read.others += 1
        self.decided_on = session.decided_on if session else None
        self.open_clause = None
        self._part(PartKind.DECISION, self.position + cut)

    def _decision_end(self, folded: str, end: int) -> int:
        """How many characters of the sentence are the decision; 0 where it is none."""
        if VERB_WORD.match(folded):
            return 0
        for cut in frame.decision_cuts(folded):
            if acts_in_doubt(folded[:cut]):
                continue  # 决定接受甲辞去Ap职务，决定任命乙为Bq: what stands before the second 决定 is an act
            colon = folded.find("：", cut - 1)
            if no_act_led_to(folded[: colon if colon >= 0 else cut], titled=self.patience is None):
                return 0
            if folded[cut - 1] == "：" or (cut < len(folded) and self._leads_on(folded, cut, end)):
                return cut
        if self._try(0, end).begins_with_acts:
            return 0  # 决定任命甲为Ap is a clause
        return len(folded) if end - self.position == len(folded) and frame.is_decision(folded) else 0

    def _leads_on(self, folded: str, cut: int, end: int) -> bool:
        """Whether a clause follows behind the cut, or a heading: 经研究，决定 | 任命下列同志：."""
        if _BEFORE_A_HEADING.search(folded, 0, cut) and frame.heading_at(self.sq, self.position + cut, self.limit):
            return True
        return self._try(cut, end).begins_with_acts

    def _try(self, cut: int, end: int) -> Sentence:
        start = self.position + cut
        return read_sentence(self.sq.cut(start, end), self.context, verb=self.verb, headed=self.headed)

    def _sentence(self, end: int) -> None:
        start = self.position
        before = self.open_clause.drafts if self.open_clause else ()
        if len(before) > _MOST_CONTINUED:
            before = ()
        sentence = self._doubted(start, end) or self._read(start, end, before)
        first = sentence.stretches[0]
        if first.continues and len(first.drafts) == len(before) and self._may_be_of_several(start):
            sentence = Sentence.unread(end - start, OF_WHICH)
        for stretch in sentence.stretches:
            self._stretch(stretch, start)
        if self.open_clause is not None:
            self.unread = 0
            self.verb = sentence.verb
            self.headed = self.headed and sentence.verb is self.led_by
        elif not any(stretch.drafts for stretch in sentence.stretches):
            self.unread += 1
            self._led_by(start, end)

    def _stretch(self, stretch: Stretch, base: int) -> None:
        """One stretch of the sentence that begins at `base`: a clause, more of the clause before, or remainder."""
        self.position, end = base + stretch.start, base + stretch.end
        if stretch.reason is not None:
            self.read.remainder.append((self.position, end, stretch.reason))
            self.open_clause = None
            return self._part(PartKind.REMAINDER, end)
        if stretch.drafts[0].verb in APPOINTMENTS:
            self.led_by = stretch.drafts[0].verb
        if stretch.continues and self.open_clause is not None:
            self.open_clause.drafts = stretch.drafts
            self.open_clause.end = end
            while self.read.parts and self.read.parts[-1][1] >= self.open_clause.start:
                self.read.parts.pop()  # the clause, and the numbering of the sentence that continues it
            self.position = self.open_clause.start
            return self._part(PartKind.CLAUSE, end)
        if self.issuer and self.read.clauses:
            self.read.clauses[-1].settle(self.issuer)
        drafts = stretch.drafts
        if self.decided_on:
            since = PartialDay(self.decided_on)
            drafts = [replace(draft, effective_on=draft.effective_on or since) for draft in drafts]
        self.open_clause = ClauseRead(self.position, end, drafts)
        self.read.clauses.append(self.open_clause)
        return self._part(PartKind.CLAUSE, end)

    def _read(self, start: int, end: int, before: Sequence[Draft]) -> Sentence:
        """The sentence with the verb said last; with the first of 任命甲为Ap，免去其Bq职务 where 乙为Cr follows."""
        words = self.sq.cut(start, end)
        sentence = read_sentence(words, self.context, verb=self.verb, headed=self.headed, before=before)
        if sentence.reason is None or self.led_by in (None, self.verb):
            return sentence
        led = read_sentence(words, self.context, verb=self.led_by, headed=self.headed, before=before)
        return sentence if led.reason is not None else led

    def _may_be_of_several(self, start: int) -> bool:
        """Whether words that only qualify may belong to more than the clause before.

        They do in a line or under a number of their own, or behind the full stop that ends a list with semicolons.
        """
        if len(self.read.clauses) + len(self.read.remainder) < 2:
            return False
        last = self.read.clauses[-1]
        gap = self.sq.folded[last.end : start]
        if self.sq.begins_line(start) or not _SEPARATORS.fullmatch(gap):
            return True
        return "。" in gap and self.sq.folded[last.start - 1] == "；"

    def _led_by(self, start: int, end: int) -> None:
        """What a sentence that is not read means for the next ones, where it holds a colon."""
        colon = self.sq.folded.find("：", start, end)
        if colon < 0:
            return
        self.doubt = True
        if colon - start <= _DECISION_LIMIT and not VERB_WORD.match(self.sq.folded, start, end):
            self.no_act = self.no_act or no_act_led_to(self.sq.folded[start:colon], titled=self.patience is None)

    def _doubted(self, start: int, end: int) -> Sentence | None:
        """Behind words with a colon that were not understood, a sentence without a verb word may say anything.

        Behind 建议： any sentence is a proposal, to the end of the notice."""
        if self.no_act:
            return Sentence.unread(end - start, not_an_act(self.no_act))
        if not self.doubt:
            return None
        if VERB_WORD.match(self.sq.folded, start, end):
            self.doubt = False
            return None
        return Sentence.unread(end - start, LED_BY_UNREAD)

    def _sentence_end(self) -> int:
        """The next full stop or semicolon, or a line before it at which the notice closes or the next clause begins."""
        found = _STOP.search(self.sq.folded, self.position, self.limit)
        stop = found.start() if found else self.limit
        for line in self.sq.lines(self.position, stop):
            if self._closing_from(line) or self._begins_clause(line):
                return line
        if not found:
            return self._signature_without_line(stop)
        return stop

    def _complete(self, line: int) -> bool:
        """Whether the words of the sentence before this line may be all of it."""
        if line - self.position <= 20 and frame.HARMLESS.fullmatch(self.sq.folded, self.position, line):
            return True
        behind = self.sq.folded[max(self.position, line - 20) : line]
        return behind.endswith(_COMPLETE) or ends_in_title(behind)

    def _begins_clause(self, line: int) -> bool:
        if not self._complete(line):
            return False
        if frame.HARMLESS.fullmatch(self.sq.folded, line, min(self.sq.line_end(line), line + 20)):
            return True
        if _CLAUSE_BEGINS.match(self.sq.folded, line):
            return True
        row = _ROW_BEGINS.match(self.sq.folded, line)
        # 张三任… says its verb; 张三为… and 张三的… need one that was said before.
        return row is not None and bool(row[2] or self.verb) and likeness(row[1]) >= Likeness.POSSIBLE

    def _is_sentence(self, start: int, end: int) -> bool:
        """Whether the lines above the day begin with a sentence without a full stop, and not with those that sign."""
        words = self.sq.folded[start:end]
        above = words.removesuffix(self.issuer or "")
        if above and above != words and not frame.may_sign(above):
            return True
        if not above or not _NOT_IN_A_SIGNATURE.search(words):
            return False
        if no_act_led_to(words, titled=False):
            return True
        ends = islice((*self.sq.lines(start, end), end), _LINES_OF_A_ROW)
        return any(read_sentence(self.sq.cut(start, at), self.context, verb=self.verb).begins_with_acts for at in ends)

    def _signature_without_line(self, stop: int) -> int:
        """Where the issuer signs behind a last clause without full stop, in a text without lines."""
        if not self.issuer:
            return stop
        at = self.sq.folded.rfind(self.issuer, self.position + 1, stop)
        day = self.days.from_(at) if at > 0 else None
        return at if day is not None and day[0] == at + len(self.issuer) else stop

    def _closing_from(self, position: int) -> frame.Closing | None:
        """Signature and date from here on, not in the middle of words: 经 may end a line and the day begin the next."""
        begun = self.read.clauses or self.read.remainder
        if not begun and (position == self.position or not self._complete(position)):
            return None
        closing = frame.closing_at(self.sq, position, self.limit, self.days.from_(position), self.issuer)
        if closing is None or self._is_sentence(closing.start, closing.day_start):
            return None
        if position == self.position or self._complete(position):
            return closing
        # 任某县水务局 may end a line, and 局长 stand above those that sign.
        bare_day = closing.start == closing.day_start
        return None if bare_day or self._complete(self.sq.line_end(position)) else closing

    def _closing(self, position: int) -> bool:
        """Read signature and date where they begin here; they end the notice."""
        closing = self._closing_from(position)
        if closing is None:
            return False
        if closing.start < closing.day_start:
            self.read.signed = closing.start, closing.day_start
            self._part(PartKind.SIGNATURE, closing.day_start)
        if closing.day_start < closing.end:
            self.read.day = closing.day_start, closing.end
            self._part(PartKind.DATE, closing.end)
        return True
