using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH5003: asks for the type that the text is parsed as, where the text of the response is parsed as it is, with default options, and no
/// code handles text that is no JSON.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TextParsedAsJsonFix))]
public sealed class TextParsedAsJsonFix : LlmCodeFixProvider
{
    private const string Text = "Text";
    private const string Result = "Result";

    // The structured method has a parameter before this one.
    private const string Token = "cancellationToken";
    private const int TokenPosition = 2;

    private const string Options = "options";
    private const int OptionsPosition = 1;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.TextParsedAsJson);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not var (document, node, model)
            || CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions) is not { Catalog.HasSdks: true } session
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } syntax
            || model.FindOperation(syntax, cancellation) is not IInvocationOperation parse
            || !MicrosoftExtensionsAISdk.HasStructuredOutput(model.Compilation)
            || ParsedTextAnalyzer.Find(parse, session, session.ScopeOf(model, cancellation)) is not { } parsed
            || EditsOf(document, syntax, parse, parsed) is not { } edits
        )
            return [];
        return
        [
            new ProposedFix(
                $"Ask for structured output with {MicrosoftExtensionsAISdk.StructuredResponse}",
                nameof(TextParsedAsJsonFix),
                (change, stop) => OptionsEdit.ApplyAsync(edits, change, stop)
            ),
        ];
    }

    private static IReadOnlyList<OptionsEdit>? EditsOf(
        Document document,
        InvocationExpressionSyntax syntax,
        IInvocationOperation parse,
        ParsedText parsed
    )
    {
        if (
            parse.TargetMethod is not { Name: JsonReaders.Deserialize, TypeArguments: [{ SpecialType: SpecialType.None } type] }
            || type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsGenericType: false }
            || Containers.FullName(parse.TargetMethod.ContainingType) != JsonReaders.Serializer
            || syntax
                is not {
                    ArgumentList.Arguments: [
                        { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Text, Expression: var response } },
                    ],
                    Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList: var types } }
                }
            || parsed.Call.Invocation.Syntax is not InvocationExpressionSyntax call
            || call.SyntaxTree != syntax.SyntaxTree
            || !MicrosoftExtensionsAISdk.IsChatClient(parsed.Call.Client?.Type)
            || !MayFail(syntax)
        )
            return null;
        // `(await client.GetResponseAsync(…)).Text`
        if (response is ParenthesizedExpressionSyntax { Expression: AwaitExpressionSyntax } && response.Span.Contains(call.Span))
            return
            [
                new OptionsEdit(
                    document,
                    syntax,
                    node => ResultOf(ResponseIn((InvocationExpressionSyntax)node), types).WithTriviaFrom(node),
                    Result
                ),
            ];
        if (response is not IdentifierNameSyntax || DeclarationOf(call) is not { } declared || declared != NameOf(response))
            return null;
        return
        [
            new OptionsEdit(document, call, node => Structured((InvocationExpressionSyntax)node, types), Result),
            new OptionsEdit(
                document,
                syntax,
                node => Member(ResponseIn((InvocationExpressionSyntax)node), Result).WithTriviaFrom(node),
                Result
            ),
        ];
    }

    private static string NameOf(ExpressionSyntax response) => ((IdentifierNameSyntax)response).Identifier.ValueText;

    // `var response = await client.GetResponseAsync(…);`
    private static string? DeclarationOf(InvocationExpressionSyntax call)
    {
        ExpressionSyntax value = call;
        while (
            value.Parent
                is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax next }
        )
            value = next;
        return
            value.Parent
                is AwaitExpressionSyntax
                {
                    Parent: EqualsValueClauseSyntax
                    {
                        Parent: VariableDeclaratorSyntax
                        {
                            Identifier.ValueText: var name,
                            Parent: VariableDeclarationSyntax { Type.IsVar: true, Variables.Count: 1 }
                        }
                    }
                }
            ? name
            : null;
    }

    // Code that catches what the parser throws has something to do then, which another exception would pass by.
    private static bool MayFail(SyntaxNode node)
    {
        foreach (var around in node.Ancestors())
        {
            if (around is TryStatementSyntax { Catches.Count: > 0 } attempt && attempt.Block.Span.Contains(node.Span))
                return false;
            if (around is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return true;
        }

        return true;
    }

    private static ExpressionSyntax ResponseIn(InvocationExpressionSyntax parse) =>
        ((MemberAccessExpressionSyntax)parse.ArgumentList.Arguments[0].Expression).Expression.WithoutTrivia();

    private static ExpressionSyntax ResultOf(ExpressionSyntax response, TypeArgumentListSyntax types)
    {
        var call = response
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .First(static one =>
                one.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: MicrosoftExtensionsAISdk.GetResponse }
            );
        return Member(response.ReplaceNode(call, Structured(call, types)), Result);
    }

    private static MemberAccessExpressionSyntax Member(ExpressionSyntax value, string name) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, value, SyntaxFactory.IdentifierName(name));

    private static SyntaxNode Structured(InvocationExpressionSyntax call, TypeArgumentListSyntax types)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return call;
        var name = SyntaxFactory.GenericName(access.Name.Identifier.WithTrailingTrivia(), types.WithoutTrivia());
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count > TokenPosition && arguments[TokenPosition] is { NameColon: null } token)
            arguments = arguments.Replace(token, ArgumentText.Named(Token, token).WithTriviaFrom(token));
        // `null` would fit other overloads as well.
        if (
            arguments.Count > OptionsPosition
            && arguments[OptionsPosition] is { NameColon: null, Expression: LiteralExpressionSyntax } none
        )
            arguments = arguments.Replace(none, ArgumentText.Named(Options, none).WithTriviaFrom(none));
        return call.WithExpression(access.WithName(name)).WithArgumentList(call.ArgumentList.WithArguments(arguments));
    }
}
