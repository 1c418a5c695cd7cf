using System.Globalization;
using System.Text;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>The bookmarks beside the pages, and the document's language: what SkiaSharp cannot write.</summary>
internal static class PdfOutline
{
    /// <summary>The name of the place where a heading begins.</summary>
    public static string Destination(int heading) => "h" + heading.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds the headings as bookmarks, one under the other as their levels say, and what a reader shows at first.</summary>
    public static void Add(PdfFile file, ReportDocument document)
    {
        string language = string.Concat(document.Head.Language.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        file.AddEntries(file.Root, $"/Lang ({language})\n/ViewerPreferences <</DisplayDocTitle true>>");
        HeadingBlock[] headings = [.. document.Blocks.OfType<HeadingBlock>()];
        if (headings.Length == 0)
        {
            return;
        }

        int root = file.Add(new PdfObject("", null));
        int[] numbers = [.. headings.Select(_ => file.Add(new PdfObject("", null)))];
        int[] parents = Parents(headings);
        file.Put(root, new PdfObject($"<</Type /Outlines\n{Children(parents, numbers, -1)}>>", null));
        for (int heading = 0; heading < headings.Length; heading++)
        {
            StringBuilder entries = new();
            entries.Append(CultureInfo.InvariantCulture, $"<</Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(PlainText.Of(headings[heading].Text)))}>\n");
            entries.Append(CultureInfo.InvariantCulture, $"/Parent {(parents[heading] < 0 ? root : numbers[parents[heading]])} 0 R\n/Dest /{Destination(heading + 1)}");
            int[] siblings = [.. Enumerable.Range(0, headings.Length).Where(other => parents[other] == parents[heading])];
            int place = Array.IndexOf(siblings, heading);
            if (place > 0)
            {
                entries.Append(CultureInfo.InvariantCulture, $"\n/Prev {numbers[siblings[place - 1]]} 0 R");
            }

            if (place + 1 < siblings.Length)
            {
                entries.Append(CultureInfo.InvariantCulture, $"\n/Next {numbers[siblings[place + 1]]} 0 R");
            }

            entries.Append(Children(parents, numbers, heading)).Append(">>");
            file.Put(numbers[heading], new PdfObject(entries.ToString(), null));
        }

        file.AddEntries(file.Root, $"/Outlines {root.ToString(CultureInfo.InvariantCulture)} 0 R\n/PageMode /UseOutlines");
    }

    private static int[] Parents(HeadingBlock[] headings)
    {
        int[] parents = new int[headings.Length];
        for (int heading = 0; heading < headings.Length; heading++)
        {
            int above = heading - 1;
            while (above >= 0 && headings[above].Level >= headings[heading].Level)
            {
                above = parents[above];
            }

            parents[heading] = above;
        }

        return parents;
    }

    /// <summary>The first and the last child of a bookmark, and how many bookmarks are seen below it: all, since all are open.</summary>
    private static string Children(int[] parents, int[] numbers, int parent)
    {
        int[] children = [.. Enumerable.Range(0, parents.Length).Where(heading => parents[heading] == parent)];
        return children.Length == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"\n/First {numbers[children[0]]} 0 R\n/Last {numbers[children[^1]]} 0 R\n/Count {Enumerable.Range(0, parents.Length).Count(IsBelow)}");

        bool IsBelow(int heading)
        {
            int above = parents[heading];
            while (above >= 0 && above != parent)
            {
                above = parents[above];
            }

            return above == parent;
        }
    }
}
