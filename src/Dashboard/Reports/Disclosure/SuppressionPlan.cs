using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>
/// Decides which of several counts that overlap are withheld, so that none of 1 to 4 can be recomputed from the others.
/// <para>All counts are sums of the same atoms. A reader knows every count that is printed, that one shown as "&lt;5" is 1 to 4, and that no atom is below 0. A
/// count of 1 to 4 is safe where the reader cannot tell the truth from a neighbouring assignment in which this count is one more or one less: one unit of
/// count added to an atom of it and, if need be, taken from an atom outside it, with every printed count as it was and every "&lt;5" still 1 to 4. Where no such
/// neighbour exists, the counts that stand in the way of the cheapest one are withheld too. Withholding more never makes a safe count unsafe, so one
/// pass is enough. The outcome follows from the atoms alone: the same period is protected in the same way in every report that shows it.</para>
/// </summary>
internal static class SuppressionPlan
{
    /// <summary>Counts from here on are printed.</summary>
    public const int Enough = 5;

    private const long CostOfAny = 1_000;
    private const long CostOfWhole = 1_000_000_000;

    /// <summary>What of each count may be printed.</summary>
    /// <param name="atoms">The values of the atoms.</param>
    /// <param name="isOpen">Whether a reader must reckon with a count at an atom; where it is known that there never is any, there is no neighbour either.</param>
    /// <param name="counts">What would be printed.</param>
    public static Dictionary<TKey, Disclosed> Of<TKey>(IReadOnlyList<long> atoms, IReadOnlyList<bool> isOpen, IReadOnlyList<PrintedCount<TKey>> counts)
        where TKey : notnull
    {
        long[] values = [.. counts.Select(count => count.Atoms.Sum(atom => atoms[atom]))];
        bool[] isFew = [.. values.Select(value => value is >= 1 and < Enough)];
        bool[] isWithheld = [.. isFew];
        List<int>[] containing = new List<int>[atoms.Count + 1];
        for (int atom = 0; atom <= atoms.Count; atom++)
        {
            containing[atom] = [];
        }

        for (int count = 0; count < counts.Count; count++)
        {
            foreach (int atom in counts[count].Atoms)
            {
                containing[atom].Add(count);
            }
        }

        Search<TKey> search = new(atoms, isOpen, counts, values, isFew, isWithheld, containing);
        for (int count = 0; count < counts.Count; count++)
        {
            if (isFew[count] && !search.Protect(count))
            {
                // No neighbour at all: then nothing of this metric is printed, not even that it is few.
                return counts.ToDictionary(each => each.Key, _ => Disclosed.Withheld);
            }
        }

        return counts.Index().ToDictionary(
            each => each.Item.Key,
            each => isFew[each.Index] ? Disclosed.Few : isWithheld[each.Index] ? Disclosed.Withheld : Disclosed.Shown);
    }

    private sealed class Search<TKey>(IReadOnlyList<long> atoms, IReadOnlyList<bool> isOpen, IReadOnlyList<PrintedCount<TKey>> counts, long[] values, bool[] isFew, bool[] isWithheld, List<int>[] containing)
    {
        /// <summary>The atom that stands for none: the count is added or taken away without another.</summary>
        private int None => atoms.Count;

        /// <summary>Makes one count safe; false where that is impossible.</summary>
        public bool Protect(int count)
        {
            HashSet<int> inside = [.. counts[count].Atoms];
            long best = long.MaxValue;
            (int Inside, int Outside)? move = null;
            foreach (int atom in inside.Order())
            {
                for (int other = 0; other <= None; other++)
                {
                    if (!inside.Contains(other) && (IsPossible(gains: atom, loses: other) || IsPossible(gains: other, loses: atom)) && Cost(atom, other) is var cost && cost < best)
                    {
                        (best, move) = (cost, (atom, other));
                        if (cost == 0)
                        {
                            return true;
                        }
                    }
                }
            }

            foreach (int printed in move is { } found ? Between(found.Inside, found.Outside).ToArray() : [])
            {
                isWithheld[printed] = true;
            }

            return move is not null;
        }

        private bool IsPossible(int gains, int loses) =>
            (loses == None || (isOpen[loses] && atoms[loses] >= 1))
            && (gains == None || isOpen[gains])
            && Only(gains, loses).All(count => !isFew[count] || values[count] + 1 < Enough)
            && Only(loses, gains).All(count => !isFew[count] || values[count] - 1 >= 1);

        /// <summary>The counts that contain one atom and not the other.</summary>
        private IEnumerable<int> Only(int atom, int other) => containing[atom].Where(count => !containing[other].Contains(count));

        private IEnumerable<int> Between(int atom, int other) => Only(atom, other).Concat(Only(other, atom)).Where(count => !isWithheld[count]);

        private long Cost(int atom, int other) =>
            Between(atom, other).Sum(count => counts[count].IsWhole ? CostOfWhole : CostOfAny + Math.Clamp(values[count], 0, 100_000));
    }
}
