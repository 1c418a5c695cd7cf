namespace Tongbi.Collector.Bulletins;

/// <summary>
/// Recomputes the derived cells of a table. Sums are only held against a total where another column or row proves that the parts really are
/// the parts: tables list sub-categories beside their parents, and leave lines out.
/// </summary>
internal sealed class TableReader
{
    private readonly TableBlock table;
    private readonly FigureJudge judge;
    private readonly PeriodBook periods;
    private readonly int? totalRow;

    private TableReader(TableBlock table, FigureJudge judge, PeriodBook periods)
    {
        this.table = table;
        this.judge = judge;
        this.periods = periods;
        int[] totals = [.. Enumerable.Range(0, table.Rows.Count).Where(row => IsTotal(table.Rows[row][0].Text))];
        totalRow = totals is [var only] ? only : null;
    }

    /// <summary>Reads a table.</summary>
    public static void Read(TableBlock table, FigureJudge judge, PeriodBook periods)
    {
        TableReader reader = new(table, judge, periods);
        reader.ReadTotals();
        foreach (IReadOnlyList<TableCell> row in table.Rows)
        {
            reader.ReadRow(row);
        }

        reader.ReadRowTotals();
    }

    private static bool IsTotal(string label) => label.Replace(" ", "", StringComparison.Ordinal) is "合计" or "总计" or "总数" or "总量";

    private void ReadRow(IReadOnlyList<TableCell> row)
    {
        decimal[] currents = Counts(row, TableColumnRole.Current, Basis.Any);
        for (int column = 0; column < row.Count; column++)
        {
            TableColumn header = table.Header[column];
            if (row[column].Number is not { } number || header.Role is TableColumnRole.Other or TableColumnRole.Current or TableColumnRole.Base or TableColumnRole.Total or TableColumnRole.Ignored)
            {
                continue;
            }

            switch (header.Role)
            {
                case TableColumnRole.Share:
                    ReadShare(row, Claim(BulletinFigureKind.Share, row[column], number), currents);
                    break;
                case TableColumnRole.DailyMean:
                    Judge(Claim(BulletinFigureKind.DailyMean, row[column], number), periods.Days is { } days ? [.. currents.Select(count => Formula.DailyMean(count, days))] : [], BulletinReasons.NoPeriod);
                    break;
                default:
                    ReadChange(row, row[column], number, header, currents);
                    break;
            }
        }
    }

    private void ReadChange(IReadOnlyList<TableCell> row, in TableCell cell, in PrintedNumber number, TableColumn header, decimal[] currents)
    {
        decimal[] bases = Counts(row, TableColumnRole.Base, header.Basis);
        bool rate = number.Unit == NumberUnit.Percent || (number.Unit == NumberUnit.None && (header.Role == TableColumnRole.Rate || (header.Role == TableColumnRole.Change && number.Decimals > 0)));
        bool either = header.Role == TableColumnRole.Change && number.Unit == NumberUnit.None && number.Decimals == 0;
        Claim claim = Claim(rate ? BulletinFigureKind.Rate : BulletinFigureKind.Difference, cell, number);
        if (rate && currents.Length == 1 && bases is [0])
        {
            judge.ZeroBase(claim, currents[0]);
            return;
        }

        List<Formula> readings = [];
        foreach ((decimal current, decimal @base) in currents.SelectMany(current => bases.Select(@base => (current, @base))))
        {
            if (!rate || either)
            {
                readings.Add(Formula.Difference(current, @base));
            }

            if ((rate || either) && @base > 0)
            {
                readings.Add(Formula.Rate(current, @base));
            }
        }

        Judge(claim, readings, BulletinReasons.NoBase);
    }

    private void ReadShare(IReadOnlyList<TableCell> row, Claim claim, decimal[] currents)
    {
        decimal[] wholes = totalRow is { } total ? Counts(table.Rows[total], TableColumnRole.Current, Basis.Any) : [];
        decimal[] parts = currents.Length > 0 ? currents : Counts(row, TableColumnRole.Total, Basis.Any);
        wholes = wholes.Length > 0 || totalRow is null ? wholes : Counts(table.Rows[totalRow.Value], TableColumnRole.Total, Basis.Any);
        Judge(claim, [.. parts.SelectMany(part => wholes.Where(whole => whole > 0).Select(whole => Formula.Share(part, whole)))], BulletinReasons.NoWhole);
    }

    private void ReadTotals()
    {
        if (totalRow is not { } total || table.Rows.Count < 3)
        {
            return;
        }

        List<(Claim Claim, Formula Sum, bool Fits)> sums = [];
        for (int column = 1; column < table.Header.Count; column++)
        {
            if (table.Header[column].Role is TableColumnRole.Current or TableColumnRole.Base or TableColumnRole.Other or TableColumnRole.Total
                && table.Rows[total][column] is { Count: { } printed, Number: { } number } cell
                && Parts(Enumerable.Range(0, table.Rows.Count).Where(row => row != total).Select(row => table.Rows[row][column])) is { } parts)
            {
                sums.Add((Claim(BulletinFigureKind.Total, cell, number), Formula.Sum(parts), parts.Sum() == printed));
            }
        }

        JudgeSums(sums);
    }

    private void ReadRowTotals()
    {
        List<(Claim Claim, Formula Sum, bool Fits)> sums = [];
        int[] columns = [.. Enumerable.Range(1, table.Header.Count - 1).Where(column => table.Header[column].Role == TableColumnRole.Total)];
        int[] categories = [.. Enumerable.Range(1, table.Header.Count - 1).Where(column => table.Header[column].Role == TableColumnRole.Other)];
        if (columns is not [var totalColumn] || categories.Length < 2)
        {
            return;
        }

        foreach (IReadOnlyList<TableCell> row in table.Rows)
        {
            if (row[totalColumn] is { Count: { } printed, Number: { } number } cell && Parts(categories.Select(column => row[column])) is { } parts)
            {
                sums.Add((Claim(BulletinFigureKind.Total, cell, number), Formula.Sum(parts), parts.Sum() == printed));
            }
        }

        JudgeSums(sums);
    }

    private void JudgeSums(List<(Claim Claim, Formula Sum, bool Fits)> sums)
    {
        bool proven = sums.Any(sum => sum.Fits);
        foreach ((Claim claim, Formula sum, bool _) in sums)
        {
            judge.Judge(claim with { Certain = proven }, sum);
        }
    }

    private static List<decimal>? Parts(IEnumerable<TableCell> cells)
    {
        List<decimal> parts = [];
        foreach (TableCell cell in cells)
        {
            if (cell.Count is null && !cell.IsBlank)
            {
                return null;
            }

            parts.Add(cell.Count ?? 0);
        }

        return parts.Count > 1 ? parts : null;
    }

    private decimal[] Counts(IReadOnlyList<TableCell> row, TableColumnRole role, Basis basis) =>
    [
        .. Enumerable.Range(0, row.Count)
            .Where(column => table.Header[column].Role == role && (basis == Basis.Any || table.Header[column].Basis == basis))
            .Select(column => row[column].Count).OfType<decimal>(),
    ];

    private void Judge(in Claim claim, List<Formula> readings, string missing)
    {
        if (readings.Count == 0)
        {
            judge.Undecided(claim, missing);
        }
        else
        {
            judge.Judge(claim, readings);
        }
    }

    private static Claim Claim(BulletinFigureKind kind, in TableCell cell, in PrintedNumber number)
    {
        // ↓ and a minus sign together are one direction.
        int direction = cell.Verb is { } verb ? verb.Cue == Cue.Down || number.Sign == '-' ? -1 : 1 : number.Sign switch { '-' => -1, _ => 1 };
        bool negativeGrowth = number.Sign == '-' && cell.Verb is { Cue: Cue.Up };
        return cell.Verb is { } word
            ? new Claim(kind, word.Start, word.End, number, direction, negativeGrowth, Certain: true)
            : new Claim(kind, number.Start, number.Start, number, direction, negativeGrowth, Certain: true);
    }
}
