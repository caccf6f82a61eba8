"""A text -> its language, as far as its script tells; and a language -> the script in which it is written, and whose font it needs."""

from __future__ import annotations

import re

from babel.core import get_global

from standfirst.text import cjk

_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u0590-\u06ff]+")
# Pairs of the most frequent characters that only one of the two orthographies uses
# (facts of Unicode's Unihan_Variants.txt, kSimplifiedVariant and kTraditionalVariant).
_SIMPLIFIED = frozenset(
    "们这说国对时会过为学发经动种进还关问长产开东车现实业后当样应点机从头间无话见样电门与与书员听买卖东语认让许记议论证评识试该详诗误读课谁调谈请责贝财败货质购贸费资赛赢赵转轮软载辆边达迁运这远违连适选递邮邻郑释针钟钢钱铁银锁错键镇闪闭闲闻阅队阳阴阶际陆陈险随难雾静页顶项顺须顾顿预领频题颜风飞饭饮馆马驾验鱼鲁鸟鸡麦黄齐龙龟战术权极构杀条来杨极标树档检楼欢岁历归汇汉沟泪泽浅测济浏浓涛涨温湾满灭灯灵炉点炼烂热爱犹独狱环产画畅疗监盖盘码确础离积称稳穷竞笔筑签简类粮红约级纪纯纲纳纵纷纸线练组细织终绍经结给络绝统继绩续维综绿缘编缺网罗罚职联聪肃胜脑脚脸艺节芦苏荣药莱营萧蓝虑虽蚁补衣袭观规视览觉触订计讨训讯讲设访诉诊词译诚话询诸谋谢谨豪贡贤账贩贪贫贵贴贷贸贺赋赏赖赞趋跃踪车轨轻较辅辉输辞辩迈"
)
_TRADITIONAL = frozenset(
    "們這說國對時會過為學發經動種進還關問長產開東車現實業後當樣應點機從頭間無話見電門與書員聽買賣語認讓許記議論證評識試該詳詩誤讀課誰調談請責貝財敗貨質購貿費資賽贏趙轉輪軟載輛邊達遷運遠違連適選遞郵鄰鄭釋針鐘鋼錢鐵銀鎖錯鍵鎮閃閉閒聞閱隊陽陰階際陸陳險隨難霧靜頁頂項順須顧頓預領頻題顏風飛飯飲館馬駕驗魚魯鳥雞麥黃齊龍龜戰術權極構殺條來楊標樹檔檢樓歡歲歷歸匯漢溝淚澤淺測濟瀏濃濤漲溫灣滿滅燈靈爐煉爛熱愛猶獨獄環畫暢療監蓋盤碼確礎離積稱穩窮競筆築簽簡類糧紅約級紀純綱納縱紛紙線練組細織終紹結給絡絕統繼績續維綜綠緣編網羅罰職聯聰肅勝腦腳臉藝節蘆蘇榮藥萊營蕭藍慮雖蟻補襲觀規視覽覺觸訂計討訓訊講設訪訴診詞譯誠詢諸謀謝謹貢賢賬販貪貧貴貼貸賀賦賞賴讚趨躍蹤軌輕較輔輝輸辭辯邁"
)
_ONLY_SIMPLIFIED = re.compile(f"[{''.join(sorted(_SIMPLIFIED - _TRADITIONAL))}]+")
_ONLY_TRADITIONAL = re.compile(f"[{''.join(sorted(_TRADITIONAL - _SIMPLIFIED))}]+")
_ENOUGH = 0.3
"""Share of Han among the letters from which a text is Chinese or Japanese."""
_KANA_SHARE = 0.1


def detect(text: str, default: str) -> str:
    """Return the BCP 47 tag that the script of *text* tells; *default* where it tells none.

    Latin, Cyrillic and other alphabets serve many languages: there the default stands,
    unless the default is a language that is not written with them.
    """
    han, kana, hangul = (
        _count(cjk.runs(letters), text) for letters in (cjk.HAN, cjk.KANA, cjk.HANGUL)
    )
    letters = _count(_LETTER, text)
    # one Han character says about as much as two or three letters
    weight = 2 * (han + kana + hangul) + letters
    if not weight:
        return default
    if hangul * 2 > weight * _ENOUGH:
        return "ko"
    if (han + kana) * 2 < weight * _ENOUGH:
        return "en" if default.split("-", maxsplit=1)[0] in {"zh", "ja", "ko"} else default
    if kana > (han + kana) * _KANA_SHARE:
        return "ja"
    return _chinese(text, default)


def _count(run: re.Pattern[str], text: str) -> int:
    return sum(map(len, run.findall(text)))


def _chinese(text: str, default: str) -> str:
    simplified = _count(_ONLY_SIMPLIFIED, text)
    traditional = _count(_ONLY_TRADITIONAL, text)
    if simplified == traditional:
        return default if default.startswith("zh") else "zh-Hans"
    script = "zh-Hans" if simplified > traditional else "zh-Hant"
    return default if default.startswith(script) or default in _PLACES.get(script, ()) else script


_PLACES = {
    "zh-Hans": ("zh", "zh-CN", "zh-SG"),
    "zh-Hant": ("zh-TW", "zh-HK", "zh-MO"),
}


def script_key(lang: str) -> str:
    """Return the script whose font a language tag needs besides the Latin one; empty where it needs none."""
    base, *rest = lang.split("-")
    if base == "zh":
        return "zh-Hant" if {"Hant", "TW", "HK", "MO"} & set(rest) else "zh-Hans"
    return base if base in {"ja", "ko"} else ""


def script_of(lang: str) -> str:
    """Return the script in which a language is written, ``Arab`` of ``fa`` and ``pa-PK``; empty where CLDR knows none.

    Likely subtags: https://www.unicode.org/reports/tr35/#Likely_Subtags
    """
    base, *rest = lang.split("-")
    likely, tags = get_global("likely_subtags"), (*(f"{base}_{part}" for part in rest), base)
    full = next((str(likely[tag]) for tag in tags if tag in likely), "").split("_")
    return next((part for part in (*rest, *full) if re.fullmatch("[A-Z][a-z]{3}", part)), "")
