namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Puts the programs together: each source, each carrier and each sink is in at least one that can be attacked and one that
/// cannot.</summary>
internal static class FlowPrograms
{
    public const string Untrusted = "LLMH6002";
    public const string Output = "LLMH6003";

    private const string Guard = "if (!Allowed.List.Contains(SRC)) { await Stubs.Client.GetResponseAsync(\"Hi\"); return; }";

    public static IReadOnlyList<FlowProgram> All { get; } =
    [.. Vulnerable().Concat(Guarded()).Concat(CleanPrograms.All).Concat(CleanPrograms.Raw).DistinctBy(static program => program.Name)];

    private static IEnumerable<FlowProgram> Vulnerable()
    {
        var direct = FlowTable.Carriers[0];
        foreach (var source in FlowTable.Inputs)
            yield return Write(Untrusted, source, FlowTable.Carriers[1], FlowTable.Instructions[0]);
        for (var i = 0; i < FlowTable.Carriers.Length; i++)
            yield return Write(Untrusted, FlowTable.Inputs[i % 5], FlowTable.Carriers[i], FlowTable.Instructions[i % 5]);
        foreach (var sink in FlowTable.Instructions)
            yield return Write(Untrusted, FlowTable.Inputs[0], FlowTable.Carriers[2], sink);

        foreach (var source in FlowTable.Outputs)
            yield return Write(Output, source, direct, FlowTable.Dangers[0]);
        for (var i = 0; i < FlowTable.Carriers.Length; i++)
            yield return Write(Output, FlowTable.Outputs[i % 3], FlowTable.Carriers[i], FlowTable.Dangers[i % FlowTable.Dangers.Length]);
        foreach (var source in RawTable.Responses.Concat(LibraryTable.Responses))
        foreach (var sink in FlowTable.Dangers.Take(3))
            yield return Write(Output, source, FlowTable.Carriers[2], sink);
        foreach (var sink in FlowTable.Dangers)
            yield return Write(Output, FlowTable.Outputs[0], FlowTable.Carriers[2], sink);
        yield return Write(Output, FlowTable.Outputs[0], direct, FlowTable.File);
    }

    // The same, with a check in front of it.
    private static IEnumerable<FlowProgram> Guarded()
    {
        foreach (var source in RawTable.Responses.Concat(LibraryTable.Responses))
            yield return Write(Output, source, FlowTable.Carriers[2], FlowTable.Dangers[0], Guard);
        for (var i = 0; i < FlowTable.Carriers.Length; i++)
        {
            yield return Write(Untrusted, FlowTable.Inputs[i % 5], FlowTable.Carriers[i], FlowTable.Instructions[i % 5], Guard);
            yield return Write(
                Output,
                FlowTable.Outputs[i % 3],
                FlowTable.Carriers[i],
                FlowTable.Dangers[i % FlowTable.Dangers.Length],
                Guard
            );
        }
    }

    private static FlowProgram Write(string rule, FlowSource source, FlowCarrier carrier, FlowSink sink, string guard = "")
    {
        var name = $"{(guard.Length > 0 ? "Guarded" : rule == Output ? "Output" : "Input")}_{source.Name}_{carrier.Name}_{sink.Name}";
        var end = sink.Statements.Replace("TEXT", carrier.Result, StringComparison.Ordinal);
        var body = $"{source.Before} {guard} {carrier.Statements} {end}".Replace("SRC", source.Value, StringComparison.Ordinal);
        return new FlowProgram(name, rule, guard.Length == 0, Class(name, source, carrier, body));
    }

    private static string Class(string name, FlowSource source, FlowCarrier carrier, string body)
    {
        var handler = source.IsLambda
            ? $$"""
                public async Task RunAsync()
                {
                    var app = new WebApplication();
                    app.MapPost("/", async ({{source.Parameters}}) => { await Task.Yield(); {{body}} });
                    await app.SendAsync({{source.Arguments}});
                }
                """
            : $$"""
                {{source.Attribute}} public {{source.Modifier}} async Task HandleAsync({{source.Parameters}})
                {
                    await Task.Yield();
                    {{body}}
                }

                public static Task RunAsync(Program program) => program.HandleAsync({{source.Arguments}});
                """;
        return $$"""
            namespace {{name}};
            public sealed class Program {{(source.Base.Length > 0 ? ": " + source.Base : "")}}
            {
                {{carrier.Members}}
                {{handler}}
            }
            {{source.Types}}
            {{carrier.Types}}
            """;
    }
}
