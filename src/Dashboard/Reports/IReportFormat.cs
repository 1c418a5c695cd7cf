using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports;

/// <summary>Lays a report out in one format. The same document and look give the same bytes; safe for any thread.</summary>
public interface IReportFormat
{
    /// <summary><c>docx</c>, <c>xlsx</c>, <c>pdf</c> or <c>csv</c>; also the file's extension.</summary>
    string Id { get; }

    /// <summary>The media type of the file.</summary>
    string MediaType { get; }

    /// <summary>Writes the whole file.</summary>
    /// <param name="document">The report.</param>
    /// <param name="look">The office's own look.</param>
    /// <param name="output">Written from the beginning; not closed. Need not be seekable.</param>
    /// <param name="cancellationToken">Stops between blocks; the output is then unusable.</param>
    void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken);
}
