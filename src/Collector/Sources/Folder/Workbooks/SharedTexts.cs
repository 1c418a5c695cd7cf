using System.Text;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>The texts of a workbook that its cells name by number, as UTF-8 in a few large blocks.</summary>
internal sealed class SharedTexts
{
    /// <summary>No texts: a workbook may have none.</summary>
    public static SharedTexts None { get; } = new();

    /// <summary>Reads the table.</summary>
    /// <exception cref="FileFaultException">It is larger than the limits.</exception>
    public static SharedTexts Read(XmlPart part, WorkbookLimits limits)
    {
        SharedTexts read = new();
        StringBuilder text = new();
        while (part.MoveTo("si"))
        {
            text.Clear();
            if (!part.IsEmpty)
            {
                ReadItem(part, text);
            }

            read.Add(text.ToString(), limits);
        }

        return read;
    }

    /// <summary>The text of a number; false if there is none.</summary>
    public bool TryGet(int number, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (number < 0 || number >= places.Count)
        {
            return false;
        }

        (int block, int start, int length) = places[number];
        text = blocks[block].AsSpan(start, length);
        return true;
    }

    // Plain text, or runs of differently formatted text; phonetic hints (rPh) are not part of it.
    private static void ReadItem(XmlPart part, StringBuilder text)
    {
        int depth = part.Depth;
        while (part.MoveToTag() && part.Depth > depth)
        {
            if (part.IsStart && part.Name == "t")
            {
                part.ReadText(piece => text.Append(piece));
            }
            else if (part.IsStart && part.Name == "rPh")
            {
                part.Skip();
            }
        }
    }

    private void Add(string text, WorkbookLimits limits)
    {
        // A text that is too long for any record need not be kept: its cell is refused by its length.
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, IBodyParser.MaxRecordBytes + 1));
        int length = Encoding.UTF8.GetByteCount(kept);
        total += length;
        if (total > limits.SharedTextBytes || places.Count >= limits.SharedTexts)
        {
            throw new FileFaultException(FileFault.TooLarge, $"The workbook has more than {limits.SharedTextBytes >> 20} MiB of different texts; export CSV instead.");
        }

        if (blocks.Count == 0 || used + length > blocks[^1].Length)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, length)]);
            used = 0;
        }

        Encoding.UTF8.GetBytes(kept, blocks[^1].AsSpan(used));
        places.Add((blocks.Count - 1, used, length));
        used += length;
    }

    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Start, int Length)> places = [];
    private long total;
    private int used;
}
