"""What the words of a title say of its rank in the body."""

from __future__ import annotations

import re

from people.models import PositionClass
from people.title_words import CHIEFS, NO_CHIEFS, alternatives

_OFFICE = rf"(?:{alternatives(CHIEFS)}|.{{0,3}}长)"
_HEAD = re.compile(rf"(?:党委|党组|第一)?{_OFFICE}")
_DEPUTY = re.compile(rf"(?:.+的|常务|专职|兼职|第一|党委|党组)?副{_OFFICE}")
_INNER = re.compile(rf".+(?:处|科|室|部|股|队|所|站|中心|支队|大队)副?{_OFFICE}")
_NO_OFFICE = re.compile(rf".*(?:{alternatives(NO_CHIEFS)})")

# Where a new post stands among those of its body until a person orders them: heads first.
_PLACES = {PositionClass.HEAD: 100, PositionClass.DEPUTY: 200, PositionClass.INNER: 300, PositionClass.NONE: 400}


def class_of(title: str) -> PositionClass:
    """主任 → 正职, 分管日常工作的副院长 → 副职, 经济分析处处长 → 内设; where the words do not tell (副处职), 不分类."""
    if _NO_OFFICE.fullmatch(title):
        return PositionClass.NONE
    if _DEPUTY.fullmatch(title):
        return PositionClass.DEPUTY
    if _INNER.fullmatch(title):
        return PositionClass.INNER
    return PositionClass.HEAD if _HEAD.fullmatch(title) else PositionClass.NONE


def place_of(title: str) -> int:
    """The display order a new post begins with; 常务 comes before the other deputies."""
    place = _PLACES[class_of(title)]
    return place - 50 if title.startswith("常务") and class_of(title) is PositionClass.DEPUTY else place
