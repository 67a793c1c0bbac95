"""Every layout a notice comes in, written with a word that appoints and a word that removes; pure text and values.

The same texts are read by this project and by a copy of its reader whose vocabulary has a word more: see
test_vocabulary.py.
"""

GIVEN = [("张伟", "某县财政局副局长"), ("王五", "某县民政局副局长")]
TAKEN = [("李四", "某县水务局局长")]
FRAME = "某县人民政府\n关于张伟等三名同志任免职的通知\n某政任〔2021〕5号\n各乡镇人民政府：\n{}\n某县人民政府\n2021年5月3日\n"


def written(appoint: str, remove: str) -> dict[str, str]:
    """The text of each layout."""
    clauses = [f"{appoint}{name}为{post}" for name, post in GIVEN] + [
        f"{remove}{name}的{post}职务" for name, post in TAKEN
    ]
    decided = "经2021年5月1日某县人民政府第12次常务会议研究决定"
    given = "；\n".join(f"{name}为{post}" for name, post in GIVEN)
    taken = "；\n".join(f"{name}的{post}职务" for name, post in TAKEN)
    return {
        "a titled notice": FRAME.format(f"{decided}：\n" + "；\n".join(clauses) + "。"),
        "a clause a line without full stops": FRAME.format(f"{decided}：\n" + "\n".join(clauses)),
        "decision and clause in one sentence": FRAME.format(f"{decided}，" + "；\n".join(clauses) + "。"),
        "headings of lists": FRAME.format(f"{decided}：\n一、{appoint}\n{given}。\n二、{remove}\n{taken}。"),
        "headings with a colon": FRAME.format(f"{decided}：\n{appoint}：\n{given}。\n{remove}下列同志职务：\n{taken}。"),
        "a list led by the decision": FRAME.format(f"{decided}，{appoint}：\n{given}；\n{remove}{taken}。"),
        "pasted without a title": "。\n".join(clauses) + "。\n",
        "pasted without full stops": "\n".join(clauses) + "\n",
        "behind other words of a page": "各位读者好，欢迎光临\n" + "。\n".join(clauses) + "。\n分享到：微信\n",
        "behind other words, without full stops": "各位读者好，欢迎光临\n" + "\n".join(clauses) + "。\n",
        "a title that begins with the word": (
            f"某县人民政府\n关于{appoint}张伟等同志的通知\n某政任〔2021〕5号\n各乡镇人民政府：\n" + "；\n".join(clauses) + "。\n"
        ),
        "a title that ends with the word": (
            f"某县人民政府\n关于张伟等三名同志{appoint}的通知\n某政任〔2021〕5号\n各乡镇人民政府：\n"
            + f"{decided}，现将张伟等三名同志{appoint}事项通知如下：\n" + "；\n".join(clauses) + "。\n某县人民政府\n2021年5月3日\n"
        ),
    }  # fmt: skip


def said(appoint_verb: str, remove_verb: str) -> list[list[str]]:
    """What each of the layouts says."""
    return [[appoint_verb, *of] for of in GIVEN] + [[remove_verb, *of] for of in TAKEN]
