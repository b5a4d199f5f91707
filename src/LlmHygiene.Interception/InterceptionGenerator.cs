using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Interception.Emitting;
using LlmHygiene.Interception.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Interception;

/// <summary>
/// Writes an interceptor for every recognized LLM call of the project, if the property <c>LlmHygieneIntercept</c> is on. It reports
/// nothing: the build says where the property has no effect.
/// </summary>
[Generator(LanguageNames.CSharp)]
internal sealed class InterceptionGenerator : IIncrementalGenerator
{
    /// <summary>The step with one file of calls, by which tests check what runs again.</summary>
    public const string FileStep = "InterceptedFile";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Null where the property is off. Each step has a class as its value: a struct would cost the first build some hundred methods.
        var project = context
            .AdditionalTextsProvider.Collect()
            .Select(static (texts, _) => new AnalyzerOptions(texts))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(
                static (pair, _) =>
                    BuildProperties.IsIntercepting(pair.Right.GlobalOptions)
                        ? new AnalyzerOptions(pair.Left.AdditionalFiles, pair.Right)
                        : null
            );
        var files = context
            .CompilationProvider.Combine(project)
            .SelectMany(
                static (pair, cancellation) =>
                    pair.Right is { } options
                        ? CallFinder.Find(pair.Left, options, cancellation)
                        : EquatableArray<Model.InterceptedFile>.Empty
            )
            .WithTrackingName(FileStep);

        // Not for an editor: nothing in the user's code refers to what is emitted.
        context.RegisterImplementationSourceOutput(
            files,
            static (production, file) => production.AddSource(file.HintName, SourceText.From(InterceptorEmitter.Emit(file), Encoding.UTF8))
        );
    }
}
