using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>The solution audited twice, once for all tests: each run takes as long as a build.</summary>
public sealed class SolutionAuditFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    internal static readonly string[] Files = ["audit.json", "audit.sarif", "audit.cdx.json", "audit.md", "audit.txt"];

    internal ToolRun First { get; private set; } = null!;

    internal ToolRun Second { get; private set; } = null!;

    internal string Text(string file) => _folder.Read("first/" + file);

    internal string SecondText(string file) => _folder.Read("second/" + file);

    internal string Path => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        AuditedShop.WriteSolution(_folder);
        // Once as a user runs it, and once in a process that may have run other commands.
        First = await ToolRun.AloneAsync(_folder.Path, Arguments("first"));
        Second = await ToolRun.RunAsync(_folder.Path, Arguments("second"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string[] Arguments(string folder) =>
        ["audit", "--as-of", "2027-01-14", .. Files.SelectMany(file => new[] { "--output", $"{folder}/{file}" })];
}
