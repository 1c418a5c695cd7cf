using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tongbi.Dashboard.Replay;

/// <summary>What the server said of all batches, added up.</summary>
internal sealed class ReplaySummary
{
    /// <summary>Refused rows that are named for each code.</summary>
    public const int ExamplesPerCode = 3;

    private static readonly string[] Names = ["inserted", "revised", "withdrawn", "duplicate", "stale"];

    private readonly long[] counts = new long[Names.Length];
    private readonly SortedDictionary<string, long> rejected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> shown = new(StringComparer.Ordinal);
    private readonly List<string> examples = [];

    /// <summary>Records refused.</summary>
    public long Rejected => rejected.Values.Sum();

    /// <summary>Refused records by code.</summary>
    public IReadOnlyDictionary<string, long> RejectedByCode => rejected;

    /// <summary>The first refused rows of each code, in words.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Adds the answer to a batch.</summary>
    /// <param name="answer">As the server gave it.</param>
    /// <param name="rowOf">Row of the file by place in the batch.</param>
    public void Add(JsonElement answer, Func<int, long> rowOf)
    {
        for (int name = 0; name < Names.Length; name++)
        {
            counts[name] += answer.GetProperty(Names[name]).GetInt64();
        }

        foreach (JsonElement refusal in answer.GetProperty("rejected").EnumerateArray())
        {
            string code = refusal.GetProperty("code").GetString() ?? "";
            rejected[code] = rejected.GetValueOrDefault(code) + 1;
            if (++CollectionsMarshal.GetValueRefOrAddDefault(shown, code, out _) <= ExamplesPerCode)
            {
                examples.Add(FormattableString.Invariant($"row {rowOf(refusal.GetProperty("index").GetInt32())}: {code} {refusal.GetProperty("field").GetString()}: {refusal.GetProperty("message").GetString()}"));
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names.Select((name, index) => FormattableString.Invariant($"{counts[index]} {name}"))) + FormattableString.Invariant($", {Rejected} rejected");
}
