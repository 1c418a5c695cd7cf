using Tongbi.Alerts.Incidents;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Alerts;

/// <summary>Registers alerting.</summary>
public static class AlertsExtensions
{
    /// <summary>Adds the store of alerts. Capabilities join it by registering an <see cref="IAlertSchemaPart"/> and an <see cref="ITransitionSink"/>.</summary>
    public static IServiceCollection AddAlertStore(this IServiceCollection services, DataDirectory data) => services
        .AddSingleton(provider => AlertStore.Open(data.In("alerts.db"), provider.GetServices<IAlertSchemaPart>(), provider.GetServices<ITransitionSink>()));
}
