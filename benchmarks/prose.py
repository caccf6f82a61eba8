"""Text that nobody wrote: sentences of word lists, in English and Chinese.

No two are equal, so that no engine gains from having seen one before, and nothing is said in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_NOUNS = """account agency agreement airport alliance archive assembly audit balance bank border bridge
budget cabinet campaign canal capital census chapter charter climate coalition coast commission company
compromise contract corridor council court crisis currency debate debt decade deficit delegation desert
dialogue district drought economy election embassy empire engine estimate exchange export factory farmer
ferry forecast forest frontier government grain harbour harvest hearing history household income industry
inflation inquiry institution island journal judge junction kingdom labour lake law ledger lender library
loan market mayor measure media memory merchant method migrant mine minister model mountain museum
neighbour newspaper observer office opposition orchard parliament partner passage pension petition pipeline
policy port power precedent price project province quarter question railway reform refuge region report
reservoir resource river road rule school season senate settlement signal statute strategy street subsidy
supply survey tariff tax teacher theory timber trade treaty tribunal union university valley village voter
wage war warehouse water weather wharf witness worker""".split()
_ADJECTIVES = """abrupt absent ancient annual austere bitter brief broad calm careful central cheap civil
coastal common costly crowded decisive deep distant domestic early eastern empty fair familiar federal final
firm foreign formal fragile frequent general global grave hidden high idle joint large late legal local long
mild minor modest mutual narrow national neutral northern novel official open ordinary partial patient plain
private proper public quiet rapid rare regional remote rich rigid rural scarce secret senior sharp silent
slow small solid southern stable steady stern sudden tacit temporary thin urban useful vague vast western
wide winter written young""".split()
_VERBS = """abandoned accepted altered announced answered approved avoided balanced borrowed built bypassed
carried changed claimed closed collected copied crossed defended defined delayed described divided doubled
drafted earned ended entered examined exceeded expected explained favoured filed financed followed forced
formed funded gathered governed guarded halted honoured ignored imported improved joined judged kept knew
launched limited linked lost managed measured missed moved named noted obeyed opened opposed ordered outlived
owned paid passed planned preferred printed protected proved questioned quoted raised reached read recalled
recorded reduced refused repaired replaced resisted restored reversed ruled seized served settled shaped
shared signed slowed spared split studied supplied surveyed taxed tested tracked traded translated trusted
turned valued visited watched weakened welcomed widened won""".split()
_LINKS = """above across after against along among around before behind below beside between beyond despite
during inside near outside over past since through toward under until upon within without""".split()
_JOINS = [
    "and",
    "but",
    "while",
    "because",
    "although",
    "so that",
    "as",
    "where",
    "whereas",
    "until",
]
_STARTS = [
    "The",
    "Some",
    "This",
    "That",
    "One",
    "Each",
    "No",
    "Every",
    "Their",
    "Another",
    "Its",
    "Our",
]
_ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t th tr v w z".split()
_VOWELS = "a ae e ei i ia o oa ou u".split()
_ENDS = "l m n nd r rd rn s st t th v ck sk mb ld".split()

_ZH_NOUNS = """政府 市场 城市 制度 社会 经济 历史 语言 报告 选举 法律 法院 贸易 关税 港口 铁路 河流 山区 农民 工人 学校
教师 学生 记者 编辑 读者 档案 文件 数据 预算 债务 货币 银行 企业 工厂 仓库 能源 电力 粮食 天气 冬季 夏天 边界 邻国 盟友
谈判 协议 条约 议会 委员会 证人 证据 调查 研究 理论 方法 问题 答案 变化 危机 风险 机会 成本 价格 工资 家庭 村庄 街道 桥梁
岛屿 海岸 森林 水库 技术 机器 网络 平台 新闻 媒体 舆论 传统 记忆 身份 移民 难民 军队 武器 战争 和平 秩序 权力 责任 自由
规则 标准 程序 机构 大学 图书馆 博物馆 展览 季节 世纪 年代 早晨 夜晚 道路 方向 目标 计划 项目 资源 土地 人口 医院 疾病""".split()
_ZH_ADJECTIVES = """古老 漫长 短暂 公开 秘密 重要 普通 复杂 简单 安静 激烈 缓慢 迅速 稳定 脆弱 遥远 邻近 巨大 细小 严肃
温和 寒冷 陌生 熟悉 昂贵 便宜 正式 临时 地方 国际 北方 南方 东部 西部 年轻 沉默 清楚 模糊 完整 零散 独立 共同 传统 现代""".split()
_ZH_VERBS = """改变 决定 接受 拒绝 讨论 记录 描述 解释 忽略 重建 推迟 延长 缩短 控制 支持 反对 保护 限制 影响 塑造 继承
超过 减少 增加 分配 交换 观察 比较 翻译 出版 修改 批准 签署 违反 调查 证明 怀疑 相信 等待 离开 穿过 绕过 连接 分开 关闭 打开""".split()
_ZH_JOINS = ["但是", "因此", "同时", "而且", "不过", "于是", "然而", "另外", "此后", "相比之下"]
_ZH_ADVERBS = [
    "已经",
    "仍然",
    "逐渐",
    "往往",
    "始终",
    "重新",
    "很少",
    "几乎",
    "终于",
    "一再",
    "暂时",
    "并未",
]
_SURNAMES = "陈 林 黄 张 李 王 吴 刘 蔡 杨 许 郑 谢 郭 洪 曾 邱 廖 赖 周 叶 苏 庄 江 何 罗 高 萧 潘 简".split()
_GIVEN = "安 柏 采 澄 德 恩 芳 光 海 和 恒 嘉 景 静 君 可 岚 乐 敏 明 宁 平 青 然 若 思 棠 文 晓 新 雅 言 以 英 远 云 芷 子".split()
_FIRST_NAMES = """Ada Aron Basil Bettina Caspar Clara Conrad Dora Edda Elias Esther Felix Flora Gerda Hanno
Helga Ida Ivo Jarl Johanna Kaspar Klara Lena Leopold Lina Magnus Marit Nadia Nils Olga Oskar Paula Pelle
Petra Quentin Ragna Rasmus Selma Sigrid Tilda Tobias Ulla Viggo Wanda Xenia Yara Zeno""".split()


def _pick(rng: Random, words: Sequence[str]) -> str:
    return words[int(rng.random() * len(words))]


def surname(rng: Random) -> str:
    """Return an invented name of two or three syllables, in Latin letters."""
    middle = _pick(rng, _ONSETS) + _pick(rng, _VOWELS) if rng.random() < 0.4 else ""
    word = _pick(rng, _ONSETS) + _pick(rng, _VOWELS) + middle
    return (word + _pick(rng, _ONSETS) + _pick(rng, _VOWELS) + _pick(rng, _ENDS)).capitalize()


def person(rng: Random, lang: str) -> str:
    """Return an invented person's name."""
    if lang == "zh":
        return _pick(rng, _SURNAMES) + _pick(rng, _GIVEN) + _pick(rng, _GIVEN)
    return f"{_pick(rng, _FIRST_NAMES)} {surname(rng)}"


def phrase(rng: Random, lang: str) -> str:
    """Return a few words without a verb: for titles, headings, links."""
    if lang == "zh":
        return f"{_pick(rng, _ZH_ADJECTIVES)}的{_pick(rng, _ZH_NOUNS)}与{_pick(rng, _ZH_NOUNS)}"
    return (
        f"{_pick(rng, _ADJECTIVES)} {_pick(rng, _NOUNS)} {_pick(rng, _LINKS)} "
        f"the {_pick(rng, _NOUNS)}"
    )


def title(rng: Random, lang: str) -> str:
    """Return a title."""
    if lang == "zh":
        return f"{phrase(rng, lang)}：{_pick(rng, _ZH_NOUNS)}{_pick(rng, _ZH_VERBS)}之后"
    words = f"{phrase(rng, lang)} of {surname(rng)}"
    return " ".join(w if w in {"of", "the"} else w.capitalize() for w in words.split())


def _clause(rng: Random) -> str:
    return (
        f"{_pick(rng, _ADJECTIVES)} {_pick(rng, _NOUNS)} {_pick(rng, _VERBS)} the "
        f"{_pick(rng, _ADJECTIVES)} {_pick(rng, _NOUNS)} {_pick(rng, _LINKS)} the {_pick(rng, _NOUNS)}"
    )


def _zh_clause(rng: Random) -> str:
    return (
        f"{_pick(rng, _ZH_NOUNS)}{_pick(rng, _ZH_ADVERBS)}{_pick(rng, _ZH_VERBS)}"
        f"{_pick(rng, _ZH_ADJECTIVES)}的{_pick(rng, _ZH_NOUNS)}"
    )


def sentence(rng: Random, lang: str) -> str:
    """Return a sentence in plain text, with its full stop."""
    if lang == "zh":
        more = f"，{_pick(rng, _ZH_JOINS)}{_zh_clause(rng)}" if rng.random() < 0.7 else ""
        return f"{_zh_clause(rng)}{more}，{1800 + int(rng.random() * 225)}年以来{_zh_clause(rng)}。"
    more = f", {_pick(rng, _JOINS)} the {_clause(rng)}" if rng.random() < 0.6 else ""
    where = f" in {surname(rng)}" if rng.random() < 0.3 else ""
    return f"{_pick(rng, _STARTS)} {_clause(rng)}{where}{more}."


def marked(rng: Random, lang: str) -> str:
    """Return a sentence with what authors put into one: a link, emphasis, quotation marks."""
    words, kind = phrase(rng, lang), rng.random()
    if kind < 0.4:
        number = int(rng.random() * 1e8)
        words = f"[{words}](https://sources.example.org/{number:08})"
    elif kind < 0.6:
        words = f"__{words}__"
    elif kind < 0.75:
        words = f"_{words}_"
    elif kind < 0.85:
        words = f'"{words}"'
    else:
        words = f"“{words}”"
    if lang == "zh":
        return f"{_zh_clause(rng)}，{words}，{_zh_clause(rng)}。"
    return (
        f"{_pick(rng, _STARTS)} {_clause(rng)} – {words} – {_pick(rng, _JOINS)} the {_clause(rng)}."
    )


def paragraph(rng: Random, lang: str, most: int) -> str:
    """Return a paragraph of at least one sentence, ending with the one that reaches *most* characters."""
    count = 3 + int(rng.random() * 5)
    sentences: list[str] = []
    length = 0
    while len(sentences) < count and length < most:
        make = marked if rng.random() < 0.12 else sentence
        sentences.append(make(rng, lang))
        length += len(sentences[-1]) + 1
    return ("" if lang == "zh" else " ").join(sentences)


def biography(rng: Random, lang: str, name: str) -> str:
    """Return a closing paragraph that says who *name* is."""
    if lang == "zh":
        return f"__{name}__，{_pick(rng, _ZH_ADJECTIVES)}的{_pick(rng, _ZH_NOUNS)}研究者。{sentence(rng, lang)}"
    office = f"{_pick(rng, _ADJECTIVES)} {_pick(rng, _NOUNS)} programme"
    return (
        f"__{name}__ is a research fellow of the {office} in {surname(rng)}. {sentence(rng, lang)}"
    )
