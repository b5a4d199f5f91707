using System.Text.Json;
using LlmHygiene.Tool.Io;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Tool.Projects;

/// <summary>
/// Asks MSBuild for the compiler's command line, as an IDE does. Nothing is compiled, and the result is exactly the input
/// of the compiler.
/// </summary>
internal static class ProjectLoader
{
    private const string CommandLine = "CscCommandLineArgs";
    private const string LockPath = "_LlmPromptLockPath";
    private const string BaselinePath = "_LlmHygieneBaselinePath";
    private const string Framework = "TargetFramework";
    private const string Frameworks = "TargetFrameworks";
    private const string Output = "TargetPath";
    private const string SignaturesOutput = "TargetRefPath";
    private const string Test = "IsTestProject";
    private const string Reference = "ProjectReference";
    private const string Strict = "-p:LlmHygieneMode=Strict";

    // An output that never exists. Without it MSBuild skips the compiler if the project is built, and returns no command line.
    private const string NeverUpToDate = "-p:NonExistentFile=__NonExistentSubDir__/__NonExistentFile__";

    public static async Task RestoreAsync(string root, BuildChoice choice, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await DotNetCli
            .RunAsync(Path.GetDirectoryName(root)!, ["restore", root, "--tl:off", "-v", "q", .. choice.Arguments], cancellationToken)
            .ConfigureAwait(false);
        if (exitCode != 0)
            throw new BadInputException($"'{root}' cannot be restored:{Environment.NewLine}{output}{error}".TrimEnd());
    }

    /// <summary>The target frameworks that must be specified to MSBuild; a single null if the project has only one.</summary>
    public static async Task<IReadOnlyList<string?>> FrameworksAsync(
        string project,
        BuildChoice choice,
        CancellationToken cancellationToken
    )
    {
        using var asked = await AskAsync(project, [.. choice.Arguments, $"-getProperty:{Framework},{Frameworks}"], cancellationToken)
            .ConfigureAwait(false);
        var properties = asked.RootElement.GetProperty("Properties");
        if (properties.GetProperty(Framework).GetString() is { Length: > 0 })
            return [null];
        var frameworks = properties
            .GetProperty(Frameworks)
            .GetString()!
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (frameworks.Length == 0)
            return [null];
        return frameworks;
    }

    /// <summary>
    /// The project with a single question to MSBuild, if it has one target framework; null where <see cref="FrameworksAsync" />
    /// has to be asked first.
    /// </summary>
    public static async Task<LoadedProject?> LoadOnlyFrameworkAsync(
        string project,
        BuildChoice choice,
        bool isStrict,
        CancellationToken cancellationToken
    )
    {
        // Only a hint: it saves a question that MSBuild would refuse.
        if (
            (await File.ReadAllTextAsync(project, cancellationToken).ConfigureAwait(false)).Contains(
                $"<{Frameworks}",
                StringComparison.Ordinal
            )
        )
            return null;
        try
        {
            var loaded = await LoadAsync(project, framework: null, choice, isStrict, cancellationToken).ConfigureAwait(false);
            return loaded.Framework.Length > 0 ? loaded : null;
        }
        catch (BadInputException)
        {
            // A project with several frameworks cannot be compiled without a choice. The reason is reported if it is another one.
            if (await FrameworksAsync(project, choice, cancellationToken).ConfigureAwait(false) is [null])
                throw;
            return null;
        }
    }

    /// <summary>The project in one of its target frameworks.</summary>
    /// <param name="isStrict">Use the severities of strict mode, whatever mode the project has.</param>
    public static async Task<LoadedProject> LoadAsync(
        string project,
        string? framework,
        BuildChoice choice,
        bool isStrict,
        CancellationToken cancellationToken
    )
    {
        // The last value of a property counts.
        string[] properties =
        [
            .. choice.Arguments,
            .. framework is null ? [] : new[] { $"-p:{Framework}={framework}" },
            .. isStrict ? [Strict] : Array.Empty<string>(),
        ];
        using var asked = await AskAsync(
                project,
                [
                    .. properties,
                    "-t:Compile",
                    "-p:DesignTimeBuild=true",
                    "-p:SkipCompilerExecution=true",
                    "-p:ProvideCommandLineArgs=true",
                    "-p:BuildProjectReferences=false",
                    NeverUpToDate,
                    $"-getItem:{CommandLine},{Reference}",
                    $"-getProperty:{LockPath},{BaselinePath},{Framework},{Output},{SignaturesOutput},{Test}",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);

        var items = asked.RootElement.GetProperty("Items");
        var arguments = items
            .GetProperty(CommandLine)
            .EnumerateArray()
            .Select(static item => item.GetProperty("Identity").GetString()!)
            .ToArray();
        if (arguments.Length == 0)
            throw new BadInputException($"'{project}' cannot be loaded: MSBuild returns no command line of the compiler.");

        var parsed = CSharpCommandLineParser.Default.Parse(arguments, Path.GetDirectoryName(project)!, sdkDirectory: null);
        var values = asked.RootElement.GetProperty("Properties");
        return new LoadedProject(
            project,
            Property(Framework) ?? "",
            Property(LockPath),
            Property(BaselinePath),
            parsed,
            [
                .. parsed
                    .AdditionalFiles.Select(static file => file.Path)
                    .Distinct(StringComparer.Ordinal)
                    .Select(static file => new ProjectFile(file)),
            ],
            ProjectOptions.Read(parsed.AnalyzerConfigPaths, isStrict && Property(LockPath) is null)
        )
        {
            ProjectReferences =
            [
                .. items
                    .GetProperty(Reference)
                    .EnumerateArray()
                    .Where(IsCompiledAgainst)
                    .Select(static item => item.GetProperty("FullPath").GetString()!),
            ],
            IsTest = string.Equals(Property(Test), "true", StringComparison.OrdinalIgnoreCase),
            Outputs = [.. new[] { Property(Output), Property(SignaturesOutput), OutputOf(parsed) }.OfType<string>()],
        };

        string? Property(string name) => values.GetProperty(name).GetString() is { Length: > 0 } value ? value : null;
    }

    private static bool IsCompiledAgainst(JsonElement reference) =>
        !reference.TryGetProperty("ReferenceOutputAssembly", out var value)
        || !string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase);

    private static string? OutputOf(CSharpCommandLineArguments arguments) =>
        arguments.OutputFileName is { } name ? Path.Combine(arguments.OutputDirectory, name) : null;

    private static async Task<JsonDocument> AskAsync(string project, IEnumerable<string> question, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await DotNetCli
            .RunAsync(Path.GetDirectoryName(project)!, ["msbuild", project, "-nologo", "-tl:off", .. question], cancellationToken)
            .ConfigureAwait(false);
        if (exitCode != 0)
            throw new BadInputException($"'{project}' cannot be loaded:{Environment.NewLine}{output}{error}".TrimEnd());
        try
        {
            return JsonDocument.Parse(output);
        }
        catch (JsonException)
        {
            throw new BadInputException(
                $"'{project}' cannot be loaded; the .NET SDK must be 8.0.100 or later. "
                    + $"Output of MSBuild:{Environment.NewLine}{output}{error}".TrimEnd()
            );
        }
    }
}
