using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Alerts;

/// <summary>
/// The picture that goes with a message: the rule's own figure over the days (or hours) before, with its threshold and the time since it fired. Whatever
/// goes wrong, and whatever takes too long, the message goes without a picture.
/// </summary>
public sealed class FigureChart(AlertEngine engine, ICountCube cube, IStatistics statistics, IChartPainter painter, DemoState demo, TimeProvider time, ILogger<FigureChart> logger) : IAlertChart
{
    /// <summary>Longest wait for a picture; the message is more urgent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Hours = 48;
    private const int Days = 28;
    private static readonly ChartSize Size = new(800, 400);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> DrawAsync(NotifiedAlert alert, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await Task.Run(() => Draw(alert, language, patience.Token), patience.Token).WaitAsync(Patience, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            Log.NoPicture(logger, alert.Rule, failure);
            return null;
        }
        finally
        {
            await patience.CancelAsync();
        }
    }

    /// <summary>What the picture shows; null where there is nothing to draw.</summary>
    internal TrendSpec? Spec(NotifiedAlert alert, string language, CancellationToken cancellationToken)
    {
        if (engine.Rules is not { } rules
            || rules.Find(alert.Rule) is not { } rule
            || rules.Catalogue.FindUnit(alert.Labels.GetValueOrDefault("unit", "")) is not { } unit
            || rule.Metric.FindCategory(alert.Labels.GetValueOrDefault("category", "")) is not { } category)
        {
            return null;
        }

        OfficeCalendar calendar = rules.Catalogue.Calendar;
        bool byHour = rule.Period is "today";
        Instant hour = calendar.StartOfHour(calendar.HourOf(time.GetUtcNow().ToInstant()));
        Duration step = byHour ? Duration.FromHours(1) : Duration.FromDays(1);
        int count = byHour ? Hours : Days;
        Instant[] moments = [.. Enumerable.Range(0, count).Select(index => hour - ((count - 1 - index) * step))];
        IReadOnlyList<RulePoint>? points = new RuleCurve(statistics).Trace(cube, rule, unit, category, moments, cancellationToken);
        if (points is null)
        {
            return null;
        }

        decimal scale = IsShare(rule) ? 100 : 1;
        decimal?[] values = [.. points.Select(point => point.Value * scale)];

        // The last place is the figure that the message tells, which also counts the hour that still runs.
        values[^1] = (alert.Value ?? points[^1].Value) * scale;
        bool hasBase = rule.Statistic == RuleStatistic.Value && rule.Compare is not null;
        WordBook words = ChartWords.Of(language);
        bool english = language == "en";
        int since = Array.FindIndex(moments, moment => moment >= alert.StartsAt);
        string place = string.Join(words["and"], new[] { english ? alert.Place.UnitEn : alert.Place.Unit, english ? alert.Place.MetricEn : alert.Place.Metric, english ? alert.Place.CategoryEn : alert.Place.Category }.Where(part => part.Length > 0));
        return new TrendSpec
        {
            Title = english ? alert.NameEn : alert.Name,
            Subtitle = place + words["and"] + words.Say("alert.what", ("statistic", words["statistic." + rule.Statistic]), ("period", english ? PeriodWords.Of(rule.Period).En : PeriodWords.Of(rule.Period).Zh)),
            ValueUnit = UnitOf(rule),
            Footnote = alert.DataTime is { } dataTime ? words.Say("asOf", ("time", Label(dataTime, calendar, "uuuu-MM-dd HH:mm"))) : "",
            Labels = [.. moments.Select(moment => Label(moment, calendar, byHour ? "dd HH:mm" : "M-dd"))],
            Name = words["statistic." + rule.Statistic],
            Values = values,
            BaseName = hasBase ? words["base"] : "",
            Base = hasBase ? [.. points.Select(point => point.Base * scale)] : null,
            Threshold = alert.Threshold * scale,
            Episodes = [(since < 0 ? moments.Length - 1 : since, moments.Length)],
            Simulated = demo.IsOn,
            Language = language,
        };
    }

    private ReadOnlyMemory<byte>? Draw(NotifiedAlert alert, string language, CancellationToken cancellationToken)
    {
        // Not as one expression: null beside a memory is an empty memory, which is a picture of no bytes.
        if (Spec(alert, language, cancellationToken) is { } spec)
        {
            return painter.Png(spec, Size, ChartTheme.Light);
        }

        return null;
    }

    private static bool IsShare(Rule rule) => rule.Statistic switch
    {
        RuleStatistic.Rate or RuleStatistic.Late or RuleStatistic.Reclassified => true,
        RuleStatistic.Value => rule.Metric.Kind == MetricKind.Ratio,
        _ => false,
    };

    private static string UnitOf(Rule rule) => IsShare(rule) ? "%" : rule.Statistic is RuleStatistic.Value or RuleStatistic.Change ? rule.Metric.Unit : "";

    private static string Label(Instant moment, OfficeCalendar calendar, string pattern) =>
        LocalDateTimePattern.CreateWithInvariantCulture(pattern).Format(moment.InZone(calendar.Zone).LocalDateTime);
}
