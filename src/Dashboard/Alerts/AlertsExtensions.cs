using NodaTime.Extensions;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Preview;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Alerts;

/// <summary>Registers alerting.</summary>
public static class AlertsExtensions
{
    /// <summary>Adds the store of alerts. Capabilities join it by registering an <see cref="IAlertSchemaPart"/> and an <see cref="ITransitionSink"/>.</summary>
    public static IServiceCollection AddAlertStore(this IServiceCollection services, DataDirectory data) => services
        .AddSingleton(provider => AlertStore.Open(data.In("alerts.db"), provider.GetServices<IAlertSchemaPart>(), provider.GetServices<ITransitionSink>()))
        .AddSingleton<AlertDesk>();

    /// <summary>Adds the rules of <c>rules/*.yaml</c> and of pages, and their evaluation.</summary>
    public static IServiceCollection AddAlertRules(this IServiceCollection services, ConfigDirectory config) => services
        .AddConfigurationPart(ConfigurationPlace.Folder(config.RulesFolder), RuleSet.Read)
        .AddSingleton<IAlertSchemaPart, RuleBookSchema>()
        .AddSingleton(provider => new RuleBook(
            provider.GetRequiredService<ConfigurationWatch<RuleSet>>(), provider.GetRequiredService<AlertStore>(), provider.GetRequiredService<TimeProvider>().ToClock()))
        .AddSingleton(provider => new RulePreviewer(provider.GetRequiredService<IStatistics>()))
        .AddSingleton<AlertEngine>()
        .AddSingleton(provider => new AlertCurve(provider.GetRequiredService<IStatistics>()))
        .AddSingleton(provider => new Backtester(provider.GetRequiredService<IStatistics>()))
        .AddSingleton<BacktestSlots>()
        .AddHostedService<AlertService>();
}
