using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The sample AotDesk, built from the packages: it must not need anything that a native program does not have.</summary>
public sealed class NativeAotTests(PackedPackages packages)
{
    [Fact]
    public async Task The_sample_is_published_with_no_warning_and_runs()
    {
        // Without a linker for native code, the trimmer still analyzes everything, and warns about reflection.
        var kind = HasLinker ? "PublishAot" : "PublishTrimmed";
        var consumer = Consumer.Create(
            packages,
            content: $"""
            <PropertyGroup>
              <{kind}>true</{kind}>
              <RootNamespace>AotDesk</RootNamespace>
              <InvariantGlobalization>true</InvariantGlobalization>
              <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              <TrimmerSingleWarn>false</TrimmerSingleWarn>
              <DebugType>none</DebugType>
            </PropertyGroup>
            <ItemGroup>
              <PackageReference Include="Microsoft.Extensions.AI" Version="{Repository.VersionOf("Microsoft.Extensions.AI")}" />
              <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="{Repository.VersionOf(
                "Microsoft.Extensions.Configuration.Json"
            )}" />
              <Content Include="appsettings.json" CopyToOutputDirectory="PreserveNewest" />
            </ItemGroup>
            """
        );
        var sample = Path.Combine(Repository.Root, "samples", "AotDesk");
        foreach (
            var file in Directory
                .GetFiles(sample, "*.cs")
                .Concat(Directory.GetFiles(sample, "*.yml", SearchOption.AllDirectories))
                .Append(Path.Combine(sample, "appsettings.json"))
                .Where(IsSource)
        )
            consumer.With(Path.GetRelativePath(sample, file), File.ReadAllText(file));

        (await DotNet.RunAsync(consumer.Folder, "publish", "-c", "Release", "-o", "published", "-m:1", "--tl:off", "-clp:NoSummary"))
            .Succeeded()
            .Reports();

        var output = (
            await DotNet.RunProgramAsync(
                consumer.Folder,
                Path.Combine(consumer.Folder, "published", "App" + (OperatingSystem.IsWindows() ? ".exe" : ""))
            )
        )
            .Succeeded()
            .Output;
        Assert.Equal(
            """
            system: You decide who takes a support ticket, and how urgent it is.
            user: Ticket of Ada, a customer since 2021-03-01 on the enterprise plan, open for 3 days:
            The export to PDF stops at page 12 since the last update.
            - Grace: Same here.
            Teams: billing, engineering, sales

            engineering, High: Export is broken; Enterprise plan
            Export stops at page 12
            Mood { Word = annoyed, Rating = 3 }
            {"team":"engineering","urgency":"high","reasons":["Export is broken","Enterprise plan"]}
            """.ReplaceLineEndings("\n"),
            string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd()
        );

        bool IsSource(string file) => Path.GetRelativePath(sample, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj");
    }

    private static bool HasLinker =>
        OperatingSystem.IsLinux()
        && (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
