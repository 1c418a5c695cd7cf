using System.Text.Json;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Publishing.Marks;

namespace Tongbi.Dashboard.Publishing;

/// <summary>The transitions of alerts as marks: measurement <c>alert</c>. What people wrote, and who they are, stays here.</summary>
internal sealed class AlertMarks(AlertStore alerts) : IPublishedMarks
{
    /// <inheritdoc/>
    public string Measurement => "alert";

    /// <inheritdoc/>
    public long LastNumber => alerts.LastTransition();

    /// <inheritdoc/>
    public IReadOnlyList<PublishedMark> After(long number, int limit) => [.. alerts.TransitionsAfter(number, limit).Select(Mark)];

    /// <inheritdoc/>
    public PublishedMark? Find(long number) => alerts.FindTransition(number) is { } step ? Mark(step) : null;

    /// <inheritdoc/>
    public long CountAfter(long number) => alerts.CountTransitionsAfter(number);

    /// <inheritdoc/>
    public async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        alerts.Committed += OnCommitted;
        try
        {
            // After the handler stands: a commit in between is seen by one or the other.
            if (alerts.CountTransitionsAfter(after) == 0)
            {
                await committed.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            alerts.Committed -= OnCommitted;
        }

        void OnCommitted(IReadOnlyList<AlertTransition> steps) => committed.TrySetResult();
    }

    private static PublishedMark Mark(AlertTransition step)
    {
        AlertLabels labels = step.Alert.Labels;
        return new PublishedMark(
            step.Number,
            step.At,
            [
                ("category", labels.Category.Length == 0 ? "all" : labels.Category),
                ("kind", Word(step.Kind)),
                ("metric", labels.Metric),
                ("rule", labels.Rule),
                ("severity", labels.Severity.Word()),
                ("state", Word(step.ToState)),
                ("unit", labels.Unit),
            ],
            [("alert", step.AlertId), ("summary", step.Alert.Summary), ("summary_en", step.Alert.SummaryEn)],
            [("value", step.Alert.Figures.Value), ("threshold", step.Alert.Figures.Threshold)]);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
