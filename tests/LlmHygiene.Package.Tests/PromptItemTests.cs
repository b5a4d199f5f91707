using System.Text.Json;
using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>Which files are prompts, and that a build notices changes to them.</summary>
public sealed class PromptItemTests(PackedPackages packages)
{
    [Fact]
    public async Task Each_build_sees_edited_added_and_deleted_prompts()
    {
        var consumer = Consumer
            .Create(packages)
            .With(
                "Program.cs",
                """
                using System.Reflection;
                foreach (var type in Assembly.GetExecutingAssembly().GetTypes()
                    .Where(type => typeof(LlmHygiene.IPrompt).IsAssignableFrom(type)).OrderBy(type => type.FullName))
                    Console.WriteLine($"{type.FullName} {((LlmHygiene.IPrompt)Activator.CreateInstance(type)!).Info.Version}");
                """
            )
            .With("Prompts/greet.prompt.yml", Sources.Prompt());
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("App.Prompts.GreetPrompt+V1 1.0.0", await consumer.RunAsync());

        consumer.With("Prompts/greet.prompt.yml", Sources.Prompt(version: "1.1.0"));
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("App.Prompts.GreetPrompt+V1 1.1.0", await consumer.RunAsync());

        consumer.With("Prompts/Mail/part.prompt.yaml", Sources.Prompt("part"));
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("App.Prompts.GreetPrompt+V1 1.1.0\nApp.Prompts.Mail.PartPrompt+V1 1.0.0", await consumer.RunAsync());

        consumer.Without("Prompts/greet.prompt.yml");
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("App.Prompts.Mail.PartPrompt+V1 1.0.0", await consumer.RunAsync());

        var built = File.GetLastWriteTimeUtc(Path.Combine(consumer.Folder, "obj", "Debug", "net10.0", "App.dll"));
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal(built, File.GetLastWriteTimeUtc(Path.Combine(consumer.Folder, "obj", "Debug", "net10.0", "App.dll")));
    }

    [Fact]
    public async Task Prompty_files_are_prompts_and_their_mistakes_have_a_severity()
    {
        const string Prompt = "---\nname: hello\nversion: 1.0.0\ninputs:\n  name: string\n---\nuser:\nHello {{ name }}!\n";
        var consumer = Consumer
            .Create(packages)
            .With("Program.cs", "Console.WriteLine(new App.Prompts.HelloPrompt.V1 { Name = \"Ada\" }.ToMessages()[0].Text);")
            .With("Prompts/hello.prompty", Prompt);
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("Hello Ada!", await consumer.RunAsync());

        consumer.With("Prompts/hello.prompty", Prompt.Replace("{{ name }}", "{{ name | upper }}", StringComparison.Ordinal));
        Assert.Contains("LLMH2123", (await consumer.BuildAsync()).Failed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_names_links_and_doubly_listed_files_become_one_class_each()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: """
                <ItemGroup>
                  <AdditionalFiles Include="Prompts/greet.prompt.yml" />
                  <LlmPrompt Include="./Prompts/greet.prompt.yml" />
                  <LlmPrompt Include="Texts/plain.txt" />
                  <LlmPrompt Include="../Shared #2/linked.prompt.yml" Link="Prompts/Linked/linked.prompt.yml" />
                  <LlmPrompt Include="../Shared #2/outside.prompt.yml" />
                </ItemGroup>
                """
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Prompts/greet.prompt.yml", Sources.Prompt())
            .With("Prompts/sub folder/odd #1; twice.prompt.yml", Sources.Prompt("odd"))
            .With("Texts/plain.txt", Sources.Prompt("plain"))
            .With("../Shared #2/linked.prompt.yml", Sources.Prompt("linked"))
            .With("../Shared #2/outside.prompt.yml", Sources.Prompt("outside"))
            .With("Elsewhere/not-listed.prompt.yml", "this: is no prompt");

        (await consumer.BuildAsync("-p:EmitCompilerGeneratedFiles=true")).Succeeded().Reports();
        Assert.Equal(
            [
                "App.OutsidePrompt",
                "App.Prompts.GreetPrompt",
                "App.Prompts.Linked.LinkedPrompt",
                "App.Prompts.sub_folder.OddPrompt",
                "App.Texts.PlainPrompt",
            ],
            GeneratedClasses(consumer)
        );
    }

    [Fact]
    public async Task Partials_are_picked_up_and_a_build_sees_their_edits_and_mistakes()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: """
                <ItemGroup><LlmPartial Include="../Shared #3/linked.txt" Link="Prompts/mail/linked.partial.txt" /></ItemGroup>
                """
            )
            .With("Program.cs", Sources.PrintGreeting)
            .With("Prompts/greet.prompt.yml", Sources.Prompt(text: "Be {{> shared/tone}} and {{> mail/linked}}, {{who}}."))
            .With("Prompts/shared/tone.partial.md", "kind\n")
            .With("../Shared #3/linked.txt", "brief\n");
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("greet 1.0.0\nuser: Be kind and brief, Ada.", await consumer.RunAsync());

        consumer.With("Prompts/shared/tone.partial.md", "very\n{{#if who}}kind");
        (await consumer.BuildAsync()).Failed().Reports("Prompts/shared/tone.partial.md(2): error LLMH2107");
        (await consumer.BuildAsync("-p:LlmHygieneMode=None")).Succeeded();

        consumer.With("Prompts/shared/tone.partial.md", "warm");
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("greet 1.0.0\nuser: Be warm and brief, Ada.", await consumer.RunAsync());
    }

    [Fact]
    public async Task Default_prompts_and_the_generator_can_be_switched_off()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: """
                <PropertyGroup><EnableDefaultLlmPromptItems>false</EnableDefaultLlmPromptItems></PropertyGroup>
                <ItemGroup><LlmPrompt Include="Prompts/listed.prompt.yml" /></ItemGroup>
                """
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Prompts/listed.prompt.yml", Sources.Prompt("listed"))
            .With("Prompts/broken.prompt.yml", "this: is no prompt");
        (await consumer.BuildAsync("-p:EmitCompilerGeneratedFiles=true")).Succeeded().Reports();
        Assert.Equal(["App.Prompts.ListedPrompt"], GeneratedClasses(consumer));

        consumer.With("Program.cs", "Console.WriteLine(typeof(App.Prompts.ListedPrompt.V1));");
        (await consumer.BuildAsync("-p:LlmHygieneGenerator=false")).Failed().Reports("Program.cs(1): error CS0246");
    }

    [Fact]
    public async Task An_IDE_sees_prompts_and_presets_without_a_build()
    {
        var consumer = Consumer.Create(packages).With("Program.cs", Sources.DoNothing).With("Prompts/greet.prompt.yml", Sources.Prompt());
        (await DotNet.RunAsync(consumer.Folder, "restore", "--tl:off")).Succeeded();

        var design = await DotNet.RunAsync(
            consumer.Folder,
            "msbuild",
            "-t:Compile",
            "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-p:LlmHygieneMode=Strict",
            "-getItem:CscCommandLineArgs"
        );
        using var json = JsonDocument.Parse(design.Succeeded().Output);
        var arguments = json
            .RootElement.GetProperty("Items")
            .GetProperty("CscCommandLineArgs")
            .EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .ToArray();

        Assert.Single(
            arguments,
            argument => argument.StartsWith("/additionalfile:", StringComparison.Ordinal) && argument.Contains("greet.prompt.yml")
        );
        Assert.Single(
            arguments,
            argument => argument.StartsWith("/analyzerconfig:", StringComparison.Ordinal) && argument.Contains("Strict.globalconfig")
        );
        Assert.Single(
            arguments,
            argument => argument.StartsWith("/analyzer:", StringComparison.Ordinal) && argument.Contains("LlmHygiene.Analyzers.dll")
        );
    }

    private static IReadOnlyList<string> GeneratedClasses(Consumer consumer) =>
        [
            .. Directory
                .GetFiles(Path.Combine(consumer.Folder, "obj"), "*Prompt.g.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(path)[..^".g.cs".Length])
                .Order(StringComparer.Ordinal),
        ];
}
