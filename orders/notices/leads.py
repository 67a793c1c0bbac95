"""How a post begins: the evidence that finds the boundary where no word stands between a name and a post.

免去王任重庆市某局局长职务 can be cut after 王任 and after 王任重; only that 重庆 is a place decides it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from orders.notices.posts import POST_LIMIT, is_title

_PLACES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 "
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门 "
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 "
    "鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 "
    "白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 "
    "扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 "
    "宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 "
    "威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 "
    "鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 "
    "汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 "
    "海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 "
    "铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 "
    "咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 海南州 果洛 玉树 海西 银川 "
    "石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 "
    "东城区 西城区 海淀区 丰台区 石景山 门头沟 房山区 通州区 顺义区 昌平区 大兴区 怀柔区 平谷区 密云区 延庆区 浦东 黄浦 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 "
    # Places that read like words of the grammar.
    "任丘 任县 任城 任泽 兴业县 承德县 正定 正阳 正宁 兼并"
).split()
# What the names of bodies begin with where no place does.
_STEMS = (
    "中共 中国 中华 中央 中关村 全国 国家 国务院 最高人民 人民 人大 政协 政法 纪委 监委 监察 党委 党组 党工委 机关 办公 省 市 县 区 州 旗 镇 乡 街道 社区 某 民政 财政 教育 公安 "
    "司法 人力资源 自然资源 规划 生态环境 环境 住房 城乡 城市 城管 交通 水务 水利 农业 农村 林业 园林 商务 文化 旅游 文物 卫生 疾病 退役军人 应急 审计 市场监督 国有资产 国资 体育 统计 "
    "信访 医疗 医保 税务 档案 地方志 科学 科技 工业 经济 信息 发展 改革 民族 宗教 外事 侨务 金融 投资 粮食 气象 地震 消防 海关 邮政 烟草 供销 妇女 妇联 青年 共青团 工会 总工会 残联 "
    "红十字 机构编制 组织部 宣传部 统战部 政务 网信 互联网 大数据 行政 扶贫 乡村 机场 铁路 电力 开发区 高新 园区 管委会 法院 检察院 东城 西城 为民 行为 免疫 免税 任职 就业 社会 劳动 "
    "保密 密码 老干部 招商 矿产 矿山 矿业 综合 秘书 人事 财务 业务 执法 稽查 督查 督导 督办 法制 法规 法律 政策 政治 政工 宣教 宣传 组织科 组织处 干部 后勤 保卫 计划 项目 工程 技术 "
    "质检 检验 检测 监测 检疫 防疫 疾控 征管 征收 纳税 税源 税政 收入 风险 货物 所得税 车购税 大企业 考核 绩效 目标 信用 合同 商标 广告 特种 计量 标准 认证 价格 物价 能源 节能 煤炭 "
    "石油 化工 建材 建设 建管 建筑 房产 房屋 住建 物业 市政 绿化 环卫 排水 供水 供电 供热 燃气 市容 渣土 停车 交警 交管 治安 刑侦 刑事 民事 立案 审判 执行 审查 侦查 公诉 控告 申诉 "
    "经侦 禁毒 巡逻 巡警 特警 网安 出入境 户政 户籍 看守 拘留 戒毒 预审 监管 监所 指挥 情报 科信 警务 警令 警保 装备 优抚 安置 救助 救灾 救援 低保 社救 双拥 殡葬 婚姻 儿童 养老 慈善 "
    "基层 区划 地名 社团 民间 移民 水库 河道 河长 灌区 灌溉 防汛 抗旱 水土 水资源 水政 渔政 渔业 水产 畜牧 兽医 动物 植保 植物 种子 种业 土肥 农机 农技 农经 农产品 粮油 森林 林政 "
    "林权 造林 草原 湿地 野生 国土 土地 耕地 不动产 测绘 地籍 地质 登记 勘测 学生 学籍 教务 教学 教研 招生 德育 体卫艺 基教 职教 成教 电教 团委 少先队 研究生 科研 学科 国际 港澳 对台 "
    "台湾 医政 医务 药政 药剂 药品 药械 护理 门诊 急诊 住院 内科 外科 妇产 儿科 检验科 放射 院感 病案 信息科 信息处 信息中心 网络 数据 电子 电信 通信 邮电 广播 电视 新闻 出版 版权 "
    "报刊 报社 文艺 文旅 文广 非遗 演出 场馆 群众 竞技 训练 赛事 审批 许可 服务 便民 受理 窗口 投诉 举报 热线 信息化 机要 文书 督察 调研 编辑 研究室 政研 史志 党史 方志 年鉴 接待 "
    "车辆 车队 国库 预算 采购 会计 经建 行财 农财 社保 养老保险 工伤 失业 仲裁 人才 职称 职业 技能 培训 工资 福利 退休 考试 调配 军转 军官 专家 专业 事业 机构 老龄 青少 少年 权益 "
    "维权 城建 城镇 村镇 规建 重点 外资 外贸 外经 内贸 流通 市场 消费 电商 商贸 商业 企业 产业 投融资 资本 资产 产权 股权 担保 保险 证券 银行 信贷 储蓄 营业 客户 零售 公司业务 同业 "
    "运营 运行 运输 运管 运政 路政 公路 道路 养护 港口 港航 海事 航道 航运 航空 民航 客运 货运 物流 仓储 物资 设备 生产 安监 安全 质量 调度 销售 市场部 开发 研发 设计 造价 监事 纪检 "
    "监督 案件 党风 巡察 巡视 审理 党建 党群 工青妇 统战 民宗 侨联 文联 科协 社科 作协 重大 常务 主城 集团 有限 附属 实验 幼儿园 中学 小学 大学 驻 派出所 档案馆 图书馆 博物馆 体育馆 "
    "环境卫生 食品 知识产权"
).split()
_LEAD = re.compile("|".join([*sorted({*_PLACES, *_STEMS}, key=len, reverse=True), "第[一二三四五六七八九十]"]))
# Not three signs: 李小明东海县 would then be cut before 明. Not 市场 and 区域, which end no place.
_REGION = re.compile("(?:(?!的)[\u4e00-\u9fff]){2}(?:县|市(?!场|政)|区(?!域)|旗|自治[县旗州])(?!长)")
_PLACE = re.compile("|".join(sorted(_PLACES, key=len, reverse=True)))


class Lead(IntEnum):
    """How surely words begin a post; higher is surer."""

    NONE = 0
    STEM = 1
    REGION = 2  # two signs and 县 or the like: a place by its form, though not in the table
    PLACE = 3
    TITLE = 4  # nothing but a title
    KNOWN = 5  # a body that was given, or the place of the issuer


@dataclass(frozen=True, slots=True)
class Context:
    """What is known to each sentence of a notice: bodies on record, and the places of the issuer's name."""

    bodies: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()  # persons that the title names
    titled: bool = False  # whether the words stand under the title of a notice


NO_CONTEXT = Context()


def lead_of(words: str, context: Context = NO_CONTEXT) -> Lead:
    """How surely the folded words begin a post."""
    bodies = context.bodies
    if bodies and any(words[:end] in bodies for end in range(2, min(len(words), POST_LIMIT) + 1)):
        return Lead.KNOWN
    if context.regions and words.startswith(context.regions):
        return Lead.KNOWN
    if not words or not "\u3400" <= words[0] <= "\u9fff":
        return Lead.KNOWN if words else Lead.NONE  # no name goes on with a letter or a bracket
    if is_title(words.partition("、")[0].partition("（")[0]):
        return Lead.TITLE
    if _PLACE.match(words):
        return Lead.PLACE
    if _REGION.match(words):
        return Lead.REGION
    return Lead.STEM if _LEAD.match(words) else Lead.NONE


def regions_of(issuer: str | None) -> tuple[str, ...]:
    """The places an issuer's name begins with, whole and each alone: 北京市东城区, 北京市, 东城区."""
    if not issuer:
        return ()
    words = issuer.removeprefix("中共").removeprefix("国家税务总局")
    found = re.match("(?:[\u4e00-\u9fff]{2,9}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,9}?(?:市|自治州|州|盟|地区))?"
                     "(?:[\u4e00-\u9fff]{1,7}?(?:区|县|旗|市))?", words)  # fmt: skip
    whole = found.group() if found else ""
    if len(whole) < 2:
        return (issuer,)
    parts = re.findall("[\u4e00-\u9fff]{2,}?(?:自治区|自治州|省|市|州|盟|地区|区|县|旗)", whole)
    return tuple({issuer, whole, *(part for part in parts if len(part) >= 2)})
