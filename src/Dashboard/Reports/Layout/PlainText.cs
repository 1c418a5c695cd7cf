using System.Text;
using System.Xml;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>Text that every format can hold: no control characters, no halves of surrogate pairs, no line breaks.</summary>
internal static class PlainText
{
    /// <summary>The text with line breaks and tabs as spaces, and without what XML 1.0 cannot hold.</summary>
    public static string Of(string text)
    {
        int first = FirstBad(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder kept = new(text, 0, first, text.Length);
        for (int place = first; place < text.Length; place++)
        {
            char here = text[place];
            if (here is '\r' or '\n' or '\t')
            {
                kept.Append(' ');
            }
            else if (place + 1 < text.Length && char.IsSurrogatePair(here, text[place + 1]))
            {
                kept.Append(here).Append(text[++place]);
            }
            else if (IsGood(here))
            {
                kept.Append(here);
            }
        }

        return kept.ToString();
    }

    private static int FirstBad(string text)
    {
        for (int place = 0; place < text.Length; place++)
        {
            if (!IsGood(text[place]))
            {
                return place;
            }
        }

        return -1;
    }

    private static bool IsGood(char here) => here >= ' ' && !char.IsSurrogate(here) && XmlConvert.IsXmlChar(here);
}
