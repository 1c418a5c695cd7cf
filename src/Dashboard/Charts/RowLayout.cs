using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>Rows with a name on the left and words on the right, and bars between: rankings and waterfalls.</summary>
internal sealed class RowLayout
{
    private const float LeastPitch = 1.5f;
    private const float MostPitch = 3.4f;

    private readonly ChartFrame frame;
    private readonly IReadOnlyList<BarRow> rows;
    private readonly float pitch;
    private readonly float top;
    private readonly float nameWidth;
    private readonly float textWidth;

    /// <summary>Measures.</summary>
    public RowLayout(ChartFrame frame, IReadOnlyList<BarRow> rows)
    {
        this.frame = frame;
        this.rows = rows;
        SKRect body = frame.Body;
        pitch = Math.Clamp(body.Height / Math.Max(1, rows.Count), 0, frame.Type * MostPitch);
        top = body.Top;
        textWidth = Math.Min(body.Width * 0.34f, frame.Pen.Widest(rows.Select(row => row.Text), frame.Type));
        float widest = frame.Pen.Widest(rows.Select(row => row.Label), frame.Type);
        float room = body.Width * 0.36f;
        nameWidth = widest <= room ? widest : room;
        float gap = frame.Type * 0.8f;
        Bars = new SKRect(body.Left + nameWidth + gap, top, body.Right - textWidth - gap, top + (pitch * rows.Count));
    }

    /// <summary>Where the bars go.</summary>
    public SKRect Bars { get; }

    /// <summary>How many rows the frame takes.</summary>
    public static int Capacity(ChartFrame frame) => (int)Math.Max(1, frame.Body.Height / (frame.Type * LeastPitch));

    /// <summary>Writes names and words beside the bars.</summary>
    public void Write()
    {
        float type = frame.Type;
        for (int row = 0; row < rows.Count; row++)
        {
            float middle = top + ((row + 0.5f) * pitch);
            int lines = pitch >= type * 2.5f ? 2 : 1;
            IReadOnlyList<string> name = lines == 1 ? [frame.Pen.Fit(rows[row].Label, nameWidth, type)] : frame.Pen.Wrap(rows[row].Label, nameWidth, lines, type);
            frame.Pen.WriteMiddle(name, frame.Body.Left + nameWidth, middle, type, frame.Colors.Text, SKTextAlign.Right);
            frame.Pen.WriteMiddle(frame.Pen.Fit(rows[row].Text, textWidth, type), frame.Body.Right - textWidth, middle, type, frame.Colors.Secondary);
        }
    }
}
