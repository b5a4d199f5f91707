using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>
/// The prompt files, partials and lock of a project. Each is parsed once: the rules share this object, and
/// the generator shares the parsed results with it (<see cref="PromptParseCache"/>).
/// </summary>
internal sealed class PromptFileSet
{
    // A set is immutable, and each of its parts is created once, on demand, so that any thread can use it.
    private static readonly ConditionalWeakTable<AnalyzerOptions, PromptFileSet> s_ofProjects = new();

    private readonly ImmutableArray<AdditionalText> _files;
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly Lazy<ImmutableArray<AdditionalText>> _prompts;
    private readonly Lazy<ImmutableArray<AdditionalText>> _partialFiles;
    private readonly Lazy<PromptPartials> _partials;
    private readonly Lazy<AdditionalText?> _lockFile;

    public PromptFileSet(AnalyzerOptions options)
        : this(options.AdditionalFiles, options.AnalyzerConfigOptionsProvider) { }

    public PromptFileSet(ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider options)
    {
        _files = files;
        _options = options;
        _prompts = new(() => _files.Where(IsPrompt).ToImmutableArray());
        _partialFiles = new(() => _files.Where(IsPartial).ToImmutableArray());
        _partials = new(() => PromptPartials.From(PartialFiles, _options));
        _lockFile = new(() => _files.FirstOrDefault(PromptLockFile.IsLock));
    }

    /// <summary>The prompt files, in the order in which the project lists them.</summary>
    public ImmutableArray<AdditionalText> Prompts => _prompts.Value;

    public ImmutableArray<AdditionalText> PartialFiles => _partialFiles.Value;

    public PromptPartials Partials => _partials.Value;

    /// <summary>The lock file; null when the project has none.</summary>
    public AdditionalText? LockFile => _lockFile.Value;

    /// <summary>The parsed lock; an empty one when the project has none.</summary>
    public PromptLockParseResult Lock => PromptLockFile.Parse(LockFile?.GetText());

    /// <summary>The parsed prompt files, without those that cannot be read.</summary>
    public IEnumerable<ParsedPromptFile> Parsed => Prompts.Select(file => Parse(file)).OfType<ParsedPromptFile>();

    public GeneratorSettings Settings => GeneratorSettings.From(_options.GlobalOptions);

    /// <summary>The files of a project: one object for all callers with the same options.</summary>
    public static PromptFileSet Of(AnalyzerOptions options) => s_ofProjects.GetValue(options, static options => new PromptFileSet(options));

    public bool IsPrompt(AdditionalText file) => PromptPaths.IsPrompt(file, _options.GetOptions(file));

    public bool IsPartial(AdditionalText file) => PromptPaths.IsPartial(file, _options.GetOptions(file));

    /// <summary>The path relative to the project, with '/' between its parts and including the file name.</summary>
    public string RelativePath(AdditionalText file) => PromptPaths.RelativePath(file, _options.GetOptions(file), _options.GlobalOptions);

    public string PartialName(AdditionalText file) => PromptPaths.PartialName(file, _options.GetOptions(file), _options.GlobalOptions);

    /// <returns>Null for a file that cannot be read.</returns>
    public ParsedPromptFile? Parse(AdditionalText file, CancellationToken cancellationToken = default) =>
        file.GetText(cancellationToken) is { } text ? new ParsedPromptFile(file, text, Parse(text, file.Path)) : null;

    public PromptParseResult Parse(SourceText text, string path) => PromptParseCache.Get(text, path, Partials, Settings.Level);
}

/// <summary>A prompt file with its text and its parsed content.</summary>
internal sealed record ParsedPromptFile(AdditionalText File, SourceText Text, PromptParseResult Result)
{
    public Location At(TextSpan span) => Location.Create(File.Path, span, Text.Lines.GetLinePositionSpan(span));
}
