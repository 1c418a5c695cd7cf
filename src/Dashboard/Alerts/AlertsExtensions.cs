using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
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

    /// <summary>Adds the rules of <c>rules/*.yaml</c> and their evaluation.</summary>
    public static IServiceCollection AddAlertRules(this IServiceCollection services, ConfigDirectory config) => services
        .AddConfigurationPart(ConfigurationPlace.Folder(config.RulesFolder), RuleSet.Read)
        .AddSingleton<AlertEngine>()
        .AddSingleton(provider => new Backtester(provider.GetRequiredService<IStatistics>()))
        .AddHostedService<AlertService>();
}
