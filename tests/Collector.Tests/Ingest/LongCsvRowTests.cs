using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>Rows longer than are read: the row behind them must be the same one however the body was cut.</summary>
public sealed class LongCsvRowTests
{
    private const string Header = "source,id,unit,occurredAt\r\n";
    private const string Good = "dispatch110,A1,PS01,2026-01-31T08:00:00Z\r\n";

    [Theory]
    [InlineData("#\n", 1)]
    [InlineData("\"#\",b\n", 1)]
    [InlineData("\"#\"\r\n", 1)]
    [InlineData("\"#\"\"\n\",b\n", 1)]
    [InlineData("a,\"\n#\n\",b\n", 1)]
    [InlineData("a\"#\n", 1)] // a quote inside a plain cell opens nothing
    [InlineData("#\",\"\nb\n", 2)] // given up at the quote, so the line end ends the row; what follows is a row of its own
    [InlineData("\"#\"b,\"\n", 1)]
    [InlineData("\"#\"\rb,\"\n", 1)]
    public async Task Row_TooLong_IsRefusedAlone_HoweverTheBodyIsCut(string row, int refused)
    {
        string body = Header + Good + row.Replace("#", new string('x', 100_000), StringComparison.Ordinal) + Good;

        foreach (int[] pieces in new int[][] { [int.MaxValue], [1_000], [65_536, 1, 7], [70_001] })
        {
            Counter sink = new();
            await new BodyReader(new CsvParser(RecordLayout.Events, RecordLayout.RequiredOfEvents), sink)
                .ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(body), pieces), TestContext.Current.CancellationToken);

            Assert.Equal((2, refused), (sink.Taken, sink.Refused));
        }
    }

    private sealed class Counter : IRecordSink
    {
        public int Taken { get; private set; }

        public int Refused { get; private set; }

        public void Take(ReadOnlySpan<byte> bytes, RawRecord record) => Taken++;

        public void Refuse(RefusalReason reason) => Refused++;
    }
}
