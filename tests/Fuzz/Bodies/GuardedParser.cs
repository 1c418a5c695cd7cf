using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>Holds a parser to its contract: how much it consumes, and that it gets done in a bounded number of steps.</summary>
internal sealed class GuardedParser(IBodyParser parser, int mostSteps) : IBodyParser
{
    /// <inheritdoc/>
    public int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink)
    {
        if (++steps > mostSteps)
        {
            throw new InvalidOperationException($"Asked {steps} times for a body that came in fewer pieces.");
        }

        int consumed = parser.Drain(data, final, sink);
        if (consumed < 0 || consumed > data.Length || (final && consumed != data.Length) || (consumed == 0 && data.Length > IBodyParser.MaxRecordBytes))
        {
            throw new InvalidOperationException($"Consumed {consumed} of {data.Length} bytes{(final ? " at the end" : "")}.");
        }

        return consumed;
    }

    private int steps;
}
