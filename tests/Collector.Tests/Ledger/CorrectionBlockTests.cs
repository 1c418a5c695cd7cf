using Tongbi.Collector.Ledger.ChangeLog;
using Xunit;

namespace Tongbi.Collector.Tests.Ledger;

public sealed class CorrectionBlockTests
{
    private static readonly LogCorrection[] Example = [new(1_000, 1_010, 3, -1, 0), new(1_000, 1_010, 5, 1, 1)];

    [Fact]
    public void Encode_OfTheDocumentedExample_GivesItsBytes()
    {
        byte[] block = CorrectionBlock.Encode(Example);

        Assert.Equal("0102" + "03D00F140100" + "0200140202", Convert.ToHexString(block.AsSpan(0, block.Length - 4)));
        Assert.Equal(Example, CorrectionBlock.Decode(block));
    }

    [Fact]
    public void Decode_OfExtremes_GivesThemBack()
    {
        LogCorrection[] extremes = [new(long.MinValue / 4, 0, 1, int.MinValue, int.MaxValue), new(long.MaxValue / 4, -1, int.MaxValue, 1, -1)];

        Assert.Equal(extremes, CorrectionBlock.Decode(CorrectionBlock.Encode(extremes)));
        Assert.Empty(CorrectionBlock.Decode(CorrectionBlock.Encode([])));
    }

    [Fact]
    public void Decode_WithAnyByteChanged_IsRefused()
    {
        byte[] block = CorrectionBlock.Encode(Example);
        for (int i = 0; i < block.Length; i++)
        {
            byte[] damaged = [.. block];
            damaged[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => CorrectionBlock.Decode(damaged));
        }
    }
}
