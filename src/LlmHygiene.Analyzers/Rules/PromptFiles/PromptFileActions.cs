using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>A prompt file that is judged by itself.</summary>
internal sealed class PromptFileAction(AdditionalFileAnalysisContext context, SourceText text, PromptParseResult result)
{
    public AdditionalFileAnalysisContext Context { get; } = context;

    public PromptParseResult Result { get; } = result;

    public Location At(TextSpan span) => Location.Create(Context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
}

internal static class PromptFileActions
{
    /// <summary>Has every prompt file of a project judged, with its partials brought in. A project without prompts pays nothing.</summary>
    public static void RegisterPromptFileAction(this AnalysisContext context, Action<PromptFileAction> judge)
    {
#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var options = start.Options.AnalyzerConfigOptionsProvider;
            if (!start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, options.GetOptions(file)))) return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, options));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                if (PromptPaths.IsPrompt(file, options.GetOptions(file)) && file.GetText(action.CancellationToken) is { } text)
                    judge(new PromptFileAction(action, text, ParsedPrompts.Get(text, file.Path, partials.Value)));
            });
        });
    }
}
