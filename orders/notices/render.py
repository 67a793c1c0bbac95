"""Writing a notice: from acts, frame and wording choices, never from stored sentences. The inverse of parse.

On the founding forms in the founding frame, render(parse(text)) is the text (white space aside) and
parse(render(notice)) is the notice (spans aside). What else was read keeps its wording as far as wording.py has a
choice for it; the rest is written in the founding form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from orders.notices.forms import ALSO_LINKS, FOUNDING_FORM
from orders.notices.notice import Act, DecidedBy, Notice, PartialDay, Precision, Qualifiers
from orders.notices.qualifying import EARLY_RETIREMENT
from orders.notices.text import in_chinese
from orders.notices.vocabulary import CONFIRMATIONS
from orders.notices.wording import SCOPES, Announced, FrameWording, Join, Link, Named, Place, Who


def render(notice: Notice) -> str:
    """The whole notice: title, number, addressees, decision, one paragraph for each clause, signature, date."""
    head = [title_of(notice), notice.number or ""]
    if notice.wording.number_first:
        head.reverse()
    addressees = f"{notice.addressees}：" if notice.addressees else ""
    clauses = "；\n\n".join(render_clause(clause.acts) for clause in notice.clauses)
    signed = notice.signatories or ((notice.issuer,) if notice.issuer else ())
    day = _in_digits(notice.signed_on) if notice.signed_on else ""
    paragraphs = [*head, addressees, decision_of(notice), f"{clauses}。" if clauses else "", "\n".join(signed), day]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def title_of(notice: Notice) -> str:
    """北京市东城区人民政府关于李哲等十三名同志任免职的通知, with a line for the issuer; "" where none is printed."""
    wording = notice.wording
    if not wording.titled or not notice.clauses:
        return ""
    issuer = f"{notice.issuer}\n" if notice.issuer and wording.issuer_in_title else ""
    return f"{issuer}关于{_whom(notice)}{wording.scope}的通知"


def decision_of(notice: Notice) -> str:
    """经2021年5月10日北京市东城区人民政府第121次常务会议研究决定，现将李哲等十三名同志任免职事项通知如下："""
    wording = notice.wording
    if wording.announced is None or not notice.clauses:
        return ""
    lead = f"经{_sitting(notice.session)}研究" if notice.session else "经研究"
    if wording.announced is Announced.AS_FOLLOWS:
        return f"{lead}决定，现将{_whom(notice)}{wording.scope}事项通知如下："
    return lead + ("，决定：" if wording.announced is Announced.DECIDED_AFTER_STUDY else "决定：")


def frame_wording_of(notice: Notice, *, decision: str, number_first: bool) -> FrameWording:
    """The choices that give back the printed title and decision; the founding ones where no choice does."""
    titled = notice.title is not None
    in_title = not titled or bool(notice.issuer and str(notice.title).startswith(notice.issuer))
    plain = FrameWording(titled=titled, issuer_in_title=in_title, number_first=number_first)
    said = [scope for scope in SCOPES if str(notice.title).endswith(f"{scope}的通知")]
    offers = (replace(plain, scope=scope, named=named) for scope, named in product(said, Named))
    chosen = next(
        (offer for offer in offers if title_of(replace(notice, wording=offer)).replace("\n", "") == notice.title), plain
    )
    if not decision:
        return replace(chosen, announced=None)
    offers = (replace(chosen, announced=announced) for announced in Announced)
    return next((offer for offer in offers if decision_of(replace(notice, wording=offer)) == decision), chosen)


def _whom(notice: Notice) -> str:
    """李哲等十三名同志; all names where there is no need to count them."""
    named = notice.wording.named
    first = notice.clauses[0].acts[0].official
    if named is Named.AND_OTHERS_UNCOUNTED:
        return f"{first}等同志"
    if named is Named.EACH:
        return "、".join(_officials(notice)) + "同志"
    count = notice.headcount if notice.headcount is not None else len(_officials(notice))
    return f"{first}等{in_chinese(count) if named is Named.AND_OTHERS else count}名同志"


def _officials(notice: Notice) -> list[str]:
    return list(dict.fromkeys(act.official for clause in notice.clauses for act in clause.acts))


def _sitting(session: DecidedBy) -> str:
    day = _in_digits(session.decided_on) if session.decided_on else ""
    number = f"第{session.number}次" if session.number is not None else ""
    return f"{day}{session.body or ''}{number}{session.kind or ''}"


def _in_digits(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def render_clause(acts: Sequence[Act]) -> str:
    """One sentence without its full stop: 任命甲为Ap，免去其Bq职务."""
    words = ""
    before: Act | None = None
    for phrase in _phrases(acts):
        if before is not None:
            words += "；" if phrase[0].wording.join is Join.STOP else "，"
        words += _phrase(phrase, before)
        before = phrase[-1]
    return words


def _phrases(acts: Sequence[Act]) -> Iterator[list[Act]]:
    """The acts that share a phrase: several persons, several posts."""
    phrase: list[Act] = []
    for act in acts:
        if phrase and act.wording.join not in (Join.SAME_PHRASE, Join.CONCURRENTLY):
            yield phrase
            phrase = []
        phrase.append(act)
    if phrase:
        yield phrase


def _phrase(acts: list[Act], before: Act | None) -> str:
    first = acts[0]
    wording = first.wording
    same = before is not None and before.official == first.official
    verb_word, link, close = FOUNDING_FORM[first.verb, same]
    verb_word = verb_word if wording.verb_word is None else wording.verb_word
    link = link if wording.link is None else wording.link
    close = close if wording.close is None else wording.close
    who = wording.who or (Who.PRONOUN if same else Who.NAME)
    persons = [act for place, act in enumerate(acts) if act.official not in {a.official for a in acts[:place]}]
    named = {Who.NAME: "、".join(map(_person, persons)), Who.PRONOUN: "其", Who.OMITTED: ""}[who]
    tail = _tail(first.qualifiers, wording.qualifiers, wording.tail) + _since(first.effective_on)
    if first.post is None:
        unnamed = f"任职试用期满，考核合格，按期转正{tail}" if first.verb in CONFIRMATIONS else f"原任{close}{tail}"
        return f"{wording.opening}{verb_word}{named}{unnamed}"
    posts = "".join(
        _post(act, link, first=place == 0) for place, act in enumerate(acts) if act.official == first.official
    )
    ended = "（终止试用期）" if first.qualifiers.trial_ended else ""
    return f"{wording.opening}{verb_word}{named}{link}{posts}{close}{ended}{tail}"


def _person(act: Act) -> str:
    tags = f"（{act.qualifiers.tail}）" if act.wording.tail is Place.PERSON else ""
    return f"{act.official}{'同志' if act.wording.comrade else ''}{tags}"


def _post(act: Act, link: Link, *, first: bool) -> str:
    said = act.qualifiers
    tie = {Join.SAME_PHRASE: "、", Join.CONCURRENTLY: "兼"}.get(act.wording.join, "") if not first else ""
    brackets = [said.level] if said.level else []
    if act.wording.qualifiers is Place.BRACKETS:
        brackets += _terms(said)
    if said.concurrent and link not in ALSO_LINKS and act.wording.join is not Join.CONCURRENTLY:
        brackets.append("兼")
    if said.tail and act.wording.tail is Place.BRACKETS:
        brackets.append(said.tail)
    return f"{tie}{act.post}" + "".join(f"（{words}）" for words in brackets)


def _terms(said: Qualifiers) -> list[str]:
    words = []
    if said.probation_months is not None:
        words.append(f"试用期{_term(said.probation_months)}")
    if said.secondment_months is not None:
        words.append(f"挂职{_term(said.secondment_months)}")
    if said.presiding:
        words.append("主持工作")
    return words


def _term(months: int) -> str:
    """一年, 两年, 六个月."""
    if months % 12 == 0:
        return "两年" if months == 24 else f"{in_chinese(months // 12)}年"
    return f"{in_chinese(months)}个月"


def _tail(said: Qualifiers, terms: Place, tail: Place) -> str:
    """What stands behind a comma after the phrase."""
    words = ""
    if terms is not Place.BRACKETS:
        words += "".join(f"，{term}" for term in _terms(said))
        words = words.replace("，试用期", "；任职试用期为") if terms is Place.STOP else words
    if said.follow_up == EARLY_RETIREMENT:
        words += "，并办理提前退休手续"
    if said.tail and tail in (Place.COMMA, Place.STOP):
        words += f"{tail}{said.tail}"
    return words


def _since(day: PartialDay | None) -> str:
    if day is None:
        return ""
    printed = _in_digits(day.first)
    if day.precision is Precision.MONTH:
        printed = f"{day.first.year}年{day.first.month}月"
    if day.precision is Precision.YEAR:
        printed = f"{day.first.year}年"
    return f"，任职时间从{printed}起算"
