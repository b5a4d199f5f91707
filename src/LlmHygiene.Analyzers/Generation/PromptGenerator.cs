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
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>
/// Generates a typed C# class for each prompt family. It reports nothing: the analyzer reports the errors of a prompt file,
/// so that nothing with a location is cached here.
/// </summary>
[Generator(LanguageNames.CSharp)]
internal sealed class PromptGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context
            .AnalyzerConfigOptionsProvider.Select(static (options, _) => GeneratorSettings.From(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Settings);

        var language = context.ParseOptionsProvider.Select(
            static (options, _) => (options as CSharpParseOptions)?.LanguageVersion ?? LanguageVersion.Default
        );

        var assemblyName = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");

        // The options decide which files are prompts. The next steps only get the file and its path, so that changing another option does
        // not parse anything again.
        var files = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => PromptPaths.IsPrompt(pair.Left, pair.Right.GetOptions(pair.Left)))
            .Select(
                static (pair, _) =>
                    (File: pair.Left, Path: PromptPaths.RelativePath(pair.Left, pair.Right.GetOptions(pair.Left), pair.Right.GlobalOptions))
            );

        // Every prompt is parsed again if a partial changes; the results for those that do not include it are equal to the previous ones.
        var partials = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => PromptPaths.IsPartial(pair.Left, pair.Right.GetOptions(pair.Left)))
            .Select(
                static (pair, token) =>
                    ReadPartial(
                        pair.Left,
                        PromptPaths.PartialName(pair.Left, pair.Right.GetOptions(pair.Left), pair.Right.GlobalOptions),
                        BuildProperties.Level(pair.Right.GlobalOptions),
                        token
                    )
            )
            .Collect()
            .Select(static (all, _) => PromptPartials.From(all))
            .WithTrackingName(TrackingNames.Partials);

        var project = settings
            .Combine(assemblyName)
            .Combine(partials)
            .Select(static (pair, _) => new GeneratorProject(pair.Left.Left, pair.Left.Right, pair.Right));

        var prompts = files
            .Combine(project)
            .Select(static (pair, token) => Locate(pair.Left.File, pair.Left.Path, pair.Right, token))
            .Where(static prompt => prompt is not null)
            .Select(static (prompt, _) => prompt!)
            .WithTrackingName(TrackingNames.Prompt);

        var counted = prompts
            .Combine(Locked(context))
            .Select(static (pair, _) => Count(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.LockedPrompt);

        var families = counted.Collect().SelectMany(static (all, _) => PromptFamily.Group(all)).WithTrackingName(TrackingNames.Family);

        // The compilation loads its references when it is requested; a project without prompts should not pay for that.
        var anyPrompt = prompts.Collect().Select(static (all, _) => all.Length > 0);
        var facts = context
            .CompilationProvider.Combine(
                language.Combine(anyPrompt).Combine(prompts.Collect().Select(static (all, _) => OutputTypeNames(all)))
            )
            .Select(
                static (pair, _) =>
                    pair.Right is var ((version, hasPrompts), types) && hasPrompts
                        ? TargetFacts.From(pair.Left, version) with
                        {
                            OutputTypes = OutputTypes.Readable(pair.Left, types),
                        }
                        : null
            )
            .WithTrackingName(TrackingNames.TargetFacts);

        // A class that cannot be there would be an error in the code that has its name.
        var taken = families
            .Select(static (family, _) => (family.Namespace, family.Name))
            .Collect()
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => Taken(pair.Left, pair.Right));

        var output = families
            .Combine(taken)
            .Where(static pair => !pair.Right.Contains(PromptNamespaces.FullName(pair.Left.Namespace, pair.Left.Name)))
            .Select(static (pair, _) => pair.Left)
            .Combine(facts)
            .WithTrackingName(TrackingNames.Output);

        context.RegisterSourceOutput(
            output,
            static (production, pair) =>
            {
                var (family, target) = pair;
                if (target is { CanGenerate: true })
                    production.AddSource(family.HintName, SourceText.From(PromptEmitter.Emit(family, target), Encoding.UTF8));
            }
        );
    }

    private static PromptPartial ReadPartial(AdditionalText file, string name, HygieneLevel level, CancellationToken token) =>
        file.GetText(token) is { } text ? PromptPartial.Of(name, text, level) : new PromptPartial(name, "");

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

    private static EquatableArray<string> Taken(ImmutableArray<(string Namespace, string Name)> families, Compilation compilation) =>
        families.IsEmpty
            ? default
            : families
                .Where(family => TakenNames.Problem(family.Namespace, family.Name, compilation) is not null)
                .Select(static family => PromptNamespaces.FullName(family.Namespace, family.Name))
                .ToEquatableArray();

    private static EquatableArray<string> OutputTypeNames(ImmutableArray<LocatedPrompt> prompts) =>
        prompts
            .Select(static prompt => prompt.Model.Output?.TypeName)
            .OfType<string>()
            .Distinct()
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    private static LocatedPrompt? Locate(AdditionalText file, string path, GeneratorProject project, CancellationToken token)
    {
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
