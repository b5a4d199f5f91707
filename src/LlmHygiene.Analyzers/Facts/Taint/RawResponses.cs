using LlmHygiene.Analyzers.Facts.Http;
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
        foreach (var tree in scope.FilesNaming(requests.SendingNames(scope)).Distinct())
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
            ? new RawResponse(request.Library.Answer)
            : null;

    private static CallFrame? FramesOf(TaintFrame? frame) =>
        frame switch
        {
            null => null,
            { Call: IInvocationOperation call } => new CallFrame(frame.Method, call, FramesOf(frame.Outer)),
            _ => FramesOf(frame.Outer),
        };
}

/// <param name="Answer">The members of the response that hold its body; empty where the response itself is the body.</param>
internal readonly record struct RawResponse(System.Collections.Immutable.ImmutableArray<string> Answer)
{
    /// <summary>False for what the service says about the response: its status, its headers, its ID.</summary>
    public bool IsWrittenByModel(MemberPath? members)
    {
        if (Answer.IsEmpty)
            return members is null;
        if (members?.Member is not { Name: var name } || !Answer.Contains(name))
            return false;
        for (var path = members.Rest; path is not null; path = path.Rest)
            if (path.Key is JsonPart || (path.Member is { } member && TextSourceRows.IsWrittenByService(member)))
                return false;
        return true;
    }
}
