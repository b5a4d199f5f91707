using System.CommandLine;

namespace LlmHygiene.Tool.Cli;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>A project or a solution.</summary>
    public static Argument<string> Path() => Path("A .csproj, .sln or .slnx file, or a folder with one.");

    /// <summary>A project, a solution, or a folder with any number of projects.</summary>
    public static Argument<string> PathOrFolder() =>
        Path("A .csproj, .sln or .slnx file, or a folder with one. In a folder without any, all projects below it.");

    public static Option<bool> NoRestore() => new("--no-restore") { Description = "Do not restore the projects first." };

    public static Option<bool> Strict() => new("--strict") { Description = "Use the severities of LlmHygieneMode Strict." };

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
