using System.Xml;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>The names of elements and attributes that an XML reader keeps for good; made-up ones must not fill the memory.</summary>
internal sealed class BoundedNameTable : NameTable
{
    /// <summary>A workbook's own vocabulary has a few hundred.</summary>
    public const int MaximumNames = 10_000;

    /// <inheritdoc/>
    public override string Add(string key) => Get(key) ?? AddNew(() => base.Add(key));

    /// <inheritdoc/>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? AddNew(() => base.Add(key, start, len));

    private string AddNew(Func<string> add) => ++count <= MaximumNames
        ? add()
        : throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook has more different element names than any real one.");

    private int count;
}
