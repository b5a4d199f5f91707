using System.Globalization;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>A prompt file or a partial, read as the rules read it. Edits are tried before they are offered.</summary>
internal sealed class PromptDocument
{
    private readonly AdditionalText _file;
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly bool _isPartial;

    private PromptDocument(TextDocument document, AdditionalText file, SourceText text, bool isPartial)
    {
        Document = document;
        Text = text;
        _file = file;
        _options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
        _isPartial = isPartial;
        Partials = PromptFileSet.Of(document.Project.AnalyzerOptions).Partials;
        Result = Read(text);
    }

    public TextDocument Document { get; }

    public string Path => _file.Path;

    public SourceText Text { get; }

    public PromptPartials Partials { get; }

    public PromptParseResult Result { get; }

    /// <summary>True for the format in which the whole file is YAML.</summary>
    public bool IsYaml => !_isPartial && Format == PromptFormat.PromptYaml;

    /// <summary>The name by which prompts include the file; null for a prompt.</summary>
    public string? PartialName => _isPartial ? PromptPaths.PartialName(_file, _options.GetOptions(_file), _options.GlobalOptions) : null;

    public PromptFormat Format => PromptPaths.Format(Path);

    /// <summary>Null for a C# file and for other additional files.</summary>
    public static async Task<PromptDocument?> OfAsync(TextDocument document, CancellationToken cancellation)
    {
        var options = document.Project.AnalyzerOptions;
        if (document is Document || options.AdditionalFiles.FirstOrDefault(file => file.Path == document.FilePath) is not { } file)
            return null;
        var own = options.AnalyzerConfigOptionsProvider.GetOptions(file);
        var isPartial = PromptPaths.IsPartial(file, own);
        if (!isPartial && !PromptPaths.IsPrompt(file, own))
            return null;
        return new PromptDocument(document, file, await document.GetTextAsync(cancellation).ConfigureAwait(false), isPartial);
    }

    /// <summary>All prompt files of the project, for problems between two of them.</summary>
    public static PromptCatalog CatalogOf(Project project) =>
        PromptCatalog.Create(PromptFileSet.Of(project.AnalyzerOptions), project.AssemblyName);

    /// <summary>The problem of the diagnostic in the current file; null when it no longer exists.</summary>
    public PromptProblem? ProblemOf(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return Result.Problems.FirstOrDefault(problem =>
            problem.RuleId == diagnostic.Id && problem.Span == diagnostic.Location.SourceSpan && problem.Message == message
        );
    }

    /// <summary>True when the edit removes the problem and adds no new one.</summary>
    public bool IsFixedBy(TextChange edit, PromptProblem problem) => HasNoneBut(edit, Result.Problems.Where(other => other != problem));

    /// <summary>True when the edit adds no problem.</summary>
    public bool AddsNoProblem(TextChange edit) => HasNoneBut(edit, Result.Problems);

    /// <summary>True when the edit adds no problem, and the prompt remains the same except for its parameters.</summary>
    public bool ChangesOnlyParameters(TextChange edit) =>
        AddsNoProblem(edit)
        && Result.Model is { } before
        && ModelAfter(edit) is { } after
        && after with { Parameters = before.Parameters, ContentHash = before.ContentHash } == before;

    private bool HasNoneBut(TextChange edit, IEnumerable<PromptProblem> known)
    {
        var left = known.Select(static problem => (problem.RuleId, Claim(problem))).ToList();
        return Read(Text.WithChanges(edit)).Problems.All(problem => left.Remove((problem.RuleId, Claim(problem))));
    }

    // The suggestion in a message may change; the text before it says what is wrong.
    private static string Claim(PromptProblem problem)
    {
        var end = problem.Message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? problem.Message : problem.Message.Substring(0, end);
    }

    /// <summary>The prompt after an edit; null if the file cannot be read after the edit.</summary>
    public PromptModel? ModelAfter(TextChange edit) => Read(Text.WithChanges(edit)).Model is { IsBroken: false } model ? model : null;

    /// <summary>The lines of the message text at a place; null unless each line of the text is one line of the file.</summary>
    public (int First, int Last)? LinesOfMessage(TextSpan place) => MessageLines.Of(Text, IsYaml, place);

    /// <summary>Edits the file. Several fixes may do so in one change; an edit that another fix has already made is not repeated.</summary>
    public Task EditAsync(SolutionChange change, TextChange edit, CancellationToken cancellation) =>
        AdditionalFileEdits.AddAsync(Document, change, [edit], cancellation);

    /// <summary>Edits the file as earlier fixes have left it, for edits of several fixes that may touch each other.</summary>
    /// <param name="edit">Null where there is nothing left to do.</param>
    public async Task EditInTurnAsync(SolutionChange change, Func<SourceText, TextChange?> edit, CancellationToken cancellation)
    {
        if (await change.TextOfAsync(Document.Project.Id, Path, cancellation).ConfigureAwait(false) is { } text && edit(text) is { } found)
            change.WriteAdditionalFile(Document.Project.Id, Path, text.WithChanges(found));
    }

    private PromptParseResult Read(SourceText text) =>
        PartialName is { } name
            ? new PromptParseResult(null, Partials.ProblemsOf(new PromptPartial(name, text.ToString())))
            : PromptParser.Parse(text, Partials, Format);
}
