using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>Sets the output limit that a prompt file or a <c>[Prompt]</c> states for its calls.</summary>
internal static class PromptLimitWriter
{
    private const string InAttribute = RuntimeTypes.OutputLimit;

    /// <summary>
    /// Null where there is no prompt version at the location, and for a prompt that states a limit. A locked version has shipped: a
    /// different limit needs a new version.
    /// </summary>
    /// <param name="limitOf">The limit to set, from the options of the file and the prompt.</param>
    public static async Task<ProposedFix?> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        Func<RuleOptions, PromptModel, SuggestedLimit> limitOf,
        string key,
        CancellationToken cancellation
    )
    {
        var options = document.Project.AnalyzerOptions;
        if (
            await VersionPlace.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Prompt: { Parameters.MaxOutputTokens: null, IsBroken: false } prompt } place
            || ShippedPrompts.Include(prompt, options)
        )
            return null;

        var provider = options.AnalyzerConfigOptionsProvider;
        var own = place.File is { } read
            ? provider.GetOptions(options.AdditionalFiles.First(file => file.Path == read.Path))
            : provider.GetOptions(place.Attribute!.SyntaxTree);
        var suggested = limitOf(RuleOptions.OfPrompt(own, options), prompt);
        var (limit, title) = (suggested.Tokens, suggested.Title);

        if (place.File is { } file)
        {
            return Edit(file.Text) is { } edit && file.ChangesOnlyParameters(edit)
                ? new ProposedFix(title, key, (change, token) => file.EditInTurnAsync(change, Edit, token))
                : null;

            TextChange? Edit(SourceText text) => ParameterEdits.AddLimit(text, file.Format, CSharpText.Number(limit));
        }

        return
            place.Attribute is { ArgumentList: { } arguments } attribute
            && arguments.Arguments.All(static argument => argument.NameEquals?.Name.Identifier.ValueText != InAttribute)
            ? new ProposedFix(title, key, (change, token) => WriteAsync(change, document.Id, attribute, limit, token))
            : null;
    }

    private static async Task WriteAsync(
        SolutionChange change,
        DocumentId document,
        AttributeSyntax attribute,
        int limit,
        CancellationToken cancellation
    )
    {
        var editor = await change.EditorOfAsync(document, cancellation).ConfigureAwait(false);
        var written = SyntaxFactory
            .AttributeArgument(SyntaxFactory.ParseExpression(CSharpText.Number(limit)))
            .WithNameEquals(SyntaxFactory.NameEquals(InAttribute).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        editor.ReplaceNode(
            attribute.ArgumentList!,
            (current, _) =>
            {
                var list = (AttributeArgumentListSyntax)current;
                return list.WithArguments(SeparatedListText.Add(list.Arguments, written, list.OpenParenToken));
            }
        );
    }
}
