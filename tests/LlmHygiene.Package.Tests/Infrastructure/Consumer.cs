using System.Runtime.CompilerServices;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>A fresh project that installs the packed packages.</summary>
internal sealed class Consumer
{
    private readonly PackedPackages _packages;
    private bool _isRestored;

    private Consumer(PackedPackages packages, string folder)
    {
        _packages = packages;
        Folder = folder;
    }

    public string Folder { get; }

    public static Consumer Create(
        PackedPackages packages,
        string package = "LlmHygiene",
        string content = "",
        [CallerFilePath] string file = "",
        [CallerMemberName] string test = ""
    )
    {
        var folder = Path.Combine(packages.Workspace, Path.GetFileNameWithoutExtension(file), test);
        Directory.CreateDirectory(folder);
        return new Consumer(packages, folder).With(
            "App.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <!-- A feed may have a newer patch of a dependency than the requested one. -->
                <NoWarn>$(NoWarn);NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{packages.Version}" />
              </ItemGroup>
              {content}
            </Project>
            """
        );
    }

    public Consumer With(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public Consumer Without(string path)
    {
        File.Delete(Path.Combine(Folder, path));
        return this;
    }

    /// <summary>Builds, with a restore only the first time.</summary>
    public async Task<BuildResult> BuildAsync(params string[] arguments)
    {
        string[] restore = _isRestored ? ["--no-restore"] : [];
        var result = await DotNet.RunAsync(Folder, ["build", "-m:1", "--tl:off", "-clp:NoSummary", .. restore, .. arguments]);
        _isRestored = true;
        return result;
    }

    /// <summary>Builds everything again, because a build with nothing to do does not show diagnostics.</summary>
    public Task<BuildResult> RebuildAsync(params string[] arguments) => BuildAsync(["--no-incremental", .. arguments]);

    /// <summary>The output of the built program.</summary>
    public async Task<string> RunAsync() =>
        (await DotNet.RunAsync(Folder, Path.Combine("bin", "Debug", "net10.0", "App.dll")))
            .Succeeded()
            .Output.ReplaceLineEndings("\n")
            .TrimEnd();
}
