using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Where text comes from that the application did not write.</summary>
internal enum TextSourceKind
{
    Request,
    Console,
    CommandLine,
    File,
    Database,
    ModelOutput,
    ToolResult,
}

/// <summary>Members and methods of a type whose value is such text.</summary>
internal sealed class TextSourceRow
{
    /// <summary>The full name, without the number of type parameters. Types that derive from it or implement it count as well.</summary>
    public required string Type { get; init; }

    public required TextSourceKind Kind { get; init; }

    /// <summary>Properties and methods.</summary>
    public required ImmutableArray<string> Members { get; init; }
}

/// <summary>Methods that something outside of the program calls, with parameters that it decides.</summary>
internal sealed class EntryPointRow
{
    public required TextSourceKind Kind { get; init; }

    /// <summary>The class that the type of the method derives from.</summary>
    public string? BaseType { get; init; }

    /// <summary>The attribute of the type.</summary>
    public string? TypeAttribute { get; init; }

    /// <summary>The attribute of the method.</summary>
    public string? MethodAttribute { get; init; }

    /// <summary>The type of another parameter of the method.</summary>
    public string? ParameterType { get; init; }

    /// <summary>Attributes of which the parameter must have one; empty for any parameter with data.</summary>
    public ImmutableArray<string> ParameterAttributes { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The attribute with which a method says that it is none.</summary>
    public string? Except { get; init; }

    /// <summary>What the name of the method starts with; null for any public method.</summary>
    public string? NamePrefix { get; init; }
}
