using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The tables fit other versions of an SDK, too, and not only the version that the other tests use.</summary>
public class SdkVersionTests
{
    public static TheoryData<string, string> Versions
    {
        get
        {
            var versions = new TheoryData<string, string>();
            foreach (var folder in Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "versions")).Order())
            foreach (var table in TablesOf(folder))
                versions.Add(Path.GetFileName(folder), table);
            return versions;
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Names_exist_in_the_version(string version, string table)
    {
        var others = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "versions", version));
        var names = others.Select(Path.GetFileName).ToHashSet();
        var packages = CSharpCompilation.Create(
            "T",
            references:
            [
                .. TestReferences
                    .All.Append(TestReferences.Agents)
                    .Append(TestReferences.AzureOpenAIConnector)
                    .Where(reference => !names.Contains(Path.GetFileName(reference.Display))),
                .. others.Select(path => MetadataReference.CreateFromFile(path)),
            ]
        );

        Assert.Equal([], SdkTableComparison.Missing(SdkTables.Current.Single(candidate => candidate.Name == table), packages));
    }

    private static IEnumerable<string> TablesOf(string folder)
    {
        var assemblies = Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension).ToList();
        return SdkTables.Current.Where(table => table.Assemblies.Any(assemblies.Contains)).Select(table => table.Name);
    }
}
