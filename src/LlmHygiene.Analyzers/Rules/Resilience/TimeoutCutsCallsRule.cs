using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Resilience;

/// <summary>Calls are cut before a long response is there.</summary>
internal static class TimeoutCutsCallsRule
{
    public static readonly DiagnosticDescriptor TimeoutCutsCalls = Descriptors.Create(
        id: RuleIds.TimeoutCutsCalls,
        title: "A time-out cuts LLM calls",
        message: "'{0}': {1}, and long responses take longer: {2}",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Info,
        description: "A long response, a reasoning model or a local model that is loaded first takes minutes. "
            + "The default time-outs of HTTP clients are made for other services: the call fails, and a retry pays for the tokens again."
    );

    public static Diagnostic? Judge(ClientHttp http, MadeClient client, RuleOptions options)
    {
        var min = options.MinTimeoutSeconds;
        if (http.IsOwn)
            return http.Row.OwnTimeout < min
                ? Report(
                    client,
                    place: null,
                    $"the HttpClient that it makes cuts a call after {http.Row.OwnTimeout} s, its default",
                    "pass an HttpClient with a longer Timeout"
                )
                : null;
        if (CutByClients(http.Clients, client, min) is { } cut)
            return cut;
        return http.Timeout is { } stated && stated.Seconds < min
            ? Report(
                client,
                stated.Place,
                $"{http.Row.Timeout} cuts an attempt after {Text(stated.Seconds)} s",
                $"state a longer {http.Row.Timeout}"
            )
            : null;
    }

    /// <summary>A raw request.</summary>
    /// <param name="clients">The HTTP clients that it may be sent with.</param>
    public static Diagnostic? Judge(IReadOnlyList<HttpSetup> clients, MadeClient request, RuleOptions options) =>
        CutByClients(clients, request, options.MinTimeoutSeconds);

    // Reported only where every client that it may be is cut.
    private static Diagnostic? CutByClients(IReadOnlyList<HttpSetup> clients, MadeClient client, int min)
    {
        Diagnostic? first = null;
        foreach (var setup in clients)
        {
            if (Cut(setup, client, min) is not { } cut)
                return null;
            first ??= cut;
        }

        return first;
    }

    private static Diagnostic? Cut(HttpSetup setup, MadeClient client, int min)
    {
        foreach (var handler in setup.Handlers)
            if (Math.Min(handler.Attempt ?? min, handler.Total ?? min) < min)
                return Report(client, handler.Call, TextOf(handler), AdviceFor(handler));
        return setup.Timeout is { } timeout && timeout.Seconds < min && !setup.Handlers.Any(static handler => handler.IsStandard)
            ? Report(
                client,
                timeout.Place,
                $"its HttpClient cuts a call after {Text(timeout.Seconds)} s" + (timeout.IsDefault ? ", its default" : ""),
                "state a longer Timeout"
            )
            : null;
    }

    private static string TextOf(HttpHandler handler)
    {
        var name = handler.IsStandard ? "the standard resilience handler" : "a resilience handler";
        return (handler.Attempt, handler.Total) switch
        {
            ({ } attempt, { } total) when IsFinite(attempt) && IsFinite(total) =>
                $"{name} cuts an attempt after {Text(attempt)} s and a call after {Text(total)} s",
            ({ } attempt, _) when IsFinite(attempt) => $"{name} cuts an attempt after {Text(attempt)} s",
            (_, var total) => $"{name} cuts a call after {Text(total ?? 0)} s",
        };
    }

    private static string AdviceFor(HttpHandler handler) =>
        handler.IsStandard
            ? $"state a longer {HttpClients.AttemptTimeoutMember} and {HttpClients.TotalTimeoutMember}"
                + (handler.IsForAll ? " for this client" : "")
            : "state a longer time-out";

    private static bool IsFinite(double seconds) => !double.IsInfinity(seconds);

    private static string Text(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static Diagnostic Report(MadeClient client, IOperation? place, string cut, string advice) =>
        Diagnostic.Create(TimeoutCutsCalls, client.Place, place is null ? [] : [place.Syntax.GetLocation()], client.Name, cut, advice);
}
