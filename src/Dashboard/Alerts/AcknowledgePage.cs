using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime.Extensions;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;

namespace Tongbi.Dashboard.Alerts;

/// <summary>
/// <c>/acknowledge?t=TOKEN</c>: the page behind the link in a message. Opening it does nothing (mail programs open links by themselves); its
/// button acknowledges. No signing in: the token is the credential and allows this one act; without a good one the answer is 401.
/// </summary>
public static class AcknowledgePage
{
    /// <summary>Maps the page.</summary>
    public static IEndpointRouteBuilder MapAcknowledgePage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/acknowledge", Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/acknowledge", ActAsync).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        return routes;
    }

    private static IResult Show(string? t, AcknowledgeLinks links, UsedLinks used, AlertStore store, TimeProvider time)
    {
        AcknowledgeToken? token = links.Read(t ?? "", time.ToClock().GetCurrentInstant());
        return token is null ? Page(StatusCodes.Status401Unauthorized, Both("page.over"))
            : used.IsUsed(token) || store.Find(token.Alert) is not { } alert ? Page(StatusCodes.Status410Gone, Both("page.over"))
            : Page(StatusCodes.Status200OK, Describe(alert) + $"""
                <form method="post" action="/acknowledge"><input type="hidden" name="t" value="{Encode(t ?? "")}">
                <p><label>{Both("page.note")}<br><input name="comment" maxlength="{AlertDesk.LongestComment}"></label></p>
                <p><button type="submit">{Both("page.button")}</button></p></form>
                """);
    }

    private static async Task<IResult> ActAsync(HttpRequest request, AcknowledgeLinks links, UsedLinks used, AlertDesk desk, AlertStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return Page(StatusCodes.Status401Unauthorized, Both("page.over"));
        }

        IFormCollection form = await request.ReadFormAsync(cancellationToken);
        AcknowledgeToken? token = links.Read(form["t"].ToString(), time.ToClock().GetCurrentInstant());
        if (token is null)
        {
            return Page(StatusCodes.Status401Unauthorized, Both("page.over"));
        }

        if (store.Find(token.Alert) is null || !used.TryUse(token))
        {
            return Page(StatusCodes.Status410Gone, Both("page.over"));
        }

        string comment = form["comment"].ToString().Trim();
        DeskOutcome outcome = desk.Acknowledge(token.Alert, "link:" + token.Receiver, comment.Length is 0 or > AlertDesk.LongestComment ? null : comment);
        return outcome.Step is { } step
            ? Page(StatusCodes.Status200OK, Describe(step.Alert) + $"<p><strong>{Both("page.done")}</strong></p>")
            : Page(StatusCodes.Status409Conflict, Both("page.already"));
    }

    private static string Describe(Alert alert) => $"<p><strong>{Encode(alert.Name)}</strong><br>{Encode(alert.NameEn)}</p><p>{Encode(alert.Summary)}<br>{Encode(alert.SummaryEn)}</p>";

    private static string Both(string key) => Encode(MessageWords.Chinese[key]) + " · " + Encode(MessageWords.English[key]);

    private static IResult Page(int status, string body) => Results.Text(
        $"""
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
        <title>{Both("page.title")}</title></head>
        <body><h1>{Both("page.title")}</h1>
        {body}
        </body></html>
        """,
        "text/html",
        Encoding.UTF8,
        status);

    private static string Encode(string text) => Encoder.Encode(text);

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
}
