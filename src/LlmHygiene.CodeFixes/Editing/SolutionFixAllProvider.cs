using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Applies all fixes of one kind in one change. Roslyn's batch fixer only merges the texts of C# files; these fixes also add prompt files,
/// change settings, and assign names that must differ from each other.
/// </summary>
internal sealed class SolutionFixAllProvider : FixAllProvider
{
    public static readonly SolutionFixAllProvider Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var fixes = await FindAsync(context).ConfigureAwait(false);
        // `dotnet format` prints a warning for each rule that has nothing to fix, unless it gets an action that changes nothing.
        if (fixes.Count == 0 && context.Solution.Workspace.Kind != SolutionChangeAction.WorkspaceOfFormat)
            return null;
        var title = fixes.Count == 0 ? "Nothing to fix" : fixes[0].Title;
        return new SolutionChangeAction(title, context.CodeActionEquivalenceKey, context.Solution, fixes);
    }

    private static async Task<List<ProposedFix>> FindAsync(FixAllContext context)
    {
        var provider = (LlmCodeFixProvider)context.CodeFixProvider;
        var fixes = new List<ProposedFix>();
        // A file that several projects share, or that belongs to several target frameworks, is changed once.
        var seen = new HashSet<(string? Path, string Id, int Start)>();
        foreach (var (document, diagnostic) in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (!seen.Add((document.FilePath, diagnostic.Id, diagnostic.Location.SourceSpan.Start)) && document.FilePath is not null)
                continue;
            var found = await provider.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            // `dotnet format` passes no key if the first diagnostic belongs to another rule: then each diagnostic gets its best fix.
            if (
                found.FirstOrDefault(fix => context.CodeActionEquivalenceKey is null || fix.Key == context.CodeActionEquivalenceKey) is
                { } fix
            )
                fixes.Add(fix);
        }

        return fixes;
    }

    private static async Task<IEnumerable<(TextDocument Document, Diagnostic Diagnostic)>> DiagnosticsAsync(FixAllContext context)
    {
        var diagnostics = context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => await context
                .GetDocumentDiagnosticsAsync(document)
                .ConfigureAwait(false),
            FixAllScope.Project => await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false),
            FixAllScope.Solution => await OfSolutionAsync(context).ConfigureAwait(false),
            _ => ImmutableArray<Diagnostic>.Empty,
        };
        return from diagnostic in diagnostics
            let document = DocumentOf(context, diagnostic)
            where document is not null
            orderby document.FilePath, diagnostic.Location.SourceSpan.Start
            select (document, diagnostic);
    }

    private static async Task<ImmutableArray<Diagnostic>> OfSolutionAsync(FixAllContext context)
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return all.ToImmutable();
    }

    private static TextDocument? DocumentOf(FixAllContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is { } tree)
            return context.Solution.GetDocument(tree);
        var path = diagnostic.Location.GetLineSpan().Path;
        return string.IsNullOrEmpty(path)
            ? null
            : context
                .Solution.Projects.SelectMany(project => project.AdditionalDocuments)
                .FirstOrDefault(document => document.FilePath == path);
    }
}
