using System.Net;

namespace Tongbi.Alerts.Channels;

/// <summary>Judges answers by their status alone, for far ends that mean it.</summary>
internal static class HttpJudge
{
    public static ChannelOutcome AnySuccess(HttpStatusCode status, byte[] body) => (int)status switch
    {
        >= 200 and < 300 => ChannelOutcome.Delivered($"HTTP {(int)status}"),

        // The message itself is at fault; the same again would be refused again.
        400 or 413 or 415 or 422 => ChannelOutcome.Refused($"HTTP {(int)status}"),

        // A wrong key, a moved address: an operator can mend it while the message waits.
        _ => ChannelOutcome.Failed($"HTTP {(int)status}"),
    };
}
