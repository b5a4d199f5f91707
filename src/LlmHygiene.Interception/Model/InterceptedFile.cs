using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Interception.Model;

/// <summary>One call that is measured.</summary>
/// <param name="Data">The place of the call, in the form of the compiler.</param>
internal sealed record InterceptedCall(int Version, string Data, CallSite Site, InterceptedMethod Method);

/// <summary>A method or a class that the interceptors of a file share.</summary>
internal sealed record Helper(string Name, string Code);

/// <summary>The calls of one source file: one file of interceptors.</summary>
internal sealed record InterceptedFile(
    string HintName,
    EquatableArray<InterceptedCall> Calls,
    EquatableArray<Helper> Readers,
    EquatableArray<Helper> Streams,
    EquatableArray<string> Experimental,
    bool HidesFrames
);
