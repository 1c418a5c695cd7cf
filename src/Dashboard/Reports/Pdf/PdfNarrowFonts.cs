using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>
/// The shipped fonts with only the glyphs that a report may need. Skia packs a whole font into each file, which takes a second for each of ours; these are
/// packed in no time. Should a character be asked for that was not foreseen, <see cref="ShippedFonts.HasMissed"/> tells, and the file is drawn again with the whole fonts.
/// </summary>
internal sealed class PdfNarrowFonts : IDisposable
{
    private readonly SKTypeface regular;
    private readonly SKTypeface bold;

    /// <summary>The fonts for a report.</summary>
    public PdfNarrowFonts(ShippedFonts whole, ReportDocument document)
    {
        HashSet<int> characters = Characters(document);
        regular = Cut(whole.Regular, isBold: false, characters);
        bold = Cut(whole.Bold, isBold: true, characters);
        Fonts = new ShippedFonts(NullLogger<ShippedFonts>.Instance, regular, bold);
    }

    /// <summary>The fonts; used until this is disposed.</summary>
    public ShippedFonts Fonts { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        regular.Dispose();
        bold.Dispose();
    }

    private static SKTypeface Cut(SKTypeface whole, bool isBold, HashSet<int> characters)
    {
        using Stream stream = ShippedFonts.OpenFile(isBold);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        using SKData data = SKData.CreateCopy(TrueTypeFont.Cut(file, characters.Select(character => (int)whole.GetGlyph(character)).ToHashSet(), forDrawing: true));
        return SKTypeface.FromData(data) ?? throw new FontsMissingException();
    }

    private static HashSet<int> Characters(ReportDocument document)
    {
        HashSet<int> characters = [.. Enumerable.Range(' ', 0x17F - ' '), .. Enumerable.Range(0x2010, 0x60), .. Enumerable.Range(0x2190, 8), 0x2212, ShippedFonts.Geta];
        ReportHead head = document.Head;
        Add(head.Title, head.Subtitle, head.Period, head.Unit, head.Footer, head.Watermark);
        foreach (string language in new[] { "zh", "en" })
        {
            LayoutWords layout = LayoutWords.Of(language);
            Add([.. layout.Keys.Select(key => layout[key])]);
            WordBook chart = ChartWords.Of(language);
            Add([.. chart.Keys.Select(key => chart[key])]);
        }

        foreach (ReportBlock block in document.Blocks)
        {
            AddBlock(block);
        }

        return characters;

        void AddBlock(ReportBlock block)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Add(heading.Text);
                    break;
                case ParagraphBlock paragraph:
                    Add(paragraph.Text);
                    break;
                case ContentsBlock contents:
                    Add(contents.Title);
                    break;
                case TableBlock table:
                    Add([table.Caption, .. table.Notes, .. table.Columns.Select(column => column.Title)]);
                    foreach (ReportRow row in table.Rows)
                    {
                        foreach (ReportCell cell in row.Cells)
                        {
                            Add(cell.Text);
                        }
                    }

                    break;
                case ChartBlock chart:
                    Add(chart.Caption);
                    AddChart(chart.Spec);
                    break;
                default:
                    break;
            }
        }

        void AddChart(ChartSpec spec)
        {
            Add(spec.Title, spec.Subtitle, spec.ValueUnit, spec.Footnote);
            ChartNumbers numbers = ChartNumbers.Of(spec);
            Add([.. numbers.Columns.Select(column => column.Title), .. numbers.Rows.Select(row => row.Label)]);
            IEnumerable<BarRow> bars = spec switch
            {
                RankingSpec ranking => ranking.Rows,
                SharesSpec shares => shares.Parts,
                WaterfallSpec waterfall => [waterfall.From, .. waterfall.Steps, waterfall.To],
                _ => [],
            };
            Add([.. bars.Select(bar => bar.Text)]);
        }

        void Add(params ReadOnlySpan<string> texts)
        {
            foreach (string text in texts)
            {
                foreach (Rune rune in text.EnumerateRunes())
                {
                    characters.Add(rune.Value);
                }
            }
        }
    }
}
