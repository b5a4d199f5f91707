using System.Runtime.Loader;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>
/// Programs that can be attacked, and programs that only look so. Each is compiled, analyzed and attacked: the rules must report what the
/// attack shows, and nothing else.
/// </summary>
public sealed class FlowProgramTests
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly Lazy<CSharpCompilation> s_compilation = new(Compile);

    private static readonly Lazy<ILookup<string, Diagnostic>> s_found = new(Analyze);

    [Fact]
    public void There_are_enough_programs()
    {
        foreach (var rule in new[] { FlowPrograms.Untrusted, FlowPrograms.Output })
        {
            Assert.True(FlowPrograms.All.Count(program => program.Rule == rule && program.IsVulnerable) >= 40);
            Assert.True(FlowPrograms.All.Count(program => program.Rule == rule && !program.IsVulnerable) >= 40);
        }
    }

    [Fact]
    public void Every_program_that_can_be_attacked_is_reported() =>
        Assert.Equal(
            [],
            FlowPrograms
                .All.Where(program => program.IsVulnerable && !s_found.Value[program.FileName].Any(found => found.Id == program.Rule))
                .Select(static program => program.Name)
        );

    [Fact]
    public void No_other_program_is_reported() =>
        Assert.Equal(
            [],
            FlowPrograms
                .All.Where(program => !program.IsVulnerable)
                .SelectMany(program => s_found.Value[program.FileName].Select(found => program.Name + ": " + found.GetMessage(null)))
        );

    [Fact]
    public void The_way_begins_at_the_source()
    {
        var found = Assert.Single(s_found.Value["Input_Record_Local_AddedMessage.cs"]);
        Assert.Equal("question.Text", TextAt(found.AdditionalLocations[0]));
        Assert.StartsWith(
            "'question.Text' comes from a request and becomes part of a system message",
            found.GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_attack_succeeds_where_it_is_reported_and_nowhere_else()
    {
        using var image = new MemoryStream();
        Assert.True(s_compilation.Value.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("flows", isCollectible: true);
        var folder = Directory.CreateTempSubdirectory("flows");
        var console = Console.In;
        try
        {
            var assembly = context.LoadFromStream(image);
            var stubs = assembly.GetType("Stubs")!;
            var reached = (List<string>)stubs.GetProperty("Reached")!.GetValue(null)!;
            var inner = folder.CreateSubdirectory("inner");
            using var http = new HttpClient(new ModelService());
            stubs.GetProperty("Http")!.SetValue(null, http);
            Flurl.Http.FlurlHttp.Clients.WithDefaults(static builder => builder.AddMiddleware(static () => new ModelService()));
            stubs.GetProperty("Folder")!.SetValue(null, inner.FullName);
            var wrong = new List<string>();
            foreach (var program in FlowPrograms.All)
            {
                reached.Clear();
                Console.SetIn(new StringReader(FlowStubs.Attack));
                await RunAsync(assembly.GetType(program.Name + ".Program")!);
                if (IsReached(reached, inner) != program.IsVulnerable)
                    wrong.Add(program.Name);
            }

            Assert.Equal([], wrong);
        }
        finally
        {
            Console.SetIn(console);
            folder.Delete(recursive: true);
            context.Unload();
        }
    }

    private static Task RunAsync(Type program)
    {
        var made = Activator.CreateInstance(program);
        var run = program.GetMethod("RunAsync")!;
        return (Task)(run.IsStatic ? run.Invoke(null, [made]) : run.Invoke(made, null))!;
    }

    private static bool IsReached(List<string> reached, DirectoryInfo folder)
    {
        var escaped = Path.GetFullPath(Path.Combine(folder.FullName, FlowStubs.Attack));
        var isOutside = File.Exists(escaped);
        File.Delete(escaped);
        return isOutside || reached.Exists(static text => text.Contains("IGNORE ALL RULES", StringComparison.Ordinal));
    }

    private static CSharpCompilation Compile()
    {
        var trees = FlowPrograms
            .All.Select(program => CSharpSyntaxTree.ParseText(program.Text, s_parse, program.FileName))
            .Append(
                CSharpSyntaxTree.ParseText(FlowStubs.Usings + FlowStubs.Recorder + FlowStubs.Web + FlowStubs.Dangers, s_parse, "Stubs.cs")
            )
            .Append(
                CSharpSyntaxTree.ParseText(
                    "static class Allowed { public static readonly HashSet<string> List = [\"trains\", \"ships\"]; }",
                    s_parse,
                    "Allowed.cs"
                )
            );
        var compilation = CSharpCompilation.Create(
            "Flows",
            trees,
            [.. TestReferences.All, TestReferences.NewtonsoftJson, .. TestReferences.HttpLibraries],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        var errors = compilation.GetDiagnostics().Where(static one => one.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        return compilation;
    }

    private static ILookup<string, Diagnostic> Analyze()
    {
        var analysis = new CompilationWithAnalyzers(
            s_compilation.Value,
            [new TextFlowAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: static (exception, _, _) => throw exception,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false
            )
        );
        return analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().ToLookup(static one => one.Location.SourceTree!.FilePath);
    }

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
