using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Interception.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Every member in the rows of responses and streams exists in the real packages, with a type that can be read.</summary>
public class ResponseRowTests
{
    private static readonly CSharpCompilation s_packages = CSharpCompilation.Create("T", references: TestReferences.All);

    public static TheoryData<string> ResponseTypes => [.. SdkResponses.Rows.Select(row => row.Type)];

    public static TheoryData<string> StreamTypes => [.. SdkResponses.Streams.Select(row => row.Type)];

    [Fact]
    public void No_type_has_two_rows() =>
        Assert.Distinct(SdkResponses.Rows.Select(row => row.Type).Concat(SdkResponses.Streams.Select(row => row.Type)));

    [Theory]
    [MemberData(nameof(ResponseTypes))]
    public void Members_of_a_response_exist(string name)
    {
        var row = SdkResponses.Rows.Single(candidate => candidate.Type == name);
        Assert.Equal([], Missing(row));
    }

    [Theory]
    [MemberData(nameof(StreamTypes))]
    public void Members_of_a_stream_exist(string name)
    {
        var row = SdkResponses.Streams.Single(candidate => candidate.Type == name);
        var type = s_packages.GetTypeByMetadataName(name);
        Assert.NotNull(type);
        Assert.All(
            new[] { row.Pages, row.Values, row.FactoryType is null ? row.Factory : null, row.Response, row.Chunks }.OfType<string>(),
            member => Assert.NotEmpty(Bases(type).SelectMany(one => one.GetMembers(member)))
        );
        if (row.FactoryType is { } factory)
            Assert.NotEmpty(s_packages.GetTypeByMetadataName(factory)!.GetMembers(row.Factory!));
    }

    [Fact]
    public void The_comparison_finds_a_wrong_name() =>
        Assert.Equal(
            ["Modell", "Usage", "Value.InputTokenCount"],
            Missing(
                new ResponseRow
                {
                    Type = "OpenAI.Chat.ChatCompletion",
                    Model = "Modell",
                    Input = "Usage",
                    Output = "Usage.OutputTokenCount",
                    Parts = ["Value.InputTokenCount"],
                }
            )
        );

    private static IEnumerable<string> Missing(ResponseRow row)
    {
        if (s_packages.GetTypeByMetadataName(row.Type) is not { } type)
            return [row.Type];
        var numbers = new[] { row.Input, row.Output, row.Cached, row.CacheWrite, row.Reasoning }.OfType<string>().ToHashSet();
        return row.Paths.Where(path =>
            path.Length > 0
            && MemberPath.Of("value", type, path, new HashSet<string>()) is var found
            && (found is null || (numbers.Contains(path) && !found.IsNumber))
        );
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type;
    }
}
