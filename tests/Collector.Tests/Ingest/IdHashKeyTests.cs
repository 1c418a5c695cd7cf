using System.Security.Cryptography;
using Tongbi.Collector.Ingest;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class IdHashKeyTests : IDisposable
{
    [Fact]
    public void Key_AtTheFirstStart_IsMadeForItsOwnerOnlyAndStays()
    {
        IdHashKey made = IdHashKey.LoadOrCreate(path);
        IdHashKey loaded = IdHashKey.LoadOrCreate(path, mayCreate: false);

        using IdHasher first = made.CreateHasher();
        using IdHasher second = loaded.CreateHasher();
        Assert.Equal(first.Hash("s"u8, "1"u8), second.Hash("s"u8, "1"u8));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Key_MadeByManyAtOnce_IsOne()
    {
        UInt128[] hashes = new UInt128[16];
        Parallel.For(0, hashes.Length, turn =>
        {
            using IdHasher hasher = IdHashKey.LoadOrCreate(path).CreateHasher();
            hashes[turn] = hasher.Hash("s"u8, "1"u8);
        });

        Assert.Single(hashes.Distinct());
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Key_OfTheWrongLength_IsRefusedWithTheRemedy()
    {
        File.WriteAllBytes(path, new byte[31]);

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => IdHashKey.LoadOrCreate(path));

        Assert.Contains("31 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_MissingBesideAFilledLedger_IsNotMadeAnew()
    {
        Assert.Throws<InvalidDataException>(() => IdHashKey.LoadOrCreate(path, mayCreate: false));

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Hash_IsTheFirstHalfOfHmacOverSourceZeroAndId()
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        File.WriteAllBytes(path, key);
        using IdHasher hasher = IdHashKey.LoadOrCreate(path).CreateHasher();
        byte[] expected = HMACSHA256.HashData(key, "dispatch110\0A1"u8);

        UInt128 hash = hasher.Hash("dispatch110"u8, "A1"u8);
        Span<byte> actual = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(actual, hash);

        Assert.Equal(expected[..16], actual.ToArray());
        Assert.NotEqual(hash, hasher.Hash("dispatch11"u8, "0A1"u8));
        Assert.Equal(hash, hasher.Hash("dispatch110"u8, "A1"u8));
    }

    public IdHashKeyTests() => path = folder.File("id-hash.key");

    public void Dispose() => folder.Dispose();

    private readonly TemporaryFolder folder = new();
    private readonly string path;
}
