namespace Tongbi.Collector.Aberrations;

/// <summary>
/// Which past weeks a present week is held against (Farrington et al. 1996), and their level of the seasonal factor
/// (Noufaily et al. 2013).
/// </summary>
internal static class FarringtonReference
{
    /// <summary>
    /// Positions of the same week in each past year, oldest first, the present one last. Without dates a year is
    /// <paramref name="frequency"/> positions. With dates it is the calendar date one year back, moved to the nearest day of the same weekday.
    /// Null if the series does not reach back far enough for the first window.
    /// </summary>
    public static int[]? Anchors(int index, int yearsBack, int halfWindow, int frequency, IReadOnlyList<DateOnly>? dates)
    {
        int[] anchors = new int[yearsBack + 1];
        for (int back = 0; back <= yearsBack; back++)
        {
            int anchor = dates is null ? index - (back * frequency) : SameWeek(dates, index, back);
            if (anchor - (back == 0 ? 0 : halfWindow) < 0)
            {
                return null;
            }

            anchors[yearsBack - back] = anchor;
        }

        return anchors;
    }

    /// <summary>
    /// Rows (position, level) in order of time. Level <paramref name="levels"/> − 1 is the window; with more than one level the weeks between two
    /// windows are cut into the other levels, as equal as possible, earlier ones one longer. The weeks after <paramref name="end"/> are left out.
    /// </summary>
    public static List<(int Position, int Level)> Rows(ReadOnlySpan<int> anchors, int halfWindow, int levels, int end)
    {
        List<(int, int)> rows = [];
        for (int year = 0; year < anchors.Length - 1; year++)
        {
            for (int position = anchors[year] - halfWindow; position <= anchors[year] + halfWindow && position <= end; position++)
            {
                rows.Add((position, levels - 1));
            }

            if (levels > 1)
            {
                AddBetween(rows, anchors[year] + halfWindow + 1, anchors[year + 1] - halfWindow, levels - 1, end);
            }
        }

        return rows;
    }

    private static void AddBetween(List<(int Position, int Level)> rows, int from, int to, int blocks, int end)
    {
        int length = Math.DivRem(to - from, blocks, out int longer);
        int position = from;
        for (int block = 0; block < blocks; block++)
        {
            int stop = position + length + (block < longer ? 1 : 0);
            for (; position < stop; position++)
            {
                if (position <= end)
                {
                    rows.Add((position, block));
                }
            }
        }
    }

    private static int SameWeek(IReadOnlyList<DateOnly> dates, int index, int yearsBack)
    {
        if (yearsBack == 0)
        {
            return index;
        }

        DateOnly present = dates[index];
        DateOnly past = present.AddYears(-yearsBack);
        int shift = ((int)present.DayOfWeek - (int)past.DayOfWeek + 7) % 7;
        past = past.AddDays(shift > 3 ? shift - 7 : shift);
        for (int position = index; position >= 0; position--)
        {
            if (dates[position] <= past)
            {
                return dates[position] == past ? position : -1;
            }
        }

        return -1;
    }
}
