using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Resilience;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH5004: states a time-out that is long enough for any response, where one is stated or could be.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimeoutCutsCallsFix))]
public sealed class TimeoutCutsCallsFix : LlmCodeFixProvider
{
    // What the SDKs of providers have by default in other languages.
    private const int Minutes = 10;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.TimeoutCutsCalls);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await MadeClientNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } client
            || (ClientHttp.Of(client.Operation, client.Chain) is { } http ? Edit(client, http) : RequestEdit(client)) is not { } edit
        )
            return [];
        return
        [
            new ProposedFix(
                $"State a time-out of {Minutes} minutes",
                nameof(TimeoutCutsCallsFix),
                (change, stop) => OptionsEdit.ApplyAsync([edit], change, stop)
            ),
        ];
    }

    private static OptionsEdit? Edit(MadeClientNode client, ClientHttp http)
    {
        if (http.IsOwn)
            return OwnEdit(client, http);
        if (IsCut(client, http.Clients, out var edit))
            return edit;
        return http.Timeout is { } stated && stated.Seconds < client.Options.MinTimeoutSeconds ? Edit(client, stated) : null;
    }

    // A raw request, at the send itself: a helper may send with a client that only its own code shows.
    private static OptionsEdit? RequestEdit(MadeClientNode client) =>
        client.Operation is IInvocationOperation send && IsCut(client, new HttpClientReader(client.Chain).OfRequest(send), out var edit)
            ? edit
            : null;

    private static bool IsCut(MadeClientNode client, IReadOnlyList<HttpSetup> clients, out OptionsEdit? edit)
    {
        edit = null;
        var min = client.Options.MinTimeoutSeconds;
        foreach (var setup in clients)
        {
            // What a handler cuts is stated in its options, which other clients may share.
            if (setup.Handlers.Any(handler => Math.Min(handler.Attempt ?? min, handler.Total ?? min) < min))
                return true;
            if (setup.Timeout is { } timeout && timeout.Seconds < min)
            {
                edit = Edit(client, timeout);
                return true;
            }
        }

        return false;
    }

    private static OptionsEdit? Edit(MadeClientNode client, CallTimeout timeout)
    {
        var place = timeout.Place.Syntax;
        if (client.DocumentOf(place) is not { } document || client.Minutes(Minutes, place) is not { } longer)
            return null;
        return (timeout.IsDefault, place) switch
        {
            (false, InvocationExpressionSyntax or ObjectCreationExpressionSyntax) => new OptionsEdit(
                document,
                place,
                node => longer.WithTriviaFrom(node),
                HttpClients.Timeout
            ),
            (true, BaseObjectCreationExpressionSyntax creation) => new OptionsEdit(
                document,
                creation,
                node => CreationText.WithMember((BaseObjectCreationExpressionSyntax)node, HttpClients.Timeout, longer),
                HttpClients.Timeout
            ),
            _ => null,
        };
    }

    // `new OllamaApiClient(address)` makes `new HttpClient { BaseAddress = address }`; a kernel makes a client without an address.
    private static OptionsEdit? OwnEdit(MadeClientNode client, ClientHttp http)
    {
        if (
            client.TypeName(HttpClients.Namespace + "." + HttpClients.Client, client.Syntax) is not { } type
            || client.Minutes(Minutes, client.Syntax) is not { } longer
        )
            return null;
        if (client.Syntax is InvocationExpressionSyntax && http.Row.HttpClient is { } parameter)
            return new OptionsEdit(
                client.Document,
                client.Syntax,
                node => ArgumentText.Add((InvocationExpressionSyntax)node, ArgumentText.Named(parameter, Made(type, null, longer))),
                HttpClients.Timeout
            );
        return
            client.Syntax
                is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null, Expression: var address }, ..] }
            && http.Row.Address is not null
            && client.Model.GetTypeInfo(address).Type is { Name: nameof(Uri) }
            ? new OptionsEdit(
                client.Document,
                address,
                node => Made(type, (ExpressionSyntax)node, longer).WithTriviaFrom(node),
                HttpClients.Timeout
            )
            : null;
    }

    // `new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) }`
    private static ExpressionSyntax Made(TypeSyntax type, ExpressionSyntax? address, ExpressionSyntax timeout)
    {
        BaseObjectCreationExpressionSyntax creation = CreationText.New(type);
        if (address is not null)
            creation = CreationText.WithMember(creation, LlmEndpoints.BaseAddress, address.WithoutTrivia());
        return CreationText.WithMember(creation, HttpClients.Timeout, timeout);
    }
}
