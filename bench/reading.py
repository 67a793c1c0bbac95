"""Time per character of reading, on texts made to be hard: a long text may cost no more per character than a short one.

    python -m bench.reading [--large BYTES] [NAME…]

prints a table and ends with exit code 1 where the ratio of any text exceeds the limit. Where 10 MB of a text take long
that is said too: a limit on the time per character keeps reading from hanging. Times are processor seconds of
this process, the smallest of several repeats, and both sizes are measured in the same run, so that the ratio does not
depend on the machine nor on what else runs on it.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

from orders.notices import parse

SMALL = 10_000  # bytes of UTF-8
LARGE = 10_000_000
LIMIT = 1.5  # time per character on LARGE, divided by that on SMALL
SLOWEST = 100e-6  # seconds per character: a page of 600 characters in less than a tenth of a second

HEAD = (
    "任县人民政府\n关于任为民等三名同志任免职的通知\n任政任〔2021〕5号\n各乡镇：\n"
    "经2021年4月2日任县人民政府第12次常务会议研究决定：\n"
)
FOOT = "\n任县人民政府\n2021年4月6日\n"
CLAUSE = "任命任为民为任县行为医学研究所所长，免去其任县信任路小学校长职务；\n"

#: What is repeated, alone on an endless line, to make the text.
UNITS = {
    "no newline": "任县人民政府关于加强信任路小学行为规范管理工作的意见",
    "任命": "任命",
    "任": "任",
    "为": "为",
    "的": "的",
    "免去": "免去",
    "免去其": "免去其",
    "其原任": "其原任",
    "职务": "职务",
    "同志": "同志",
    "open brackets": "（",
    "square brackets": "〔",
    "brackets in brackets": "（试用期一年",
    "closing brackets": "）",
    "关于": "关于",
    "no verb object": "任命甲为乙，",
    "commas": "，",
    "full stops": "。",
    "semicolons": "；",
    "colons": "：",
    "enumeration commas": "、",
    "names": "任为民、",
    "titles": "副局长、",
    "digits": "1",
    "Chinese digits": "二〇",
    "spaces": " ",
    "wide spaces": "\u3000",
    "newlines": "\n",
    "form feeds": "\f",
    "dos line ends": "\r\n",
    "headers": "关于任为民等三名同志任免职的通知",
    "headers on lines": "关于任为民等三名同志任免职的通知\n",
    "headers never closed": "关于任为民等三名同志\n",
    "days": "2021年4月6日",
    "days on lines": "2021年4月6日\n",
    "年月日": "年月日",
    "第": "第",
    "sessions": "第12次常务会议",
    "numbers": "任政任〔2021〕5号",
    "numbers on lines": "任政任〔2021〕5号\n",
    "numbers never closed": "任政任〔2021〕",
    "经": "经",
    "decisions": "经2021年4月2日任县人民政府第12次常务会议研究决定：",
    "natural removals": "，其原任任县行为医学研究所所长职务自然免去",
    "tails": "，免去其任县信任路小学校长职务",
    "probations": "；任职试用期为一年",
    "一、": "一、",
    "quotes": "“任命任为民为任县行为医学研究所所长”",
    "resignations": "接受任为民辞去",
    "page numbers": "\n- 75 -\n",
    "lines of a web page": "发布时间：2021-05-20 来源：政府网\n",
    "titles over lines of a web page": "关于任为民等三名同志任免职的通知\n发布时间：2021-05-20\n",
    "titles far from their numbers": "关于任为民等三名同志任免职的通知\n任县政府网\n任政任〔2021〕5号\n",
    "points": "局长.",
    "proposals": "建议：任命任为民为任县水务局局长。\n",
    "clauses cut into characters": "任\n命\n任\n为\n民\n为\n任\n县\n局\n局\n长\n；\n",
}

#: Texts in the frame of a notice: before, repeated, after.
FRAMED = {
    "a notice of many clauses": (HEAD, CLAUSE, FOOT),
    "a notice that never ends": (HEAD, CLAUSE, ""),
    "a notice of one clause": (HEAD, "任命任为民为任县行为医学研究所所长，", FOOT),
    "a clause of many names": (HEAD + "任命", "任为民、", "王任为任县副县长。" + FOOT),
    "a clause of many posts": (HEAD + "任命王任为任县水务局", "副局长、", "总工程师。" + FOOT),
    "a clause of one long post": (HEAD + "任命王任为", "任县水务局", "局长。" + FOOT),
    "a clause of one long name": (HEAD + "任命", "任为", "任县水务局局长。" + FOOT),
    "a clause of open brackets": (HEAD + "任命王任为任县水务局局长", "（", "。" + FOOT),
    "a clause of many qualifiers": (HEAD + "任命王任为任县水务局局长", "（试用期一年）", "。" + FOOT),
    "a clause of white space": (HEAD + "任命王任为", " \n", "任县水务局局长。" + FOOT),
    "a notice of remainder": (HEAD, "请做好工作交接；", FOOT),
    "many notices": ("", HEAD + CLAUSE + FOOT, ""),
    "many notices without an end": ("", HEAD + CLAUSE, ""),
    "many notices without a head": ("", CLAUSE + FOOT, ""),
}

STARTS = ("", "任命", "免去", "任命王任为", "免去王任的", "接受", "撤销", "任为民任", "任命王任为任县水务局局长，")


def _until(size: int, piece: Callable[[], str]) -> str:
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(piece())
        length += len(pieces[-1].encode())
    return "".join(pieces)


def mixed(size: int, chosen: random.Random) -> str:
    """All of the units at random."""
    units = [*UNITS.values(), HEAD, FOOT, CLAUSE]
    return _until(size, lambda: chosen.choice(units) * chosen.choice((1, 1, 1, 2, 7)))


def characters(size: int, chosen: random.Random) -> str:
    """Single characters of the units at random."""
    alphabet = "".join(sorted(set("".join(UNITS.values()) + HEAD + CLAUSE)))
    return "".join(chosen.choices(alphabet, k=size // 3))


def people(size: int, chosen: random.Random) -> str:
    """A notice in which no name and no body comes twice, so that nothing learnt from one clause helps with the next."""

    def clause() -> str:
        name, body, old = ("".join(chosen.choices("王任李为于丁何张兼承正民志远成功之原行", k=k)) for k in (3, 9, 9))
        return f"任命{name}为任县{body}局副局长（试用期一年），免去其任县{old}中心主任职务；\n"

    return HEAD + _until(size, clause) + FOOT


def sentences(size: int, chosen: random.Random) -> str:
    """A notice of sentences that begin like clauses and go on with nonsense of any length."""
    units = [unit for unit in UNITS.values() if unit.strip() and not set(unit) & set("；。\n")]

    def sentence() -> str:
        unit, other = chosen.choices(units, k=2)
        length = chosen.choice((10, 20, 40, 80, 160, 320, 640, 2560))
        return chosen.choice(STARTS) + (unit * chosen.randint(1, 9) + other)[:length] * chosen.randint(1, 9) + "；\n"

    return HEAD + _until(size, sentence) + FOOT


RANDOM = {
    "mixed": mixed,
    "characters": characters,
    "a notice of different people": people,
    "a notice of sentences gone wrong": sentences,
}


def text_of(name: str, size: int, seed: int = 20211024) -> str:
    """The hard text of this name, of about `size` bytes of UTF-8; the seed matters where it is made at random."""
    if name in RANDOM:
        return RANDOM[name](size, random.Random(seed))
    before, unit, after = FRAMED[name] if name in FRAMED else ("", UNITS[name], "")
    room = size - len((before + after).encode())
    return before + unit * max(1, room // len(unit.encode())) + after


NAMES = (*UNITS, *FRAMED, *RANDOM)

SHORT_RUN = 0.02  # seconds that one measurement of a short text lasts at least, by reading several texts


def seconds(texts: list[str]) -> float:
    """Processor seconds that reading these texts takes."""
    begun = time.process_time()
    for text in texts:
        parse(text)
    return time.process_time() - begun


def per_character(texts: list[str], *, repeats: int) -> float:
    """The smallest processor time of reading, in seconds per character."""
    return min(seconds(texts) for _ in range(repeats)) / sum(map(len, texts))


def short_texts(name: str, size: int) -> list[str]:
    """So many short texts that reading them can be measured; different ones where they are made at random, since a
    reader that remembers words has met none of a long text before either."""
    first = text_of(name, size)
    count = max(1, round(SHORT_RUN / max(seconds([first]), 1e-6)))
    return [text_of(name, size, seed) for seed in range(count)] if name in RANDOM else [first] * count


def ratio(name: str, *, small: int = SMALL, large: int = LARGE, repeats: int = 3) -> tuple[float, float, float]:
    """Seconds per character on short texts, on a long one, and how many times more the long one costs."""
    short = per_character(short_texts(name, small), repeats=repeats + 1)
    long = per_character([text_of(name, large)], repeats=repeats)
    return short, long, long / short


def main() -> int:
    """Print the table; 0 when every text is within the limit, else 1."""
    arguments = argparse.ArgumentParser(description="Time per character of reading hard texts, long against short.")
    arguments.add_argument("--large", type=int, default=LARGE, metavar="BYTES")
    arguments.add_argument("names", nargs="*", metavar="NAME")
    chosen = arguments.parse_args()
    failed = []
    for name in chosen.names or NAMES:
        short, long, times = ratio(name, large=chosen.large, repeats=1)
        if times > LIMIT:
            short, long, times = min(ratio(name, large=chosen.large), (short, long, times), key=lambda row: row[2])
        print(f"{name:35} {short * 1e6:8.3f} µs {long * 1e6:8.3f} µs {times:6.2f}", flush=True)
        if times > LIMIT or long > SLOWEST:
            failed.append(name)
    print(
        f"{len(failed)} above {LIMIT} or slower than {SLOWEST * 1e6:.0f} µs" + "".join(f"\n  {name}" for name in failed)
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
