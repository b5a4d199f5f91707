using System.Reflection;
using System.Text;
using System.Text.Json;

/// <summary>
/// Runs inside the process of the tool before its entry point (see <c>DOTNET_STARTUP_HOOKS</c>) and calls the entry point once for each
/// line of its input: everything is as in a process of its own, but the compiler that the tool contains is loaded and jitted only once.
/// </summary>
/// <remarks>The runtime prescribes the name, and that it is in no namespace.</remarks>
internal static class StartupHook
{
    public static void Initialize()
    {
        // Not for the processes that the tool starts.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        Environment.SetEnvironmentVariable("DOTNET_ROLL_FORWARD", null);
        var tool = Assembly.Load(new AssemblyName("llm-hygiene"));
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        Console.SetIn(TextReader.Null);
        while (input.ReadLine() is { } request)
            output.WriteLine(JsonSerializer.Serialize(Run(tool.EntryPoint!, JsonSerializer.Deserialize<string[]>(request)!)));
        Environment.Exit(0);
    }

    // Exit code, output and error output of a run with a folder and arguments.
    private static string[] Run(MethodInfo entryPoint, string[] request)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        Environment.CurrentDirectory = request[0];
        int exitCode;
        try
        {
            exitCode = (int)entryPoint.Invoke(null, [request[1..]])!;
        }
        catch (TargetInvocationException thrown)
        {
            error.Write(thrown.InnerException);
            exitCode = -1;
        }

        // The test deletes its folder.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        return [exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture), output.ToString(), error.ToString()];
    }
}
