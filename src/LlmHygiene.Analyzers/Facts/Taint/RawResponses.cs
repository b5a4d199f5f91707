using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>The raw HTTP requests to models, whose responses a model writes.</summary>
internal sealed class RawResponses(Func<HttpCallRecognizer> http)
{
    /// <summary>The files with such requests. If the project contains no endpoint, nothing else is searched.</summary>
    public IEnumerable<SyntaxTree> Files(SourceScope scope)
    {
        if (!EndpointText.IsIn(scope.Compilation, scope.Cancellation))
            yield break;
        var requests = http();
        foreach (var tree in requests.MightCallIn(scope))
            if (requests.SendsIn(tree, scope).Any() || requests.HelperCallsIn(tree, scope).Any())
                yield return tree;
    }

    /// <summary>The request; null for any other call.</summary>
    /// <param name="frame">The calls through which a helper of the project was entered: they state the address.</param>
    public RawResponse? Of(IInvocationOperation call, TaintFrame? frame, SourceScope scope) =>
        http() is var requests
        && requests.MightBeSend(call.TargetMethod)
        && EndpointText.IsIn(scope.Compilation, scope.Cancellation)
        && requests.AnsweredByModel(call, FramesOf(frame), scope) is { } request
            ? Of(call, request.Library)
            : null;

    private static RawResponse Of(IInvocationOperation call, HttpSendEntry library)
    {
        var result = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] } ? awaited : call.Type;
        var isObject = !library.Answer.IsEmpty && result?.ContainingNamespace?.ToDisplayString() != library.Library;
        return new RawResponse(library.Answer)
        {
            IsAnswer =
                library.Answer.IsEmpty || library.IsAnswer || result?.SpecialType == SpecialType.System_String || JsonParts.IsJson(result),
            IsObject = isObject,
        };
    }

    private static CallFrame? FramesOf(TaintFrame? frame) =>
        frame switch
        {
            null => null,
            { Call: IInvocationOperation call } => new CallFrame(frame.Method, call, FramesOf(frame.Outer)),
            _ => FramesOf(frame.Outer),
        };
}

/// <param name="Answer">The members of the response that hold its body.</param>
internal readonly record struct RawResponse(ImmutableArray<string> Answer)
{
    /// <summary>True where the response itself is, or can be read as, its body.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>True where the library has made an object of the body: <c>rest.PostAsync&lt;Chat>(request)</c>.</summary>
    public bool IsObject { get; init; }

    /// <summary>False for what the service says about the response: its status, its headers, its ID.</summary>
    public bool IsWrittenByModel(MemberPath? members)
    {
        if (members is null)
            return IsAnswer;
        if (!IsObject && (members.Member is not { Name: var name } || !Answer.Contains(name)))
            return false;
        for (var path = IsObject ? members : members.Rest; path is not null; path = path.Rest)
            if (path.Key is JsonPart || (path.Member is { } member && TextSourceRows.IsWrittenByService(member)))
                return false;
        return true;
    }
}
