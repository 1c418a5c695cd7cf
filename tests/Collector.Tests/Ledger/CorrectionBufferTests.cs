using Tongbi.Collector.Ledger.ChangeLog;
using Xunit;

namespace Tongbi.Collector.Tests.Ledger;

public sealed class CorrectionBufferTests
{
    [Fact]
    public void Merge_OfTheSameRecords_AddsThemUp_AndDropsWhatCameToNothing()
    {
        CorrectionBuffer buffer = new(10);
        foreach (LogCorrection correction in new LogCorrection[] { new(9, 1, 2, 1, 1), new(5, 1, 2, 1, 0), new(9, 1, 2, 1, 0), new(5, 1, 2, -1, 0), new(9, 3, 1, 1, 0) })
        {
            buffer.Add(correction);
        }

        Assert.Equal([new LogCorrection(9, 3, 1, 1, 0), new LogCorrection(9, 1, 2, 2, 1)], buffer.Merge().ToArray());
        buffer.Clear();
        Assert.True(buffer.Merge().IsEmpty);
    }
}
