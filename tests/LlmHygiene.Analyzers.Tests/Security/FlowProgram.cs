namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>A program in which text from outside gets somewhere, or does not.</summary>
/// <param name="Rule">The rule that it is about.</param>
internal sealed record FlowProgram(string Name, string Rule, bool IsVulnerable, string Text)
{
    public string FileName => Name + ".cs";
}

/// <summary>How text comes into a program.</summary>
/// <param name="Value">The expression with the text.</param>
/// <param name="Parameters">The parameters of the method that is called from outside.</param>
/// <param name="Arguments">What the outside passes for them.</param>
/// <param name="Base">What the class derives from.</param>
/// <param name="Before">Statements that get the text.</param>
internal sealed record FlowSource(
    string Name,
    string Value,
    string Parameters = "",
    string Arguments = "",
    string Base = "",
    string Before = ""
)
{
    public string Attribute { get; init; } = "";

    public string Modifier { get; init; } = "";

    /// <summary>True where the code is in a lambda that is registered as a handler.</summary>
    public bool IsLambda { get; init; }

    public string Types { get; init; } = "";
}

/// <summary>What happens to text on its way: statements, the expression with the result, and members of the class.</summary>
internal sealed record FlowCarrier(string Name, string Statements, string Result, string Members = "", string Types = "");

/// <summary>Where text arrives.</summary>
internal sealed record FlowSink(string Name, string Statements);
