using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptMethods;

/// <summary>
/// What a prompt method is compared with: the lock, the prompt files and the other methods. Read when the first method needs it.
/// </summary>
internal sealed class OtherPrompts(Compilation compilation, AnalyzerOptions options)
{
    private readonly PromptFileSet _files = PromptFileSet.Of(options);
    private readonly Lazy<ILookup<string, AttributeSyntax>> _methods = new(() => PromptMethodPlaces.Of(compilation));
    private readonly Lazy<PromptCatalog> _catalog = new(() =>
        PromptCatalog.Create(PromptFileSet.Of(options), compilation.AssemblyName ?? "")
    );

    public PromptLockParseResult Lock => _files.Lock;

    /// <summary>Where the same name and version are defined a second time.</summary>
    /// <param name="versionSpan">Where this prompt writes its version.</param>
    public string? SameVersion(PromptModel prompt, SyntaxTree tree, TextSpan versionSpan)
    {
        if (_catalog.Value.Find(prompt) is { } file)
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
