"""Is this a person's name? The surname table, and what no name contains.

Names are not looked up, they are weighed: a notice may name anyone. Where the words around a name leave only one
reading, an unknown surname is accepted; where several readings are left, the surname table decides.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from orders.notices.vocabulary import NOUN, WORD_IN_NO_NAME

# 百家姓 and the commonest surnames beyond it, among them such as read like words of the grammar: 任 承 为 免 兼.
_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳"
    "沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付阳代覃仝佟佘佴岳帅缑亢况"
    "墨哈谯笪年爱归海晋楚商牟佘伯赏言福初战蔄区苟迟隋尧仉揭来栗宛苑茆荘禤粟冼麦植邸芦门米辜折朴信由原丛奉藏苇冶矫由展才多琚展盘"
    "衣鹿禚帖庆油要撒敬母宝戢遇薜汝呼降雒腾银鲜铁黑首晓兴春问承为免兼正主"
    "兰涂练漆占丘亓撖檀邝庹楼靖缐鄢眭忻竹仵郇綦谌蹇呙"
    "張陳劉楊趙黃吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧賈鍾陸鄒範譚閻萬顧賴龍錢湯齊嚴"
)
_DOUBLE = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 "
    "长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 "
    "羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 "
    "褚师 吴铭 纳兰 完颜 叶赫 那拉 富察 钮祜 爱新 单于 淳于 哥舒 陆费 范姜 张简 欧侯 母丘 贺兰 步六 尔朱 耶律 万纽 侯莫 宿勤 呼衍 綦毋 "
    "毌丘 阿史 库狄 斛律 屋引 贺若 普屯 若干 侯史 库傉 闻喜 东野 相里 胡母 司城 司鸿 诸梁 叱干 费莫 喜塔 章佳 佟佳 瓜尔 索绰 伊尔".split()
)

_HAN = "\u3400-\u9fff\U00020000-\U000323af〇"
_ONE_WORD = re.compile(f"[{_HAN}]{{2,8}}")
_DOTTED = re.compile(f"[{_HAN}]{{1,9}}(?:·[{_HAN}]{{1,9}}){{1,4}}")
# Uighur, Kazakh, Mongolian and Tibetan names printed without a dot are made of such characters.
_TRANSCRIBED = re.compile(
    "[阿艾爱奥巴白拜比别布才仓曹达旦丹道德邓迪地都顿多额尔尕噶嘎盖甘岗高格根贡古哈汗合和呼霍吉加嘉坚江杰金卡开康科克肯库拉来莱兰朗乐勒力里丽利"
    "林龙卢鲁罗洛玛马买麦满芒曼米密敏明姆木穆那纳娜乃尼宁努诺欧帕朋平普其齐恰前强乔切钦青琼曲群热仁荣若撒萨赛桑色森沙莎山尚舍生石斯苏索塔台泰坦"
    "唐特提天铁图吐托瓦旺卫温文沃乌吾希西喜夏先谢辛许旭雅亚央尧耶也叶依伊义音尤于玉孜再赞增扎泽札张哲珠卓孜宗佐甫让措太云图日格高娃琴毕勒苏合布赫朝鲁塔娜其木不提别措次边堆珍赤列向]{3,8}"
)
NAME_LIMIT = 30  # no name is longer, dots included

# Words that are about people and hardly ever a part of a name. 任职务 can be a name all the same where the words around
# it leave no doubt, but a sentence with such a word before 任 is not about one named person.
_HARDLY_IN_A_NAME = re.compile(
    "同志|人员|干部|领导|负责|单位|部门|机构|机关|委员|政府|公司|职务|职级|不再|决定|会议|研究|正式|挂职|拟|"
    f"{WORD_IN_NO_NAME}|{NOUN}|"
    "主任|书记|局长|区长|县长|市长|省长|镇长|乡长|处长|科长|部长|厅长|院长|校长|所长|站长|主席|组长|队长|行长|庭长|台长|馆长|社长|秘书|"
    "经理|董事|监事|巡视员|调研员|科员|代表|以上|以下|上述|下列|有关|相关|按照|根据|关于|其他|其它|试用|辞去|"
    "推荐|提名|委派|建议|撤回|选派|选举|授权|罢免|取消|指定|安排|抽调|借调|委托|指派|补选|当选|增补|调整|推选|推举|接替|代理|暂代|兼代|"
    "主持|履行|行使|保留|[现曾历连卸转调改接继升出离新前兼担留仍另拟暂代聘选续委派特专首就到在原]任|"
    "[的等们]|^其(?!其格|木格|美)|^[该各此每被把对让请予以未暂勿已再仍可须需如撤另若]|[副被]$"
)
_NEVER_IN_A_NAME = re.compile(
    "主任|书记|局长|区长|县长|市长|省长|镇长|乡长|处长|科长|部长|厅长|院长|校长|所长|主席|人员|干部|同志|单位|部门|会议|下列|以下|上述|分别|^[本该各此]"
    "|(?:[们等]|先生|女士|小姐|博士|硕士|院士|教授|老师|师傅)$"
    # What stands in the place of a name: 免去其兼任的…, 免去所有的…, 任命一人为…, 任命县委为….
    "|^(?:其本人|其|本人)?(?:所?[原现前历担兼挂][任有]|所[任有])$|^其(?:他|它|余|本人)$|^(?:全部|全体|一切|个别)"
    "|[令让请使劝由把将对求许准意]其$|^(?:部分|职务|职级|免职|申请|请求|同时|一并|相应|自动|自行)$"
    "|..(?:[两二三四五六七八九十0-9几数多]+[名位个]|等[两二三四五六七八九十0-9几数多]*[人名位])$"
    "|^[一两二三四五六七八九十0-9几数多某有专新他别]+[人名位]$|^[党省市区县旗镇乡团工纪监]委$|^[正副][省部厅局司县处乡科股]$"
)
# Before a verb these deny it, or say when or how or that it is only wanted: 张三不免去…, 张三请求辞去…, 张三已晋升为….
_DENIED = re.compile(
    "..+(?:[不未没勿拟已曾现仍暂被另]|不再|不能|不得|不宜|不应|无法|没有|请求|申请|要求|提出|提请|主动|自动|自愿|自行|引咎|因故|因病|本人|"
    "同意|愿意|破格|提前|长期|临时|正在|已经|予以|依法|按期|一并|相应|同时|继续|正式)$"
)
# … and before 任 and 担任 these as well; 李为曾 is then no name, while 李曾 is.
_ADVERB = re.compile("..+(?:[继新改原前将应可就先再复又兼时辞上专提]|代理|暂代|兼代|接替|主持)$")
# 升任 转任 卸任 are words, 升担任 is none.
_HALF_WORD = re.compile("..+[卸转接升调历连出留代离担]$")


class Likeness(IntEnum):
    """How much a word looks like a name; higher is likelier."""

    NONE = 0
    ODD = 1  # two or three characters with such a word among them: only between a verb word and a link
    UNUSUAL = 2  # no surname of the table, but nothing against it
    POSSIBLE = 3  # four characters after one surname, or a double surname without more
    USUAL = 4  # a surname and one or two characters; a double surname and more; a name with a middle dot


@lru_cache(maxsize=1 << 13)
def likeness(word: str) -> Likeness:
    """How much the folded word looks like the name of a person."""
    if not 2 <= len(word) <= NAME_LIMIT:
        return Likeness.NONE
    if "·" in word:
        if not _DOTTED.fullmatch(word) or _NEVER_IN_A_NAME.search(word):
            return Likeness.NONE
        return Likeness.ODD if _HARDLY_IN_A_NAME.search(word) else Likeness.USUAL
    if not _ONE_WORD.fullmatch(word) or _NEVER_IN_A_NAME.search(word):
        return Likeness.NONE
    if _HARDLY_IN_A_NAME.search(word):
        return Likeness.ODD if len(word) <= (4 if word[:2] in _DOUBLE else 3) else Likeness.NONE
    if word[:2] in _DOUBLE and len(word) <= 4:
        return Likeness.USUAL if len(word) > 2 else Likeness.POSSIBLE
    if word[0] in _SINGLE and len(word) <= 4:
        return Likeness.USUAL if len(word) < 4 else Likeness.POSSIBLE
    if _TRANSCRIBED.fullmatch(word) or (len(word) <= 4 and word[0] not in _SINGLE):
        return Likeness.UNUSUAL
    return Likeness.NONE


def is_likely_name(word: str) -> bool:
    """Whether a surname, a dot or a transcription shows that this is a name, with nothing around it to help."""
    return likeness(word) >= Likeness.POSSIBLE or _TRANSCRIBED.fullmatch(word) is not None


def begins_with_a_name(word: str) -> bool:
    """Whether a phrase can begin with the word as a name, and not with a verb that governs one: 恢复安然的…职务, 派安然任…."""
    if likeness(word) is Likeness.USUAL or _TRANSCRIBED.fullmatch(word):
        return True
    shortest = 1 if likeness(word) < Likeness.POSSIBLE else 2  # 范徐丽泰 has two surnames
    return all(likeness(word[start:]) is not Likeness.USUAL for start in range(shortest, len(word) - 1))


def is_name_before_a_verb(word: str) -> bool:
    """Whether the word can be the name before the verb of a sentence, and not a name with a word around it.

    In 张三不免去…, 张三无法履行… and 将张三免去… the name is 张三, but nothing is done to 张三. A name of four signs has
    a double surname, or a second one (范徐丽泰), or is a transcription.
    """
    if _DENIED.match(word):
        return False
    if word[:2] in _DOUBLE or _TRANSCRIBED.fullmatch(word):
        return True
    if word[0] in "由原现向将把对给使令让请" and likeness(word[1:]) is Likeness.USUAL:
        return False  # 由王任任组长, 原李四任…
    return len(word) != 4 or likeness(word[:2]) is not Likeness.USUAL or word[1] in _SINGLE


def is_name_before_a_weak_link(word: str, link: str = "任") -> bool:
    """Whether the word can be the name before a bare 任, where the words of a sentence may run into the name.

    In 选派孙一任… and 孙一现任… the name is 孙一, but the verb is not 任: neither may be read as 选派孙一 or 孙一现.
    """
    if not is_name_before_a_verb(word) or _ADVERB.match(word) or likeness(word) is Likeness.NONE:
        return False
    if link == "任" and _HALF_WORD.match(word):
        return False
    return begins_with_a_name(word)
