"""The words of titles: what posts end with, what may stand before that, and which of them everybody knows. Pure.

Each word stands here once. The reader of notices finds the end of a post by them, people/titles.py and the checks the
rank. The lists below HEADS pick some of its words for a purpose; a test holds them to it.
"""

# Words that a title ends with.
HEADS = (
    "局长 厅长 部长 司长 署长 处长 科长 股长 院长 校长 园长 所长 站长 馆长 台长 社长 厂长 场长 矿长 船长 行长 庭长 室长 关长 "
    "省长 市长 区长 县长 旗长 盟长 州长 镇长 乡长 村长 组长 队长 团长 营长 师长 旅长 军长 班长 段长 会长 理事长 监事长 董事长 秘书长 检察长 督察长 "
    "审计长 参谋长 护士长 总长 委员长 教务长 总务长 首长 总理 主任 书记 主席 委员 常委 成员 组员 政委 政治委员 教导员 指导员 协理员 司令员 司令 "
    "联络员 特派员 巡视员 调研员 督导员 督查员 检查员 监察员 稽查员 审判员 检察员 执行员 陪审员 监督员 书记员 科员 办事员 专员 助理员 公证员 "
    "人民陪审员 人民监督员 仲裁员 研究员 管理员 组织员 宣传员 教练员 参事 馆员 顾问 助理 秘书 干事 督学 督察 巡察 代表 大使 公使 参赞 总领事 领事 武官 代办 经理 总裁 "
    "总监 财务总监 技术总监 安全总监 运营总监 监事 董事 理事 会计师 经济师 工程师 审计师 规划师 统计师 农艺师 畜牧师 兽医师 设计师 建筑师 "
    "医师 药师 技师 教师 教授 讲师 编审 编辑 主编 总编 记者 法官 检察官 警官 警长 指挥 指挥长 总指挥 指挥官 总干事 干部 负责人 法定代表人 "
    "政治教导员 督查专员 信访督查专员 大队长 中队长 支队长 总队长 分队长 监狱长 部务委员 "
    "教导主任 教务主任 政教主任 总务主任 德育主任 年级主任 纪检组长 省长助理 市长助理 区长助理 县长助理 镇长助理 乡长助理 局长助理 院长助理 校长助理 "
    "行长助理 主任助理 总经理助理 "
    "新闻发言人 召集人 院士 领队 联系人 组织委员 宣传委员 纪检委员 统战委员 政法委员 武装部长 人武部长 处级检察员 "
    "主办 督办 主管 执法员 关务员 警员"
).split()

# Words that may stand before these and belong to the title.
BEFORE = (
    "副 常务 第一 第二 第三 专职 兼职 专任 执行 首席 名誉 荣誉 高级 资深 总 代理 独立 外部 职工 一级 二级 三级 四级 主任 助理 专门 特约 候补 "
    "驻会 见习 轮值 值班 机关党委 机关纪委 党委 党组 党总支 党支部 总支 团委 纪委 审判委员会 检察委员会 审委会 检委会 校务委员会 法官 检察官 "
    "法律 联合 联席 临时"
).split()

# Levels of administration: 副处职, 正科级.
LEVELS = "省部 厅局 地厅 县处 乡科 省 部 厅 局 司 地 市 县 处 区 团 旅 师 军 乡 镇 科 股".split()

# Titles so common that words with one of them are no name, whatever else they are.
COMMON = "主任 书记 局长 区长 县长 市长 省长 镇长 乡长 处长 科长 部长 厅长 院长 校长 所长 主席".split()
# Titles that hardly any name holds.
KNOWN = [*COMMON, *"站长 组长 队长 行长 庭长 台长 馆长 社长 秘书 经理 董事 监事 巡视员 调研员 科员 代表".split()]
# Titles that no name of a body holds, unless a word of its own is made of them (局长办公室, 主席团).
IN_NO_BODY = [*COMMON, *"庭长 行长 经理 董事长 秘书长 检察长 调研员 巡视员 审判员 科员".split()]

# Those that head a body, beside 局长, 院长 and whatever else ends in 长 …
CHIEFS = "主任 书记 主席 经理 总经理 总编辑".split()
# … and those that neither head nor assist the head.
NO_CHIEFS = "秘书长 助理 委员 调研员 科员 巡视员".split()
# What a rank may end with (四级调研员, 一级警长, 三级高级法官): nothing else is given by a grade.
RANKS = "主办 督办 主管 关务员 警员 巡视员 调研员 科员 警长 法官 检察官 书记员 执法员 工程师 办事员".split()


def alternatives(words: list[str]) -> str:
    """Alternatives of a pattern, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
