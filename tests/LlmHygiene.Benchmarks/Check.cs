using System.Diagnostics;

namespace LlmHygiene.Benchmarks;

/// <summary>Shows that the scenarios compile, what is found in them, and how the time grows with their size.</summary>
internal static class Check
{
    public static void Run(string[] names)
    {
        foreach (
            var (name, project) in new[] { ("LoggerMessage", GeneratorProject.Logging(1000)), ("Prompts", GeneratorProject.Prompts(1000)) }
        )
        {
            if (names.Length > 0 && !names.Contains(name))
                continue;
            var (files, diagnostics) = project.Run();
            Console.WriteLine($"{name}: {files} generated files, {diagnostics.Length} errors {diagnostics.FirstOrDefault()}");
        }

        foreach (var name in Enum.GetValues<Scenario>())
        {
            if (names.Length > 0 && !names.Contains(name.ToString()))
                continue;
            foreach (var scale in new[] { 1, 2 })
            {
                var compilation = Scenarios.Compile(name, scale);
                var errors = compilation
                    .GetDiagnostics()
                    .Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
                    .Take(3)
                    .ToList();
                foreach (var error in errors)
                    Console.WriteLine(error);
                Analysis.Run(Scenarios.Compile(name, scale), Subject.LlmHygiene, concurrent: false);

                var fresh = Scenarios.Compile(name, scale);
                var empty = Stopwatch.StartNew();
                Analysis.Run(fresh, Subject.Empty, concurrent: false);
                empty.Stop();
                fresh = Scenarios.Compile(name, scale);
                var ours = Stopwatch.StartNew();
                var found = Analysis.Run(fresh, Subject.LlmHygiene, concurrent: false);
                ours.Stop();
                Console.WriteLine(
                    $"{name} x{scale}: {compilation.SyntaxTrees.Count()} files, {found} diagnostics, empty "
                        + $"{empty.ElapsedMilliseconds} ms, LlmHygiene {ours.ElapsedMilliseconds} ms"
                );
            }
        }
    }
}
