using System.Net.Http.Headers;
using System.Text;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>How InfluxQL spells names and texts, and how each version of InfluxDB is told who asks.</summary>
internal static class InfluxQl
{
    /// <summary>A database, measurement or policy.</summary>
    public static string Name(string name) => "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text.</summary>
    public static string Text(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    /// <summary>Adds user and password or the token.</summary>
    public static void Authorize(HttpRequestMessage request, PublishTarget target)
    {
        if (target.Kind == PublishKind.Influxdb1)
        {
            if (target.User.Length > 0)
            {
                string pair = $"{target.User}:{target.Secret?.Reveal()}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
            }
        }
        else if (target.Secret is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(target.Kind == PublishKind.Influxdb2 ? "Token" : "Bearer", token.Reveal());
        }
    }
}
