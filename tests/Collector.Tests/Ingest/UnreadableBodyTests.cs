using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class UnreadableBodyTests : IDisposable
{
    private static readonly string Good = Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent()).TrimEnd();
    private static readonly string Header = "source,id,unit,occurredAt\n";

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{}", 1, 1)]
    [InlineData("[", 1, 2)]
    [InlineData("[\n  {\"source\":1},\n  {\"source\" 1}\n]", 3, 13)]
    [InlineData("[{}", 1, 4)]
    [InlineData("[{},]", 1, 5)]
    [InlineData("[{} {}]", 1, 5)]
    [InlineData("[{}] x", 1, 6)]
    [InlineData("[{}][]", 1, 5)]
    [InlineData("[,{}]", 1, 2)]
    [InlineData("[\"云\", nul]", 1, 10)]
    public async Task Array_Broken_IsRefusedWithItsPlace(string body, long line, long column)
    {
        BodyException refused = await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(body, BodyFormat.JsonArray));

        Assert.Equal((line, column), (refused.Line, refused.Column));
        NothingWasCounted();
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("\n\n", "header")]
    [InlineData("source,id,unit,when\n", "'when'")]
    [InlineData("source,id,unit,occurredAt,id\n", "'id' twice")]
    [InlineData("source,id,occurredAt\n", "'unit'")]
    [InlineData("source,id,unit,occurredAt,13812345678\n", "unknown column;")]
    [InlineData("so\"urce,id,unit,occurredAt\n", "quote")]
    [InlineData("source,id,unit,occurredAt\ndispatch110,\"A1,PS01,2026-01-31T08:00:00Z\n", "never closed")]
    public async Task Csv_WithoutAUsableHeaderOrWithAnOpenQuote_IsRefusedAndSaysWhy(string body, string expected)
    {
        BodyException refused = await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(body, BodyFormat.Csv));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        NothingWasCounted();
    }

    [Theory]
    [InlineData(BodyFormat.Ndjson)]
    [InlineData(BodyFormat.JsonArray)]
    [InlineData(BodyFormat.Csv)]
    public async Task Bytes_ThatAreNotUtf8Anywhere_RefuseTheWholeBodyAtTheirPlace(BodyFormat format)
    {
        string good = Fields.Body(format, Fields.SomeEvent(), Fields.SomeEvent("云"));
        byte[][] broken = [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80]];
        foreach (byte[] bad in broken)
        {
            byte[] body = [.. Encoding.UTF8.GetBytes(good), (byte)'\n', (byte)' ', .. bad];
            BodyException refused = await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(body, format));

            Assert.Equal((good.Count(character => character == '\n') + 2, 2L), ((int)refused.Line, refused.Column));
        }

        NothingWasCounted();
    }

    [Fact]
    public async Task Utf8_CutByTheEndOfTheBody_IsRefused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Good), (byte)'\n', .. "云"u8[..2]];

        await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(body));

        NothingWasCounted();
    }

    [Theory]
    [InlineData(BodyFormat.Ndjson)]
    [InlineData(BodyFormat.JsonArray)]
    [InlineData(BodyFormat.Csv)]
    public async Task ByteOrderMark_AtTheBeginning_IsNoPartOfTheBody(BodyFormat format)
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Fields.Body(format, Fields.SomeEvent()))];

        using IngestResult result = await bench.SendAsync(new DrippingStream(body, 1), format);

        Assert.Equal((1L, 0L), (result.Outcome.Inserted, result.RejectedCount));
    }

    [Theory]
    [InlineData(BodyCompression.Gzip)]
    [InlineData(BodyCompression.Brotli)]
    public async Task Compression_CutAnywhere_IsRefused(BodyCompression compression)
    {
        byte[] whole = Pack(compression, Good + "\n");
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(cut, compression: compression));
            await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(new DrippingStream(cut, 1), compression: compression));
        }

        NothingWasCounted();
    }

    [Theory]
    [InlineData(BodyCompression.Gzip)]
    [InlineData(BodyCompression.Brotli)]
    public async Task Compression_WithSomethingBehindIt_IsRefused(BodyCompression compression)
    {
        foreach (byte[] tail in new byte[][] { [0], [1, 2, 3], [0x1F], [0x1F, 0x8B], new byte[100_000] })
        {
            byte[] body = [.. Pack(compression, Good + "\n"), .. tail];
            await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(body, compression: compression));
            await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync(new DrippingStream(body, 7), compression: compression));
        }

        NothingWasCounted();
    }

    [Theory]
    [InlineData(BodyCompression.Gzip)]
    [InlineData(BodyCompression.Brotli)]
    public async Task Compression_WithAFlippedBit_IsRefusedOrTheSame(BodyCompression compression)
    {
        byte[] whole = Pack(compression, Good + "\n");
        for (int position = 0; position < whole.Length; position++)
        {
            byte[] damaged = [.. whole];
            damaged[position] ^= 0x10;
            try
            {
                // A few header bits (time stamp, operating system) mean nothing; brotli has no checksum.
                using IngestResult result = await bench.SendAsync(damaged, compression: compression);
                Assert.True(compression == BodyCompression.Brotli || result.Outcome.Inserted == 1);
            }
            catch (BodyException)
            {
                // As it should.
            }
        }
    }

    [Fact]
    public async Task Gzip_OfSeveralMembers_IsReadToTheEndOfTheLast()
    {
        byte[] body = [.. Pack(BodyCompression.Gzip, Good + "\n"), .. Pack(BodyCompression.Gzip, ""), .. Pack(BodyCompression.Gzip, Good + "\n")];

        using IngestResult whole = await bench.SendAsync(body, compression: BodyCompression.Gzip);
        using IngestResult dripped = await bench.SendAsync(new DrippingStream(body, 1), compression: BodyCompression.Gzip);

        Assert.Equal((2L, 2L), (whole.Received, dripped.Received));
    }

    [Fact]
    public async Task UnreadableBody_IsPutOnRecordWithoutItsContent()
    {
        await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync("[{}", BodyFormat.JsonArray));

        Assert.Equal(new RefusalCount("", "bad_body", "", 1), Assert.Single(bench.Ledger.WholeRefusals));
    }

    [Fact]
    public async Task UnreadableBody_OfASenderForOneSource_IsPutDownToThatSource()
    {
        await Assert.ThrowsAsync<BodyException>(() => bench.SendAsync("[{}", BodyFormat.JsonArray, mayIngest: source => source == "mediation"));

        Assert.Equal(new RefusalCount("mediation", "bad_body", "", 1), Assert.Single(bench.Ledger.WholeRefusals));
    }

    [Fact]
    public async Task Body_OverALimit_IsRefusedAndABombStopsThere()
    {
        using IngestBench small = new(limits: new IngestLimits { MaxWireBytes = 2_000, MaxUnpackedBytes = 100_000, MaxRecords = 5 });
        byte[] bomb = Pack(BodyCompression.Gzip, new string(' ', 1_000_000));
        Assert.InRange(bomb.Length, 1, 2_000);

        await Assert.ThrowsAsync<BodyTooLargeException>(() => small.SendAsync(bomb, compression: BodyCompression.Gzip));
        await Assert.ThrowsAsync<BodyTooLargeException>(() => small.SendAsync(new string(' ', 2_001)));
        await Assert.ThrowsAsync<BodyTooLargeException>(() => small.SendAsync("1\n2\n3\n4\n5\n6\n"));

        Assert.Empty(small.Ledger.Deliveries);
        Assert.Empty(Directory.GetFiles(small.SpoolPath));
    }

    [Theory]
    [InlineData(BodyFormat.Ndjson)]
    [InlineData(BodyFormat.JsonArray)]
    [InlineData(BodyFormat.Csv)]
    public async Task Record_LongerThan64KiB_IsRefusedByItself(BodyFormat format)
    {
        string nested = string.Concat(Enumerable.Repeat("[", 40_000)) + "\"]]\\\"\"" + string.Concat(Enumerable.Repeat("]", 40_000));
        string[] giants = format == BodyFormat.Csv
            ? [$"dispatch110,\"{new string('x', 50_000)}\n\"\"{new string('y', 500_000)}\",PS01,2026-01-31T08:00:00Z", new string('z', 70_000)]
            : [$"{{\"id\":\"{new string('x', 600_000)}\"}}", nested, "\"" + new string('"', 0) + new string('s', 70_000) + "\"", new string('1', 70_000)];
        foreach (string giant in giants)
        {
            bench.Ledger.Events.Clear();
            string body = format switch
            {
                BodyFormat.Ndjson => $"{Good}\n{giant}\n{Good}\n",
                BodyFormat.JsonArray => $"[{Good},{giant} , {Good}]",
                _ => $"{Header}dispatch110,A,PS01,2026-01-31T08:00:00Z\n{giant}\ndispatch110,B,PS01,2026-01-31T08:00:00Z",
            };
            using IngestResult result = await bench.SendAsync(body, format);

            Refusal refusal = Assert.Single(result.Rejected);
            Assert.Equal((1L, "bad_json"), (refusal.Index, refusal.Code));
            Assert.Equal(2, bench.Ledger.Events.Count);
        }
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();

    private static byte[] Pack(BodyCompression compression, string text)
    {
        using MemoryStream packed = new();
        using (Stream packer = compression == BodyCompression.Gzip ? new GZipStream(packed, CompressionLevel.Optimal) : new BrotliStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private void NothingWasCounted()
    {
        Assert.Empty(bench.Ledger.Deliveries);
        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }
}
