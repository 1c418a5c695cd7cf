using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;
using Tongbi.Testing;

namespace Tongbi.Dashboard.Tests.Ingest;

/// <summary>The ingest endpoints on a real listener over a real ledger, and nothing else. The header <c>X-Scopes</c> says what the caller may do, <c>X-Actor</c> who it is.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    private const string CatalogueText = """
        timeZone: Asia/Shanghai
        firstYear: 2015
        units: [ { code: "331125", name: 云和县, children: [ { code: PS01, name: 浮云所 } ] } ]
        sources:
          - { id: dispatch110, name: 110接处警, cadence: PT5M }
          - { id: mediation, name: 矛盾调解, cadence: P1D }
        metrics:
          - { id: incident, name: 警情, kind: flow, sources: [dispatch110] }
          - { id: accepted, name: 受理, kind: flow, sources: [mediation] }

        """;

    private IngestServer(WebApplication app, TemporaryFolder folder)
    {
        this.app = app;
        this.folder = folder;
        string address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(); // not null: the server has started
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Add("X-Scopes", "ingest:*");
    }

    public HttpClient Client { get; }

    public ILedger Ledger => app.Services.GetRequiredService<ILedger>();

    public static async Task<IngestServer> StartAsync(Action<IngestLimits>? limits = null)
    {
        TemporaryFolder folder = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 1024;
        });
        await File.WriteAllTextAsync(folder.File("catalog.yaml"), CatalogueText);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        builder.Services.AddSingleton<ICatalogueSource>(new FixedCatalogue(CatalogueLoader.Load(folder.File("catalog.yaml"))));
        builder.Services.AddSqliteLedger(folder.Path);
        builder.Services.AddIngest(new ConfigDirectory(folder.Path), DataDirectory.OpenOrCreate(folder.Path));
        if (limits is not null)
        {
            builder.Services.Configure(limits);
        }

        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ScopeHeaderHandler>("test", null);
        builder.Services.AddAuthorization();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapIngest();
        await app.StartAsync();
        return new IngestServer(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private readonly WebApplication app;
    private readonly TemporaryFolder folder;

    private sealed class FixedCatalogue(Catalogue catalogue) : ICatalogueSource
    {
        public Catalogue Current => catalogue;

        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }
    }

    private sealed class ScopeHeaderHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            string scopes = Request.Headers["X-Scopes"].ToString();
            if (scopes.Length == 0)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            string actor = Request.Headers["X-Actor"] is [{ } named] ? named : "key:test";
            ClaimsIdentity identity = new(scopes.Split(' ').Select(scope => new Claim(Scopes.ClaimType, scope)).Append(new Claim(ClaimTypes.Name, actor)), "test");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
