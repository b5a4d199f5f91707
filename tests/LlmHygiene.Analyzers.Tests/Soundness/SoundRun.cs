using System.Reflection;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A program that was compiled, analyzed and run.</summary>
/// <param name="Failure">Why it could not be compiled or run; null when it could.</param>
internal sealed record RunProgram(SoundProgram Program, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<Sent> Sent, string? Failure)
{
    /// <summary>The failure of a program that ends before its call.</summary>
    public const string NothingSent = "Nothing was sent.";
}

/// <summary>Compiles many programs at once, analyzes them, and runs each.</summary>
internal static class SoundRun
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.AI;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.DependencyInjection.Extensions;
        static class Program { static void Main() { } }
        """;

    private static readonly MetadataReference[] s_references =
    [
        .. TestReferences.Framework,
        .. new[]
        {
            "Microsoft.Extensions.AI",
            "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.AI.OpenAI",
            "Microsoft.Extensions.Caching.Abstractions",
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "OpenAI",
            "System.ClientModel",
            "System.Memory.Data",
        }.Select(TestReferences.FromOutput),
        TestReferences.Runtime,
    ];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly SyntaxTree s_usings = CSharpSyntaxTree.ParseText(Usings, s_parse, "Usings.cs");

    private static readonly CSharpCompilationOptions s_options = new CSharpCompilationOptions(
        OutputKind.ConsoleApplication,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("LLMH0001", ReportDiagnostic.Info), new("OPENAI001", ReportDiagnostic.Suppress)]
    ).WithConcurrentBuild(true);

    // Compilations that are made of this one share what is known of the references.
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("Programs", [s_usings], s_references, s_options);

    public static IEnumerable<RunProgram> All(IReadOnlyList<SoundProgram> programs)
    {
        var together = programs.Where(static program => !program.NeedsOwnCompilation).ToList();
        return programs
            .Where(static program => program.NeedsOwnCompilation)
            .SelectMany(static program => Together([program]))
            .Concat(Together(together));
    }

    private static IReadOnlyList<RunProgram> Together(IReadOnlyList<SoundProgram> programs)
    {
        if (programs.Count == 0)
            return [];
        var trees = programs.Select(program => CSharpSyntaxTree.ParseText(program.Text, s_parse, program.FileName));
        var compilation = s_empty.AddSyntaxTrees(trees);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
            return WithoutBroken(programs, emitted.Diagnostics);

        var found = Analyze(compilation).ToLookup(static diagnostic => diagnostic.Location.SourceTree?.FilePath);
        image.Position = 0;
        var context = FakeSdk.Instance.ForPrograms();
        try
        {
            var assembly = context.LoadFromStream(image);
            return [.. programs.Select(program => Run(program, assembly, [.. found[program.FileName]]))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static IReadOnlyList<RunProgram> WithoutBroken(IReadOnlyList<SoundProgram> programs, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(static diagnostic => diagnostic.Location.SourceTree?.FilePath);
        var broken = programs.Where(program => errors[program.FileName].Any()).ToList();
        Assert.True(broken.Count > 0, string.Join("\n", errors.SelectMany(static group => group)));
        return
        [
            .. broken.Select(program => new RunProgram(program, [], [], string.Join("\n", errors[program.FileName]))),
            .. Together([.. programs.Except(broken)]),
        ];
    }

    private static IEnumerable<Diagnostic> Analyze(Compilation compilation)
    {
        var analysis = new CompilationWithAnalyzers(
            compilation,
            [new LlmCallAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, true, logAnalyzerExecutionTime: false)
        );
        return analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static RunProgram Run(SoundProgram program, Assembly assembly, IReadOnlyList<Diagnostic> diagnostics)
    {
        var sent = FakeSdk.Instance.Sent;
        sent.Clear();
        try
        {
            var type = assembly.GetType(program.TypeName, throwOnError: true)!;
            var task = (Task)type.GetMethod("RunAsync")!.Invoke(Activator.CreateInstance(type), null)!;
            task.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            return new RunProgram(program, diagnostics, [], (e.InnerException ?? e).ToString());
        }

        return new RunProgram(program, diagnostics, [.. sent.Select(Sent.Of)], sent.Count == 0 ? RunProgram.NothingSent : null);
    }
}
