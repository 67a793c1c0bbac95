"""Surnames: each once, for the reader of notices (is this a name?) and for pinyin (how is it read?). Pure.

A surname stands in one table: with its reading where that is another than the characters' own, else in the list of its
length. Names are not looked up here to be believed or not; an official may bear any.
"""

# Readings of characters as surnames, where the usual reading differs; after 现代汉语词典, marked 姓.
SINGLE_READINGS = {
    "秘": "bi", "薄": "bo", "卜": "bu", "长": "chang", "种": "chong", "重": "chong", "都": "du", "盖": "ge",
    "炅": "gui", "黑": "he", "阚": "kan", "缪": "miao", "牟": "mu", "能": "nai", "佴": "nai", "粘": "nian",
    "乜": "nie", "难": "ning", "区": "ou", "朴": "piao", "繁": "po", "覃": "qin", "仇": "qiu", "单": "shan",
    "召": "shao", "折": "she", "沓": "ta", "隗": "wei", "洗": "xian", "解": "xie", "郇": "xun", "蔚": "yu",
    "乐": "yue", "员": "yun", "贠": "yun", "曾": "zeng", "查": "zha", "翟": "zhai", "祭": "zhai",
}  # fmt: skip

# 百家姓 and the commonest surnames beyond it, read as usual; among them such as read like words of the grammar: 任 承 为 免.
SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常于时傅皮卞齐康伍余元顾孟平黄和穆萧尹姚邵"
    "湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘干应宗丁宣贲邓郁杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄"
    "曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧山谷车侯宓蓬全郗班仰秋仲伊宫宁栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿"
    "通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利越夔隆师巩厍聂晁勾敖融冷訾辛那简饶空毋沙养鞠须丰巢关蒯相后荆红游竺权逯益桓公肖闫付阳代仝佟佘岳帅"
    "缑亢况墨哈谯笪年爱归海晋楚商伯赏言福初战蔄苟迟隋尧仉揭来栗宛苑茆荘禤粟冼麦植邸芦门辜信由原丛奉藏苇冶矫展才多琚盘衣鹿禚帖庆油要撒敬母宝戢遇薜汝呼降雒腾银鲜铁首晓兴春问承为免兼正主兰涂练漆占丘亓撖檀邝庹"
    "楼靖缐鄢眭忻竹仵綦谌蹇呙"
    # as printed in traditional characters
    "張陳劉楊趙黃吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧賈鍾陸鄒範譚閻萬顧賴龍錢湯齊嚴"
) | frozenset(SINGLE_READINGS)

# Surnames of two characters whose reading is not that of the characters.
DOUBLE_READINGS = {
    "单于": "chanyu", "公乘": "gongsheng", "胡母": "huwu", "万俟": "moqi", "澹台": "tantai", "尉迟": "yuchi",
    "乐正": "yuezheng", "长孙": "zhangsun", "仲长": "zhongchang", "子车": "ziju",
}  # fmt: skip

DOUBLE = frozenset(
    (
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 闻人 夏侯 诸葛 公羊 赫连 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 公西 颛孙 "
        "壤驷 公良 漆雕 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 贯丘 公皙 南荣 "
        "东里 东宫 子书 子桑 即墨 达奚 褚师 纳兰 完颜 那拉 富察 淳于 哥舒 母丘 尔朱 耶律 宿勤 呼衍 綦毋 毌丘 库狄 斛律 屋引 贺若 普屯 东野 相里 叱干"
    ).split()
) | frozenset(DOUBLE_READINGS)

# In a name of three characters these are likelier a single surname and half of the given name: 佟佳慧, 贺兰英, 张简宁.
DOUBLE_IN_FOUR = frozenset("吴铭 张简 范姜 章佳 佟佳 贺兰 闻喜 侯史 陆费 司城 司鸿 诸梁 费莫 欧侯".split())

LONGER = frozenset(
    "爱新觉罗 叶赫那拉 阿史那 步六孤 侯莫陈 万纽于 喜塔腊 瓜尔佳 索绰罗 伊尔根觉罗 库傉官 钮祜禄".split()
)
_BEGINNINGS = frozenset(surname[:2] for surname in LONGER)


def has_double(name: str) -> bool:
    """Whether the name begins with a surname of two characters or more; the whole name may be that surname."""
    begins = name[:2]
    return begins in DOUBLE or begins in _BEGINNINGS or (len(name) > 3 and begins in DOUBLE_IN_FOUR)


def surname_of(name: str) -> str:
    """The surname a name begins with: the longest known that leaves a given name, else the first character.

    欧阳春安 → 欧阳, but 欧阳 alone → 欧: two characters are a surname and a given name.
    """
    longest = (name[:end] for end in range(len(name) - 1, 2, -1) if name[:end] in LONGER)
    double = name[:2] in DOUBLE or (len(name) > 3 and name[:2] in DOUBLE_IN_FOUR)
    return next(longest, name[:2] if double and len(name) > 2 else name[:1])


def reading_of(surname: str) -> str | None:
    """How the surname is read, in plain letters; None where it is read as its characters are."""
    return DOUBLE_READINGS.get(surname) or SINGLE_READINGS.get(surname)
