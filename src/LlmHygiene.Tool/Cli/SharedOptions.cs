using System.CommandLine;
using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Cli;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    private const string Kinds = "A .csproj, .sln, .slnx or .slnf file";

    /// <summary>A project or a solution.</summary>
    public static Argument<string> Path() => Path($"{Kinds}, or a folder with one.");

    /// <summary>A project, a solution, or a folder with any number of projects.</summary>
    public static Argument<string> PathOrFolder() =>
        Path($"{Kinds}, or a folder with one. In a folder without any, all projects below it.");

    public static Option<bool> NoRestore() => new("--no-restore") { Description = "Do not restore the projects first." };

    public static Option<bool> Strict() => new("--strict") { Description = "Use the severities of LlmHygieneMode Strict." };

    public static Option<string?> Framework() =>
        new("--framework", "-f") { Description = "Read projects with several target frameworks only in this one." };

    public static Option<string[]> Property()
    {
        var property = new Option<string[]>("--property", "-p")
        {
            Description = "A property for MSBuild, as in -p:Configuration=Release. Can be repeated.",
            AllowMultipleArgumentsPerToken = false,
        };
        property.Validators.Add(static result =>
        {
            if (result.Tokens.FirstOrDefault(static token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
                result.AddError($"'{wrong.Value}' is not a property with a value. Write it as in -p:Configuration=Release.");
        });
        return property;
    }

    public static BuildChoice Build(this ParseResult parsed, Option<string?> framework, Option<string[]> property) =>
        new(parsed.GetValue(framework), parsed.GetValue(property) ?? []);

    /// <summary>Reports a misspelled option instead of using it as a value.</summary>
    public static void RejectOptions<T>(this Argument<T> argument) =>
        argument.Validators.Add(static result =>
        {
            if (result.Tokens.FirstOrDefault(static token => token.Value is ['-', _, ..]) is { } wrong)
                result.AddError($"'{wrong.Value}' is not an option of this command.");
        });

    private static Argument<string> Path(string description)
    {
        var path = new Argument<string>("PATH") { Description = description, DefaultValueFactory = static _ => "." };
        path.RejectOptions();
        return path;
    }
}
