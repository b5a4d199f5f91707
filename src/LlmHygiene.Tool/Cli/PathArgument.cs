using System.CommandLine;

namespace LlmHygiene.Tool.Cli;

/// <summary>The argument for the project, solution or folder.</summary>
internal static class PathArgument
{
    public static Argument<string> Create(string description)
    {
        var path = new Argument<string>("PATH") { Description = description, DefaultValueFactory = static _ => "." };
        path.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] wrong }])
                result.AddError($"'{wrong}' is not an option of this command.");
        });
        return path;
    }
}
