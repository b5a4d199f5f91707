using LlmHygiene.Interception.Model;

namespace LlmHygiene.Interception.Emitting;

/// <summary>
/// Writes the method that makes a call while somebody listens. The call itself is not inside an async method: what it does before its
/// first await, exceptions included, happens as without an interceptor.
/// </summary>
internal static class MeasuringMethod
{
    private const string Start = "var __call = global::LlmHygiene.InterceptedCall.Start(__site, ";

    public static string Emit(InterceptedMethod method, int index)
    {
        var parameters = InterceptorEmitter.Parameters(method, withThis: false);
        var head =
            (method.Attributes.Length > 0 ? method.Attributes.TrimEnd() + "\n" : "")
            + $"private static {method.ReturnType} Measure{InterceptorEmitter.Number(index)}{method.TypeParameterDeclarations}"
            + $"(global::LlmHygiene.InterceptedSite __site{(parameters.Length == 0 ? "" : ", " + parameters)}){method.Constraints}\n";
        return head + "{\n" + Body(method) + "}\n";
    }

    private static string Body(InterceptedMethod method)
    {
        var token = method.Token ?? "default";
        var reader = method.Reader ?? "null";
        if (method.Kind == ResultKind.LazyStream)
            return LazyStream(method, token, reader);

        var isVoid = method.ReturnType == "void";
        return $"    {Start}{token});\n"
            + (method.ReturnsEarly is null ? "" : $"    __call.SetReturnsEarly({method.ReturnsEarly});\n")
            + (isVoid ? "" : $"    {method.ReturnType} __result;\n")
            + "    try\n    {\n"
            + $"        {(isVoid ? "" : "__result = ")}{method.Invocation};\n"
            + "    }\n    catch (global::System.Exception __error) when (__call.Fail(__error))\n    {\n        throw;\n    }\n\n"
            + (isVoid ? "    __call.Complete();\n" : $"    return __call.{End(method, reader)};\n");
    }

    // The request is sent when the stream is read; only the creation of the stream can fail here.
    private static string LazyStream(InterceptedMethod method, string token, string reader) =>
        $"    {method.ReturnType} inner;\n    try\n    {{\n        inner = {method.Invocation};\n    }}\n"
        + $"    catch (global::System.Exception __error) when (global::LlmHygiene.InterceptedCall.FailStream(__site, {token}, __error))\n"
        + "    {\n        throw;\n    }\n\n"
        + (
            method.Wrapping is null
                ? $"    return global::LlmHygiene.InterceptedCall.Stream(__site, {token}, inner, {reader});\n"
                : "    if (inner is null)\n        return null!;\n"
                    + $"    var values = global::LlmHygiene.InterceptedCall.Stream(__site, {token}, {method.Chunks}, {reader});\n"
                    + $"    return {method.Wrapping};\n"
        );

    private static string End(InterceptedMethod method, string reader)
    {
        var suffix = method.Task == ResultTask.None ? "" : "Async";
        return method.Kind switch
        {
            ResultKind.None => "CompleteAsync(__result)",
            ResultKind.Value => $"Complete{suffix}(__result, {reader})",
            _ => $"Open{suffix}(__result, {Replacement(method, reader)})",
        };
    }

    private static string Replacement(InterceptedMethod method, string reader) =>
        method.Wrapping is null
            ? $"static (call, inner) => call.Stream(inner, {reader})"
            : $"static (call, inner) => {{ var values = call.Stream({method.Chunks}, {reader}); return {method.Wrapping}; }}";
}
