using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>What must hold for any file, however it is cut, and for any order of deliveries.</summary>
public sealed class FolderPropertyTests
{
    private static readonly string[] Pieces = ["a", "号", "𠮷", "㐂", "é", "\n", "\r\n", ",", "\"", "\uFEFF", "ߐ"];

    [Property(MaxTest = 200)]
    public Property Sequence_InAnyOrder_EndsWithoutAGap() => Prop.ForAll(
        Gen.Choose(1, 30).SelectMany(count => Gen.Shuffle(Enumerable.Range(1, count).ToArray())).ToArbitrary(),
        numbers =>
        {
            SequenceBook book = new(null, []);
            book.Note(0);
            HashSet<long> came = [0];
            foreach (int number in numbers)
            {
                Assert.Equal(came.Contains(number), book.Judge(number) == SequenceVerdict.Repeat);
                book.Note(number);
                book.Note(number);
                came.Add(number);
                long[] missing = [.. book.Missing.SelectMany(gap => Enumerable.Range((int)gap.From, (int)(gap.To - gap.From + 1)).Select(missed => (long)missed))];
                Assert.Equal(Enumerable.Range(0, (int)book.Last!.Value + 1).Select(all => (long)all).Except(came), missing);
            }

            Assert.Empty(book.Missing);
        });

    [Property(MaxTest = 300)]
    public Property Probe_HoweverTheBytesAreCut_TellsWhetherTheyAreUtf8() => Prop.ForAll(
        Gen.OneOf(Texts().Select(Encoding.UTF8.GetBytes), Texts().Select(TextEncodings.Gb18030.GetBytes), Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()).ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        (bytes, size) =>
        {
            TextProbe probe = new();
            foreach (byte[] chunk in bytes.Chunk(size))
            {
                probe.Observe(chunk);
            }

            Assert.Equal(Utf8.IsValid(bytes), probe.IsUtf8);
        });

    [Property(MaxTest = 200)]
    public Property TranscodedText_HoweverItIsCut_IsTheText() => Prop.ForAll(
        Texts().ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        (text, size) =>
        {
            using TranscodedBody body = new(new ChoppedStream(TextEncodings.Gb18030.GetBytes(text), size), TextEncodings.Gb18030);
            using MemoryStream read = new();
            body.CopyToAsync(read, size, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            Assert.Equal(text, Encoding.UTF8.GetString(read.ToArray()));
        });

    [Property(MaxTest = 300)]
    public Property Split_GivesTheSamePiecesAsTheRuntime() => Prop.ForAll(
        Gen.Elements("a", "-", "--", "b号", "").ListOf().Select(string.Concat).ToArbitrary(),
        Gen.Choose(1, 6).ToArbitrary(),
        (text, part) =>
        {
            string[] pieces = text.Split("-");
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            string piece = Encoding.UTF8.GetString(bytes[new TextSplit("-"u8.ToArray(), part).Of(bytes)]);
            Assert.Equal(part <= pieces.Length ? pieces[part - 1] : "", piece);
        });

    private static Gen<string> Texts() => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class ChoppedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
