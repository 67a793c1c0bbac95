"""The posts of one phrase: apart by 、 or 兼, each with its brackets, and the words that close them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from orders.notices.leads import Context, Lead, lead_of
from orders.notices.names import Likeness, likeness
from orders.notices.notice import PartialDay, Qualifiers
from orders.notices.posts import Post, ends_in_title, split_post
from orders.notices.qualifying import NOTHING, bracket_after_post, day_after_post, merged
from orders.notices.text import Words, outside_brackets
from orders.notices.wording import Close

_JOINTS = ("和", "及", "与")
POSTS_LIMIT = 12  # posts of one phrase; more is a list run together
# A name and a verb in the middle of a post: 李四为副主任 behind 、 is another person, not the name of a body.
_PERSON_INSIDE = re.compile("([\u3400-\u9fff·]{2,4}?)(为|任(?!务|职|免)|担任|的)")

# 武装部 in 武装部政委 is no person, nor is 白虎镇 in 白虎镇镇长 or 第五小 in 第五小学校长.
_PART_OF_A_BODY = re.compile("^第|[部局处科室院校站办队省市县区旗镇乡村]$")


_ACTING = re.compile("代理(?=.)|代(?=[省市区县旗州盟镇乡]长$|主席$|检察长$|院长$)")


class PostRead(NamedTuple):
    post: Post | None  # None where no post is named
    qualifiers: Qualifiers = NOTHING
    concurrently: bool = False  # tied to the post before it by 兼
    effective_on: PartialDay | None = None


def read_posts(words: Words, closes: tuple[Close, ...], context: Context) -> tuple[tuple[PostRead, ...], Close] | None:
    """The posts, apart by 、 or 兼, each with its brackets, and how they close; None where one of them is none."""
    end, behind, since = _brackets_at_end(words, len(words.folded))
    body = words.folded[:end]
    close = next((close for close in closes if close and body.endswith(close)), Close.NONE)
    if close is Close.NONE and Close.NONE not in closes:
        return None
    end -= len(close)
    posts = _split_posts(words.cut(0, end), context)
    if not posts:
        return None
    if behind is not NOTHING or since:
        said = merged(posts[-1].qualifiers, behind)
        posts[-1] = posts[-1]._replace(qualifiers=said, effective_on=since or posts[-1].effective_on)
    return tuple(posts), close


def _split_posts(words: Words, context: Context) -> list[PostRead]:
    """Each piece between 、 that is a post of its own; none at all where one of them is not."""
    posts: list[PostRead] = []
    start = 0
    for stop, behind in _enumeration(words.folded):
        end, qualifiers, since = _brackets_at_end(words.cut(start, stop), stop - start)
        piece = words.cut(start, start + end)
        joint = behind > stop + 1 or words.folded[stop : stop + 1] in _JOINTS
        # 和 stands between two posts or inside the name of a body: 发展和改革局.
        if joint and not (ends_in_title(piece.folded) and split_post(piece.printed, context.bodies)):
            continue
        if context.bodies and stop < len(words.folded) and not ends_in_title(piece.folded):
            continue  # 、 may also stand inside the name of a body on record
        read = _one_post(piece, qualifiers, context)
        if not read or len(posts) >= POSTS_LIMIT:
            return []
        posts += [post._replace(effective_on=since) for post in read] if since else read
        start = behind
    return posts


def _enumeration(folded: str) -> Iterator[tuple[int, int]]:
    """Where 、 or a word for and stands outside of brackets, and behind it; and the end."""
    yield from outside_brackets(folded, "、|以及|[和及与]")
    yield len(folded), len(folded) + 1


def _one_post(words: Words, qualifiers: Qualifiers, context: Context) -> list[PostRead]:
    """The piece as one post, or as two tied by 兼 (局长兼党组书记)."""
    if _names_another(words.folded, context):
        return []
    if words.folded.startswith("兼") and lead_of(words.folded[1:], context):
        return []  # the post is held as 兼, and 兼 is no part of the body
    for tie in re.finditer("兼", words.folded):
        if not ends_in_title(words.folded[: tie.start()]):
            continue
        first = split_post(words.printed[: tie.start()], context.bodies)
        second = split_post(words.printed[_behind_tie(words, tie.end(), context) :], context.bodies)
        if first and second:
            also = merged(qualifiers, Qualifiers(concurrent=True))
            return [PostRead(first), PostRead(second, also, concurrently=True)]
    post = split_post(words.printed, context.bodies)
    return [_held(post, qualifiers)] if post else []


def _held(post: Post, qualifiers: Qualifiers) -> PostRead:
    """代理县长 is the post of the 县长, held in his place."""
    acting = _ACTING.match(post.title)
    if acting is None:
        return PostRead(post, qualifiers)
    title = post.title[acting.end() :]
    return PostRead(Post(post.body + title, post.body, title), merged(qualifiers, Qualifiers(acting=True)))


def _names_another(folded: str, context: Context) -> bool:
    """李四为副主任, 李四某市某局局长: another person is named where a post should begin."""
    if lead_of(folded, context):
        return False
    inside = _PERSON_INSIDE.match(folded)
    if (
        inside
        and likeness(inside[1]) >= Likeness.POSSIBLE
        and (inside[2] == "为" or lead_of(folded[inside.end() :], context))
    ):
        return True
    return any(
        likeness(folded[:end]) is Likeness.USUAL
        and not _PART_OF_A_BODY.search(folded, 0, end)
        and lead_of(folded[end:], context) >= Lead.PLACE
        for end in (2, 3, 4)
    )


def _behind_tie(words: Words, at: int, context: Context) -> int:
    """Behind 兼 or 兼任: 兼任县某局局长 is 兼 with a place 任县, 兼任某局局长 is not."""
    if not words.folded.startswith("任", at):
        return at
    long, short = (lead_of(words.folded[start:], context) for start in (at + 1, at))
    return at if short > long else at + 1


def _brackets_at_end(words: Words, end: int) -> tuple[int, Qualifiers, PartialDay | None]:
    """Where the brackets at the end begin, and what they say; those of a body's own name stay with the body."""
    result = NOTHING
    since = None
    while end and words.folded[end - 1] == "）":
        begin = words.folded.rfind("（", max(0, end - 62), end)
        content = words.folded[begin + 1 : end - 1]
        if begin <= 0 or not content or "）" in content:
            break
        said = bracket_after_post(content, words.printed[begin + 1 : end - 1])
        if said is None:
            break
        result = merged(said, result)
        since = since or day_after_post(content)
        end = begin
    return end, result, since
