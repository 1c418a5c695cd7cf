using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Dashboard.Alerts;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Demo;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Publishing;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Schedules;
using Tongbi.Dashboard.Screens;
using Tongbi.Dashboard.Security;
using Tongbi.Dashboard.Sources;
using Tongbi.Dashboard.Verbs;
using Tongbi.Dashboard.Walls.Maps;

namespace Tongbi.Dashboard;

/// <summary>The whole program, as a table of contents: one executable, its verbs, and the server in the order data flows through it.</summary>
public static class Program
{
    /// <summary>Runs one verb; without one, the server.</summary>
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    /// <summary>Composes the server on an opened data directory; it is not started yet.</summary>
    /// <param name="options">Where data and configuration are, and what to listen on.</param>
    /// <param name="data">The data directory, locked by the caller.</param>
    /// <param name="configure">Last word on the services, for tests: another clock, another terminal.</param>
    internal static WebApplication BuildServer(TongbiOptions options, DataDirectory data, Action<IServiceCollection>? configure = null)
    {
        options.Check();
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.AddLogging(data);
        builder.AddListening(options);
        builder.Services.AddOperations(options, data);
        ConfigDirectory config = new(options.Config);
        builder.Services.AddCatalogue(config);
        builder.Services.AddSqliteLedger(data.Path);
        builder.Services.AddCounts(data);
        builder.Services.AddIngest(config, data);
        builder.Services.AddFolders(config, data);
        builder.Services.AddPulls(config, data);
        builder.Services.AddStatistics();
        builder.Services.AddAlertStore(data);
        builder.Services.AddAlertRules(config);
        builder.Services.AddAlertDelivery(config, data);
        builder.Services.AddReports(config, data);
        builder.Services.AddPublishing(config, data);
        builder.Services.AddFonts();
        builder.Services.AddCharts();
        builder.Services.AddApi();
        builder.Services.AddMaps(config);
        builder.Services.AddLive();
        builder.Services.AddScreens();
        builder.Services.AddSecurity(data);
        builder.Services.AddDemo();
        builder.Services.AddTelemetry();
        configure?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseRouting();
        app.UseSecurity();
        app.MapHealth();
        app.MapMetrics();
        app.MapSession();
        app.MapKeys();
        app.MapIngest();
        app.MapLineProtocol();
        app.MapInfluxQuery();
        app.MapStatistics();
        app.MapSeries();
        app.MapCharts();
        app.MapAberrations();
        app.MapReconciliation();
        app.MapHistory();
        app.MapSeals();
        app.MapRestatements();
        app.MapCatalog();
        app.MapSources();
        app.MapFolders();
        app.MapPublishing();
        app.MapBulletins();
        app.MapRules();
        app.MapAlerts();
        app.MapResponseTimes();
        app.MapSilences();
        app.MapRosters();
        app.MapDeliveries();
        app.MapAcknowledgePage();
        app.MapReports();
        app.MapReportLife();
        app.MapReportSchedules();
        app.MapQuarantine();
        app.MapPulls();
        app.MapLive();
        app.MapMaps();
        app.MapScreens();
        app.MapContract();
        app.MapPages();
        return app;
    }
}
