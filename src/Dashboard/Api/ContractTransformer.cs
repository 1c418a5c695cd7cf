using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tongbi.Dashboard.Api;

/// <summary>Adds to the published contract what holds for all endpoints: what it is, and how to sign in.</summary>
internal sealed class ContractTransformer : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Tongbi",
            Version = "v1",
            Description = "Counts of public-security records, compared with last year. Errors are application/problem+json with a stable code.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-API-Key", Description = "A program's key." },
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same key as a bearer token." },
            ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Security.SecurityExtensions.SessionCookie, Description = "A person's session, from POST /api/v1/session." },
        };
        document.Security =
        [
            .. document.Components.SecuritySchemes.Keys.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] }),
        ];
        return Task.CompletedTask;
    }
}
