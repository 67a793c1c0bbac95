"""What must hold of every reading of every text: the judges shared by the golden and the property tests."""

import re

from orders.notices.notice import Notice, PartKind, Reading, Span
from orders.notices.text import Squeezed
from people.characters import WITHOUT_INK

DASH = "[-－–—―─]{1,2}"
PAGE_NUMBER = re.compile(rf"^[^\S\n]*(?:{DASH}\s*[0-9０-９]{{1,4}}\s*{DASH}|第\s*\d+\s*页.*)[^\S\n]*$", re.MULTILINE)


def squeezed(text: str) -> str:
    """The words without white space, nor signs that carry no ink."""
    return "".join(WITHOUT_INK.sub("", text).split())


def without_page_numbers(text: str) -> str:
    """The text with blanks in place of the numbers of its pages, which may stand in the middle of a sentence."""
    return PAGE_NUMBER.sub(lambda page: " " * len(page.group()), text)


def assert_tile(spans: list[Span], whole: Span) -> None:
    """The spans cover the whole without gap or overlap; none of them is empty."""
    at = whole[0]
    for start, end in spans:
        assert start == at, f"gap or overlap at {at}: next span is {(start, end)}"
        assert start < end, f"empty span {(start, end)}"
        at = end
    assert at == whole[1], f"the spans end at {at}, the whole at {whole[1]}"


def assert_keeps_its_word(text: str, reading: Reading) -> None:
    """Promises 2 and 4: nothing of the text is lost, and no act says what the words do not say."""
    left = [rest.span for rest in reading.remainder]
    assert_tile(sorted([*(notice.span for notice in reading.notices), *left, *reading.other]), (0, len(text)))
    words = without_page_numbers(text)
    for notice in reading.notices:
        assert_tile([part.span for part in notice.parts], notice.span)
        _assert_sentences_are_parts(words, notice)
        _assert_acts_are_printed(notice)


def _assert_sentences_are_parts(text: str, notice: Notice) -> None:
    spans = {kind: [part.span for part in notice.parts if part.kind is kind] for kind in PartKind}
    assert [clause.span for clause in notice.clauses] == spans[PartKind.CLAUSE]
    assert [rest.span for rest in notice.remainder] == spans[PartKind.REMAINDER]
    assert [clause.sequence for clause in notice.clauses] == list(range(1, len(notice.clauses) + 1))
    for sentence in (*notice.clauses, *notice.remainder):
        start, end = sentence.span
        assert squeezed(sentence.text) == squeezed(text[start:end])
    for clause in notice.clauses:
        assert clause.text == squeezed(clause.text)
    for rest in notice.remainder:
        assert rest.text.strip(), "a remainder without words"
        assert rest.reason, "a remainder without a reason"


def _assert_acts_are_printed(notice: Notice) -> None:
    for clause in notice.clauses:
        spelling = Squeezed(clause.text).spelt
        assert clause.acts, f"a clause without an act is no clause: {clause.text}"
        for act in clause.acts:
            # 代理县长 is the post of the 县长, held in his place.
            words = re.sub("代理?(?=[^理])", "", spelling) if act.qualifiers.acting else spelling
            assert act.official, clause.text
            assert act.official in spelling
            if act.post is None:
                assert (act.body, act.position) == (None, None)
                continue
            assert act.position, clause.text
            assert act.post in words
            if act.body_implied:
                assert act.body, clause.text
                assert act.position == act.post
            else:
                assert (act.body or "") + act.position == act.post
