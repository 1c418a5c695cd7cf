using System.Collections.Frozen;

namespace Tongbi.Collector.Bulletins;

/// <summary>The words of the bulletins that carry meaning for numbers; the longest one at a place counts.</summary>
internal static class Lexicon
{
    private static readonly (Cue Cue, string Words)[] Entries =
    [
        (Cue.Up, "上升 增加 增长 上涨 提高 提升 回升 攀升 升高 增多 激增 升幅 增幅 涨幅 上升率 增长率 ↑ ▲ ⬆"),
        (Cue.Down, "下降 减少 降低 下滑 回落 下跌 锐减 缩减 降幅 跌幅 减幅 下降率 ↓ ▼ ⬇"),
        (Cue.Reaches, "升至 降至 增至 减至 升到 降到 增到 减到"),
        (Cue.YearOnYear, "同比"),
        (Cue.PeriodOnPeriod, "环比"),
        (Cue.YearBase, "上年同期数 去年同期数 上年同期 去年同期 上年同月 去年同月 上年同周 去年同周 上年同季 去年同季 同期数 同期 上年 去年"),
        (Cue.PreviousBase, "上周同期 上月同期 上一季度 上季度 上一周 上一月 上个月 上个周 上一期 上期数 上周 上月 上期 上季 上旬 前一周 前一月 前一期 前一日 前一天 上一日 上一天 昨日 昨天"),
        (Cue.DailyMean, "日平均 日均 平均每日 平均每天 每日平均 每天平均 天均"),
        (Cue.Share, "所占比例 所占比重 占比 占 比重"),
        (Cue.Among, "其中"),
        (Cue.Sum, "合计 共计 总计 总共 小计"),
        (Cue.Respectively, "分别 依次"),
        (Cue.NearlyLevel, "基本持平 大致持平 大体持平 总体持平"),
        (Cue.Level, "持平"),
        (Cue.Whole, "总数 总量 全部 所有 共 总"),
        (Cue.Approximate, "大约 将近 接近 超过 突破 不足 至少"),
        (Cue.Against, "相比较 相比 相较 对比 较 比 与 跟"),
        (Cue.PercentPrefix, "百分之"),
        (Cue.Connective, "达到 有所 略有 呈现 小幅度 大幅度 小幅 大幅 明显 幅度 增减 升降 数量 件数 起数 全市 全县 全区 全省 全州 累计 的 为 是 达 则 均 也 又 并 且 了 有 其 略 呈 数 同 和 及 等 以"),
    ];

    // One character is too little to go by unless a number follows at once: 增8起, 比上周少3起, 约500起, 由62起.
    private static readonly (Cue Cue, string Characters)[] BeforeNumber =
    [
        (Cue.Up, "增升涨多"),
        (Cue.Down, "减降跌少"),
        (Cue.Approximate, "约近逾超"),
        (Cue.From, "由从"),
    ];

    private static readonly FrozenDictionary<char, (string Word, Cue Cue)[]> Words = Entries
        .SelectMany(entry => entry.Words.Split(' ').Select(word => (Word: word, entry.Cue)))
        .GroupBy(entry => entry.Word[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Word.Length).ToArray());

    /// <summary>What is said instead of a word of direction when it went the other way.</summary>
    private static readonly FrozenDictionary<string, string> Opposites = new (string Up, string Down)[]
        {
            ("上升", "下降"), ("增加", "减少"), ("提高", "降低"), ("上涨", "下跌"), ("回升", "回落"), ("攀升", "下滑"), ("激增", "锐减"), ("升幅", "降幅"),
            ("涨幅", "跌幅"), ("增", "减"), ("升", "降"), ("涨", "跌"), ("多", "少"), ("↑", "↓"), ("▲", "▼"), ("⬆", "⬇"), ("+", "-"),
        }
        .SelectMany(pair => new[] { KeyValuePair.Create(pair.Up, pair.Down), KeyValuePair.Create(pair.Down, pair.Up) })
        .Concat([KeyValuePair.Create("增长", "下降"), KeyValuePair.Create("提升", "下降"), KeyValuePair.Create("升高", "降低"), KeyValuePair.Create("增多", "减少"), KeyValuePair.Create("缩减", "增加"), KeyValuePair.Create("增幅", "降幅"), KeyValuePair.Create("减幅", "增幅"), KeyValuePair.Create("上升率", "下降率"), KeyValuePair.Create("增长率", "下降率"), KeyValuePair.Create("下降率", "上升率")])
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The known word that begins here, if any.</summary>
    public static (int Length, Cue Cue)? At(string plain, int start)
    {
        if (Words.TryGetValue(plain[start], out (string Word, Cue Cue)[]? candidates))
        {
            foreach ((string word, Cue cue) in candidates)
            {
                if (string.CompareOrdinal(plain, start, word, 0, word.Length) == 0 && !IsInsideAnotherWord(plain, start, word))
                {
                    return Reaching(plain, start + word.Length, word, cue);
                }
            }
        }

        return NumberFollows(plain, start + 1) ? One(plain[start]) : null;
    }

    /// <summary>The other direction's word.</summary>
    public static string Opposite(string word, bool up) => Opposites.GetValueOrDefault(word) ?? (up ? "上升" : "下降");

    private static (int Length, Cue Cue)? One(char character)
    {
        foreach ((Cue cue, string characters) in BeforeNumber)
        {
            if (characters.Contains(character, StringComparison.Ordinal))
            {
                return (1, cue);
            }
        }

        return null;
    }

    // 上升到, 降至, 减少为. A noun (降幅为) takes 为 without becoming a level.
    private static (int Length, Cue Cue) Reaching(string plain, int next, string word, Cue cue) =>
        cue is Cue.Up or Cue.Down && !word.EndsWith('幅') && !word.EndsWith('率') && next < plain.Length && plain[next] is '到' or '至' or '为'
            ? (word.Length + 1, Cue.Reaches)
            : (word.Length, cue);

    private static bool IsInsideAnotherWord(string plain, int start, string word) => word switch
    {
        "共" => start > 0 && plain[start - 1] is '公' || Next(plain, start, 1) is '同' or '享' or '建' or '治' or '产',
        "总" => Next(plain, start, 1) is '体' or '队' or '局' or '结' or '站',
        "占" => Next(plain, start, 1) is '用' or '道' or '地' or '据' or '领',
        _ => false,
    };

    private static char Next(string plain, int start, int step) => start + step < plain.Length ? plain[start + step] : '\0';

    private static bool NumberFollows(string plain, int start)
    {
        while (start < plain.Length && plain[start] is ' ' or '了')
        {
            start++;
        }

        return start < plain.Length && char.IsAsciiDigit(plain[start]);
    }
}
