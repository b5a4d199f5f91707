using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptMethods;

/// <summary>What a prompt method is compared with: the lock, the prompt files and the other methods. Looked for when the first method asks.</summary>
internal sealed class OtherPrompts(Compilation compilation, AnalyzerOptions options)
{
    private readonly Lazy<PromptLockParseResult> _lock = new(() => PromptLockAnalyzer.Read(options.AdditionalFiles));
    private readonly Lazy<ILookup<string, AttributeSyntax>> _methods = new(() => PromptMethodPlaces.Of(compilation));
    private readonly Lazy<PromptCatalog> _files = new(() =>
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var partials = PromptPartials.From(options.AdditionalFiles, provider);
        return PromptCatalog.Create(
            options.AdditionalFiles,
            provider,
            compilation.AssemblyName ?? "",
            file => file.GetText() is { } text ? ParsedPrompts.Get(text, file.Path, partials) : null
        );
    });

    public PromptLockParseResult Lock => _lock.Value;

    /// <summary>Where the same name and version are written a second time.</summary>
    /// <param name="versionSpan">Where this one writes its version.</param>
    public string? SameVersion(PromptModel prompt, SyntaxTree tree, TextSpan versionSpan)
    {
        if (_files.Value.Find(prompt) is { } file)
            return file.Path;
        var other = _methods
            .Value[PromptMethodPlaces.Identity(prompt.Name, prompt.Version)]
            .FirstOrDefault(attribute => attribute.SyntaxTree != tree || !attribute.Span.Contains(versionSpan));
        return other is null ? null : NameOf(other);
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var place = attribute.GetLocation().GetLineSpan();
        var file = place.Path.Substring(place.Path.LastIndexOfAny(['/', '\\']) + 1);
        return file + "(" + ScalarValues.Invariant(place.StartLinePosition.Line + 1) + ")";
    }
}
