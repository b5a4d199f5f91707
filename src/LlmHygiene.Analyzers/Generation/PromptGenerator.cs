using System.Collections.Immutable;
using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>
/// Generates a typed C# class for each prompt family. It reports nothing: the analyzer reports the errors of a prompt file,
/// so that nothing with a location is cached here. Every step has a class as its value, and every pair becomes one at once: the compiler
/// contains compiled code for those, and the JIT compiles some hundred methods more for each step with a struct.
/// </summary>
[Generator(LanguageNames.CSharp)]
internal sealed class PromptGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context
            .AnalyzerConfigOptionsProvider.Select(static (options, _) => GeneratorSettings.From(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Settings);

        var assemblyName = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");

        // The options decide which files are prompts. The next steps only get the file and its path, so that changing another option does
        // not parse anything again.
        var texts = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider);
        var files = texts.SelectMany(static (pair, _) => Optional(PromptSource.Of(pair.Left, pair.Right)));

        // Every prompt is parsed again if a partial changes; the results for those that do not include it are equal to the previous ones.
        var partials = texts
            .SelectMany(static (pair, token) => Optional(ReadPartial(pair.Left, pair.Right, token)))
            .Collect()
            .Select(static (all, _) => PromptPartials.From(all))
            .WithTrackingName(TrackingNames.Partials);

        var project = settings
            .Combine(assemblyName)
            .Select(static (pair, _) => new GeneratorProject(pair.Left, pair.Right, PromptPartials.None))
            .Combine(partials)
            .Select(static (pair, _) => pair.Left with { Partials = pair.Right });

        var prompts = files
            .Combine(project)
            .SelectMany(static (pair, token) => Optional(Locate(pair.Left, pair.Right, token)))
            .WithTrackingName(TrackingNames.Prompt);

        var counted = prompts
            .Combine(Locked(context))
            .Select(static (pair, _) => Count(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.LockedPrompt);

        var families = counted.Collect().SelectMany(static (all, _) => PromptFamily.Group(all)).WithTrackingName(TrackingNames.Family);

        // The compilation loads its references when it is requested; a project without prompts should not pay for that.
        var requests = prompts
            .Collect()
            .Select(static (all, _) => TargetRequest.Of(all))
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, _) => pair.Left.In(pair.Right));
        var facts = context
            .CompilationProvider.Combine(requests)
            .Select(static (pair, _) => pair.Right.FactsOf(pair.Left))
            .WithTrackingName(TrackingNames.TargetFacts);

        // A class that cannot be there would be an error in the code that has its name.
        var taken = families
            .Select(static (family, _) => family.ClassName)
            .Collect()
            .Select(static (names, _) => new PromptClassNames(names.ToEquatableArray()))
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left.TakenIn(pair.Right));

        var output = families
            .Combine(taken)
            .SelectMany(static (pair, _) => Optional(pair.Right.Names.Contains(pair.Left.ClassName) ? null : pair.Left))
            .Combine(facts)
            .Select(static (pair, _) => new GeneratedPrompt(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Output);

        context.RegisterSourceOutput(
            output,
            static (production, prompt) =>
            {
                var (family, target) = prompt;
                if (target is { CanGenerate: true })
                    production.AddSource(family.HintName, SourceText.From(PromptEmitter.Emit(family, target), Encoding.UTF8));
            }
        );
    }

    /// <summary>The value or nothing, for <c>SelectMany</c>: one step instead of two.</summary>
    public static ImmutableArray<T> Optional<T>(T? value)
        where T : class => value is null ? ImmutableArray<T>.Empty : ImmutableArray.Create(value);

    private static PromptPartial? ReadPartial(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken token)
    {
        if (!PromptPaths.IsPartial(file, options.GetOptions(file)))
            return null;
        var name = PromptPaths.PartialName(file, options.GetOptions(file), options.GlobalOptions);
        return file.GetText(token) is { } text
            ? PromptPartial.Of(name, text, BuildProperties.Level(options.GlobalOptions))
            : new PromptPartial(name, "");
    }

    /// <summary>The content of <c>prompts.lock</c>.</summary>
    public static IncrementalValueProvider<PromptLock> Locked(IncrementalGeneratorInitializationContext context) =>
        context
            .AdditionalTextsProvider.Where(PromptLockFile.IsLock)
            .Collect()
            .Select(static (files, token) => ReadLock(files, token))
            .WithTrackingName(TrackingNames.Lock);

    private static PromptLock ReadLock(ImmutableArray<AdditionalText> files, CancellationToken token) =>
        PromptLockFile.Parse(files.FirstOrDefault()?.GetText(token)).Lock;

    private static LocatedPrompt Count(LocatedPrompt prompt, PromptLock locked) =>
        locked.FindSame(prompt.Model)?.Tokens is { } tokens ? prompt with { Model = prompt.Model with { Tokens = tokens } } : prompt;

    private static LocatedPrompt? Locate(PromptSource source, GeneratorProject project, CancellationToken token)
    {
        var (file, path) = source;
        if (!project.Settings.IsEnabled || file.GetText(token) is not { } text)
            return null;
        var result = PromptParseCache.Get(text, file.Path, project.Partials, project.Settings.Level);
        if (result.Model is not { } model)
            return null;
        if (model.IsBroken)
            model = model with { ErrorSource = ErrorSource(result.Problems, file.Path) };
        return new LocatedPrompt(project.Settings.NamespaceOf(model, path, project.AssemblyName), model);
    }

    // The file of a partial is not known here; its errors are reported in that file.
    private static string ErrorSource(EquatableArray<PromptProblem> problems, string path)
    {
        var rules = string.Join(", ", problems.Select(static problem => problem.RuleId).Distinct());
        return $"{(rules.Length > 0 ? rules : "a partial")} in {Path.GetFileName(path)}";
    }
}
