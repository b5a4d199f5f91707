using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>What the method of a raw HTTP request returns, and when.</summary>
internal static class HttpResult
{
    private const string CompletionOption = "HttpCompletionOption";
    private const string Invoker = "HttpMessageInvoker";

    public static InterceptedMethod AddTo(InterceptedMethod read, HttpCall call, IMethodSymbol method)
    {
        // What a method does whose code is not visible is as unknown as what a helper of the project does.
        var isSend = call.Invocation.Syntax == call.Send.Syntax && !call.Library.IsOutside;
        if (isSend && call.Library.Answer.IsEmpty && IsBody(StreamResult.Unwrap(method.ReturnType)))
            return read with { Reader = "static (call, value) => call.ReadBody(value)" };
        return read.Reader is null ? read : read with { ReturnsEarly = isSend ? ReturnsEarly(method) : "true" };
    }

    // HttpClient reads the whole body, unless the call says otherwise. Of a method of the project, nothing is known.
    private static string? ReturnsEarly(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(static one => one.Type.Name == CompletionOption) is { } option
            ? $"{TypeText.Name(option.Name)} != {TypeText.Bare(option.Type)}.ResponseContentRead"
        : method.ContainingType.Name == Invoker ? "true"
        : null;

    private static bool IsBody(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };
}
