using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Tongbi.Dashboard.Operations;

/// <summary>One event as one line for people: time, level, message, and of an exception only what it says. Its stack is in the file.</summary>
internal sealed class ConsoleLine : ITextFormatter
{
    /// <summary>The message with strings as they are, not quoted.</summary>
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Fatal => "FATAL ",
            LogEventLevel.Error => "ERROR ",
            LogEventLevel.Warning => "warn  ",
            _ => "",
        });
        Message.Format(logEvent, output);
        if (logEvent.Exception is { } error)
        {
            output.Write($" ({error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")})");
        }

        output.WriteLine();
    }
}
