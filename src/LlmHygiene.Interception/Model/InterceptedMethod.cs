using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Interception.Model;

/// <summary>What a method returns, and how the call ends.</summary>
internal enum ResultKind
{
    /// <summary>Nothing, or a task without a result.</summary>
    None,

    /// <summary>The whole response.</summary>
    Value,

    /// <summary>A stream, which sends its request when it is read.</summary>
    LazyStream,

    /// <summary>A stream whose request has been sent by the call.</summary>
    OpenStream,
}

/// <summary>What the result is wrapped in.</summary>
internal enum ResultTask
{
    None,
    Task,
    ValueTask,
}

/// <summary>The signature of an SDK method as an interceptor repeats it, in C# text.</summary>
internal sealed record InterceptedMethod
{
    /// <summary><c>&lt;T&gt;</c>, or empty.</summary>
    public required string TypeParameters { get; init; }

    /// <summary>The type parameters with the attributes that trimming needs.</summary>
    public required string TypeParameterDeclarations { get; init; }

    public required string Constraints { get; init; }

    /// <summary>The attributes that trimming and native AOT need.</summary>
    public required string Attributes { get; init; }

    public required string ReturnType { get; init; }

    /// <summary>The declarations of the parameters, the receiver first and without <c>this</c>.</summary>
    public required EquatableArray<string> Parameters { get; init; }

    /// <summary>True where the first parameter is the receiver.</summary>
    public required bool HasReceiver { get; init; }

    /// <summary>The parameters as arguments.</summary>
    public required string Arguments { get; init; }

    /// <summary>The call of the method itself.</summary>
    public required string Invocation { get; init; }

    /// <summary>The namespace of an extension method that can only be called on its receiver.</summary>
    public required string? Using { get; init; }

    /// <summary>The parameter with the cancellation token.</summary>
    public required string? Token { get; init; }

    public required ResultKind Kind { get; init; }

    public required ResultTask Task { get; init; }

    /// <summary>The method that reads the response or a chunk; null where nothing is known about it.</summary>
    public required string? Reader { get; init; }

    /// <summary>
    /// For a raw HTTP request: the condition under which the method returns when the headers have arrived; null where it never does.
    /// </summary>
    public string? ReturnsEarly { get; init; }

    /// <summary>For a stream of a class: the expression that creates the other stream from <c>inner</c> and <c>values</c>.</summary>
    public string? Wrapping { get; init; }

    /// <summary>For a stream of a class: the expression that yields the chunks of <c>inner</c>.</summary>
    public string? Chunks { get; init; }
}
