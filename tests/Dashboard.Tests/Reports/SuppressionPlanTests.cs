using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Disclosure;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>No count of 1 to 4 follows from what is printed: a reader who solves all sums is left with at least two values for each.</summary>
public sealed class SuppressionPlanTests
{
    private const int Rows = 3;
    private const int Columns = 3;

    [Fact]
    public void FewCounts_CannotBeRecomputed_WhateverIsPrinted()
    {
        int few = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            (long[] atoms, PrintedCount<string>[] counts) = Some(seed);
            Dictionary<string, Disclosed> plan = SuppressionPlan.Of(atoms, Open(atoms), counts);
            foreach (PrintedCount<string> count in counts.Where(count => plan[count.Key] == Disclosed.Few))
            {
                few++;
                Assert.True(HasAnotherValue(atoms, counts, plan, count), $"seed {seed}: {count.Key} follows from the others");
            }

            Assert.All(counts, count => Assert.True(plan[count.Key] != Disclosed.Shown || Value(atoms, count) is not (>= 1 and < SuppressionPlan.Enough), $"seed {seed}: {count.Key} is printed"));
        }

        Assert.True(few > 400, $"Only {few} counts were to be protected.");
    }

    [Fact]
    public void HidingOnlyTheFewThemselves_WouldGiveThemAway()
    {
        int recomputed = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            (long[] atoms, PrintedCount<string>[] counts) = Some(seed);
            Dictionary<string, Disclosed> primary = counts.ToDictionary(count => count.Key, count => Value(atoms, count) is >= 1 and < SuppressionPlan.Enough ? Disclosed.Few : Disclosed.Shown);
            recomputed += counts.Count(count => primary[count.Key] == Disclosed.Few && !HasAnotherValue(atoms, counts, primary, count));
        }

        Assert.True(recomputed > 100, $"Only {recomputed} were given away: the checker finds too little.");
    }

    [Fact]
    public void OneFewUnit_WithholdsAnotherUnit_ButNotTheWhole()
    {
        // 3 + 40 + 12 = 55: with 40 and 55 printed, 12 must go as well, the smallest that does.
        PrintedCount<string>[] counts = [new("all", [0, 1, 2], IsWhole: true), new("a", [0], IsWhole: false), new("b", [1], IsWhole: false), new("c", [2], IsWhole: false)];
        Dictionary<string, Disclosed> plan = SuppressionPlan.Of([3, 40, 12], [true, true, true], counts);
        Assert.Equal([Disclosed.Shown, Disclosed.Few, Disclosed.Shown, Disclosed.Withheld], counts.Select(count => plan[count.Key]));
    }

    [Fact]
    public void NothingFew_WithholdsNothing()
    {
        PrintedCount<string>[] counts = [new("all", [0, 1], IsWhole: true), new("a", [0], IsWhole: false), new("b", [1], IsWhole: false)];
        Assert.All(SuppressionPlan.Of([0, 40], [true, true], counts).Values, disclosed => Assert.Equal(Disclosed.Shown, disclosed));
    }

    [Fact]
    public void AWholeOfOne_IsWithheldWithItsParts()
    {
        PrintedCount<string>[] counts = [new("all", [0, 1], IsWhole: true), new("a", [0], IsWhole: false), new("b", [1], IsWhole: false)];
        Dictionary<string, Disclosed> plan = SuppressionPlan.Of([1, 0], [true, true], counts);
        Assert.DoesNotContain(Disclosed.Shown, plan.Where(each => each.Key != "b").Select(each => each.Value));
        Assert.True(HasAnotherValue([1, 0], counts, plan, counts[1]));
    }

    /// <summary>A table with some of: its sums by row and column, single cells, a choice across rows, and the whole.</summary>
    private static (long[] Atoms, PrintedCount<string>[] Counts) Some(int seed)
    {
#pragma warning disable RS0030 // seeded: the same tables in every run
        Random random = new(seed);
#pragma warning restore RS0030
        long[] atoms = [.. Enumerable.Range(0, Rows * Columns).Select(_ => random.Next(3) == 0 ? 0L : (long)random.Next(0, random.Next(2) == 0 ? 4 : 15))];
        List<PrintedCount<string>> counts = [new("all", [.. Enumerable.Range(0, Rows * Columns)], IsWhole: true)];
        counts.AddRange(Enumerable.Range(0, Rows).Select(row => new PrintedCount<string>($"row {row}", [.. Enumerable.Range(0, Columns).Select(column => (row * Columns) + column)], IsWhole: false)));
        counts.AddRange(Enumerable.Range(0, Columns).Select(column => new PrintedCount<string>($"column {column}", [.. Enumerable.Range(0, Rows).Select(row => (row * Columns) + column)], IsWhole: false)));
        for (int atom = 0; atom < atoms.Length; atom++)
        {
            if (random.Next(3) == 0)
            {
                counts.Add(new PrintedCount<string>($"cell {atom}", [atom], IsWhole: false));
            }
        }

        counts.Add(new PrintedCount<string>("choice", [.. Enumerable.Range(0, atoms.Length).Where(_ => random.Next(3) == 0)], IsWhole: false));
        return (atoms, [.. counts]);
    }

    /// <summary>Tries every assignment in which each atom is up to one more or less, and asks whether one that looks the same gives the count another value.</summary>
    private static bool HasAnotherValue(long[] atoms, PrintedCount<string>[] counts, Dictionary<string, Disclosed> plan, PrintedCount<string> sought)
    {
        long[] other = [.. atoms];
        return Try(0);

        bool Try(int atom)
        {
            if (atom == atoms.Length)
            {
                return Value(other, sought) != Value(atoms, sought) && counts.All(LooksTheSame);
            }

            for (long change = -1; change <= 1; change++)
            {
                if (atoms[atom] + change >= 0 && (change == 0 || Open(atoms)[atom]))
                {
                    other[atom] = atoms[atom] + change;
                    if (counts.Where(count => count.Atoms.Count > 0 && count.Atoms.Max() == atom).All(LooksTheSame) && Try(atom + 1))
                    {
                        return true;
                    }
                }
            }

            other[atom] = atoms[atom];
            return false;
        }

        bool LooksTheSame(PrintedCount<string> count) => plan[count.Key] switch
        {
            Disclosed.Shown => Value(other, count) == Value(atoms, count),
            Disclosed.Few => Value(other, count) is >= 1 and < SuppressionPlan.Enough,
            _ => true,
        };
    }

    /// <summary>Every fourth place is one where it is known that there never is any, as long as there is none.</summary>
    private static bool[] Open(long[] atoms) => [.. atoms.Select((value, index) => value != 0 || index % 4 != 3)];

    private static long Value(long[] atoms, PrintedCount<string> count) => count.Atoms.Sum(atom => atoms[atom]);
}
