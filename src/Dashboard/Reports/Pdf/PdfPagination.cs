namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Where every box is: pages filled from the top, what belongs together kept together, table headers repeated.</summary>
/// <param name="Pages">The pages, each with its boxes and their upper edges from the top of the text.</param>
/// <param name="PageOf">The page, counted from 1, of each heading by its number.</param>
internal sealed record PdfPagination(IReadOnlyList<IReadOnlyList<(PdfBox Box, float Top)>> Pages, IReadOnlyDictionary<int, int> PageOf)
{
    /// <summary>Fills pages.</summary>
    public static PdfPagination Of(IReadOnlyList<PdfBox> boxes)
    {
        List<IReadOnlyList<(PdfBox Box, float Top)>> pages = [];
        Dictionary<int, int> pageOf = [];
        List<(PdfBox Box, float Top)> page = [];
        float used = 0;
        int first = 0;
        while (first < boxes.Count)
        {
            int next = EndOfGroup(boxes, first);
            float height = Height(boxes, first, next);
            if (page.Count > 0 && (boxes[first].StartsPage || used + height > PdfPage.TextHeight + 0.01f))
            {
                Turn();
            }

            // A group that is longer than a page is let go and broken where the page ends.
            int end = height > PdfPage.TextHeight ? first + 1 : next;
            for (; first < end; first++)
            {
                Place(boxes[first]);
            }
        }

        if (page.Count > 0 || pages.Count == 0)
        {
            pages.Add(page);
        }

        return new PdfPagination(pages, pageOf);

        void Turn()
        {
            pages.Add(page);
            page = [];
            used = 0;
        }

        void Place(PdfBox box)
        {
            if (page.Count > 0 && used + box.Before + box.Height > PdfPage.TextHeight + 0.01f)
            {
                Turn();
            }

            if (page.Count == 0 && box is PdfGap)
            {
                return;
            }

            if (page.Count == 0 && box.Repeated is { } header)
            {
                page.Add((header, 0));
                used = header.Height;
            }

            float top = page.Count == 0 ? 0 : used + box.Before;
            page.Add((box, top));
            used = top + box.Height;
            if (box.Heading > 0)
            {
                pageOf[box.Heading] = pages.Count + 1;
            }
        }
    }

    private static int EndOfGroup(IReadOnlyList<PdfBox> boxes, int first)
    {
        int last = first;
        while (boxes[last].KeepWithNext && last + 1 < boxes.Count && !boxes[last + 1].StartsPage)
        {
            last++;
        }

        return last + 1;
    }

    private static float Height(IReadOnlyList<PdfBox> boxes, int first, int end)
    {
        float height = 0;
        for (int place = first; place < end; place++)
        {
            height += boxes[place].Before + boxes[place].Height;
        }

        return height;
    }
}
