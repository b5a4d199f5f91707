using System.Collections.Immutable;
using System.Reflection;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// A project that is open in a workspace, as in an IDE: with all rules and generators, C# files, prompt files and settings, all of which
/// can be edited.
/// </summary>
internal sealed record LiveProject(Project Project)
{
    public const string Folder = TestProject.Folder;

    /// <summary>All rules and generators, as a project that installs the package references them.</summary>
    public static readonly AnalyzerReference Rules = new AnalyzerFileReference(
        typeof(LlmCallAnalyzer).Assembly.Location,
        new LoadedAssembly()
    );

    /// <param name="files">The files by their path below the project: <c>.cs</c> files, <c>.editorconfig</c>, and additional files.</param>
    public static LiveProject Open(params IEnumerable<(string Path, string Text)> files)
    {
        var project = TestProject.Create(suppressed: RuleTest.Usual, analyzers: [Rules]);
        var live = new LiveProject(project).With("Usings.cs", TestCode.Usings);
        foreach (var (path, text) in files)
            live = live.With(path, text);
        return live;
    }

    /// <summary>The project after an edit of a file, or with a new one.</summary>
    public LiveProject With(string path, string text)
    {
        var (source, full) = (SourceText.From(text), Folder + path);
        if (Find(path) is { } old)
        {
            var solution = old switch
            {
                Document => Project.Solution.WithDocumentText(old.Id, source),
                AnalyzerConfigDocument => Project.Solution.WithAnalyzerConfigDocumentText(old.Id, source),
                _ => Project.Solution.WithAdditionalDocumentText(old.Id, source),
            };
            return new(solution.GetProject(Project.Id)!);
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        return new(
            Path.GetExtension(path) switch
            {
                ".cs" => Project.AddDocument(name, source, filePath: full).Project,
                ".editorconfig" => Project.AddAnalyzerConfigDocument(name, source, filePath: full).Project,
                _ => Project.AddAdditionalDocument(name, source, filePath: full).Project,
            }
        );
    }

    /// <summary>The project with a suggestion that applies to almost every call, and that is otherwise suppressed.</summary>
    public LiveProject Reporting(string rule)
    {
        var options = Project.CompilationOptions!;
        return new(Project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.Remove(rule))));
    }

    public TextDocument? Find(string path) =>
        Project
            .Documents.Concat(Project.AdditionalDocuments)
            .Concat(Project.AnalyzerConfigDocuments)
            .FirstOrDefault(document => document.FilePath == Folder + path);

    public async Task<string> TextAsync(string path) => (await Find(path)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>The analysis that an IDE keeps for one state of the project.</summary>
    public async Task<CompilationWithAnalyzers> AnalyzeAsync(CancellationToken cancellation)
    {
        var compilation = (await Project.GetCompilationAsync(cancellation))!;
        return compilation.WithAnalyzers(Rules.GetAnalyzers(LanguageNames.CSharp), Project.AnalyzerOptions);
    }

    /// <summary>The diagnostics of the rules in a build.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        var analysis = await AnalyzeAsync(TestContext.Current.CancellationToken);
        var all = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(all.Where(one => one.Id == "AD0001").Select(one => one.GetMessage(null)));
        return
        [
            .. all.OrderBy(one => one.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(one => one.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The diagnostics of the compiler and the rules in one C# file, requested for that file only.</summary>
    public async Task<string[]> InDocumentAsync(string path, CancellationToken cancellation, TextSpan? span = null)
    {
        var analysis = await AnalyzeAsync(cancellation);
        var tree = (await ((Document)Find(path)!).GetSyntaxTreeAsync(cancellation))!;
        var model = analysis.Compilation.GetSemanticModel(tree);
        var errors = model.GetDiagnostics(span, cancellation).Where(one => one.Severity == DiagnosticSeverity.Error);
        var syntax = await analysis.GetAnalyzerSyntaxDiagnosticsAsync(tree, cancellation);
        var semantic = await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, span, cancellation);
        return Ids(errors.Concat(syntax).Concat(semantic));
    }

    /// <summary>The diagnostics in one prompt file or other additional file, requested for that file only.</summary>
    public async Task<string[]> InFileAsync(string path, CancellationToken cancellation)
    {
        var analysis = await AnalyzeAsync(cancellation);
        var file = Project.AnalyzerOptions.AdditionalFiles.Single(one => one.Path == Folder + path);
        return Ids((await analysis.GetAnalysisResultAsync(file, cancellation)).GetAllDiagnostics());
    }

    /// <summary>The fixes for the first diagnostic of a rule, by title.</summary>
    public async Task<IReadOnlyList<(string Title, CodeAction Action)>> FixesAsync<TFix>(string rule)
        where TFix : LlmCodeFixProvider, new()
    {
        var diagnostic = (await DiagnosticsAsync()).FirstOrDefault(one => one.Id == rule);
        Assert.True(diagnostic is not null, $"{rule} is not reported.");
        var found = new List<(string, CodeAction)>();
        await new TFix().RegisterCodeFixesAsync(
            new CodeFixContext(
                DocumentOf(diagnostic),
                diagnostic,
                (action, _) => found.Add((action.Title, action)),
                TestContext.Current.CancellationToken
            )
        );
        return found;
    }

    /// <summary>The project after a fix for the first diagnostic of a rule.</summary>
    public async Task<LiveProject> FixAsync<TFix>(string rule, string? title = null)
        where TFix : LlmCodeFixProvider, new()
    {
        var fixes = await FixesAsync<TFix>(rule);
        var chosen = title is null ? fixes.FirstOrDefault() : fixes.FirstOrDefault(fix => fix.Title == title);
        Assert.True(chosen.Action is not null, $"No such fix among: {string.Join(", ", fixes.Select(fix => fix.Title))}");
        return await AfterAsync(chosen.Action);
    }

    /// <summary>The project after Fix All with the first fix for the first diagnostic.</summary>
    public async Task<LiveProject> FixAllAsync<TFix>(string rule)
        where TFix : LlmCodeFixProvider, new() => await FixAllAsync<TFix>(rule, (await FixesAsync<TFix>(rule))[0].Action.EquivalenceKey);

    /// <summary>
    /// The same as in `dotnet format`: with the key of the fix for the first diagnostic of the analyzer, whatever its rule.
    /// </summary>
    public async Task<LiveProject> FormatAsync<TFix>(string rule, string firstReported)
        where TFix : LlmCodeFixProvider, new()
    {
        var first = (await DiagnosticsAsync()).First(one => one.Id == firstReported);
        CodeAction? offered = null;
        await new TFix().RegisterCodeFixesAsync(
            new CodeFixContext(DocumentOf(first), first, (action, _) => offered ??= action, TestContext.Current.CancellationToken)
        );
        return await FixAllAsync<TFix>(rule, offered?.EquivalenceKey);
    }

    private async Task<LiveProject> FixAllAsync<TFix>(string rule, string? key)
        where TFix : LlmCodeFixProvider, new()
    {
        var fix = new TFix();
        var diagnostics = (await DiagnosticsAsync()).Where(one => one.Id == rule).ToImmutableArray();
        var context = new FixAllContext(
            Project.Documents.First(),
            fix,
            FixAllScope.Solution,
            key!,
            [rule],
            new Found(diagnostics),
            TestContext.Current.CancellationToken
        );
        return await AfterAsync((await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private TextDocument DocumentOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree
            ? Project.GetDocument(tree)!
            : Project.AdditionalDocuments.Single(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);

    private async Task<LiveProject> AfterAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return new(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(Project.Id)!);
    }

    private static string[] Ids(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(one => one.Id).Order(StringComparer.Ordinal)];

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    // A workspace only accepts references of this kind, and identifies a generator by its instance, which the reference keeps.
    private sealed class LoadedAssembly : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath) => typeof(LlmCallAnalyzer).Assembly;
    }
}
