namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>Whether a call can be measured by an interceptor, and why not. The names are in the inventory.</summary>
internal enum InterceptionState
{
    /// <summary>The call is measured.</summary>
    Intercepted,

    /// <summary>The call sends a generated prompt, which measures itself.</summary>
    GeneratedPrompt,

    /// <summary>The method returns before the HTTP request is sent, and its result does not tell when it ends.</summary>
    LateRequest,

    /// <summary>The call is in generated code or in a Razor file, which other generators do not see.</summary>
    GeneratedCode,

    /// <summary>The call is not written as a call: a query, a collection initializer.</summary>
    ImplicitCall,

    /// <summary>The call of a base class: <c>base.GetResponseAsync(…)</c>.</summary>
    BaseCall,

    /// <summary>The method is a local function, an operator or something else that is not an ordinary method.</summary>
    MethodKind,

    /// <summary>The method is private or protected.</summary>
    InaccessibleMethod,

    /// <summary>The signature has a private, protected or file-local type.</summary>
    InaccessibleType,

    /// <summary>Two referenced assemblies declare a type of the signature, so that code cannot name it.</summary>
    AmbiguousType,

    /// <summary>The receiver is a structure.</summary>
    StructReceiver,

    /// <summary>The signature has a <c>ref struct</c> or a pointer, or the method returns by reference.</summary>
    RefSignature,

    /// <summary>The method and its type have type parameters of the same name, or constraints that cannot be repeated.</summary>
    TypeParameters,

    /// <summary>The method returns a stream of a class that cannot be replaced.</summary>
    StreamClass,

    /// <summary>The method returns a stream that is used in another way than to read its chunks.</summary>
    StreamUse,

    /// <summary>An argument has a type that another generator writes: the generator of interceptors does not see it.</summary>
    GeneratedArgument,

    /// <summary>Another file has the same text, so the compiler cannot tell their calls apart.</summary>
    DuplicateFile,
}

internal static class InterceptionStateExtensions
{
    /// <summary>
    /// False for a call that the generator of interceptors does not find in the compilation that it sees. Such a call has no name in
    /// telemetry, and is not counted in the ordinals of the others.
    /// </summary>
    public static bool HasSite(this InterceptionState state) =>
        state
            is not (
                InterceptionState.GeneratedPrompt
                or InterceptionState.GeneratedCode
                or InterceptionState.GeneratedArgument
                or InterceptionState.ImplicitCall
            );
}
