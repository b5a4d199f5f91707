using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>Reads the declaration of an SDK method as the text of its interceptor.</summary>
internal sealed class MethodReader(InterceptionCheck check, ReaderBuilder readers, StreamBuilder streams, ISet<string> experimental)
{
    private const string Receiver = "receiver";

    private readonly Dictionary<IMethodSymbol, InterceptedMethod?> _read = new(SymbolEqualityComparer.Default);

    /// <returns>Null where a stream cannot be replaced.</returns>
    public InterceptedMethod? Read(ICall call)
    {
        if (ExtensionBlocks.Declaration(call.Method) is not { } method)
            return null;
        if (_read.TryGetValue(method, out var known))
            return known;
        var read = Read(method);
        return _read[method] = read is not null && call is HttpCall request ? HttpResult.AddTo(read, request, method) : read;
    }

    private InterceptedMethod? Read(IMethodSymbol method)
    {
        Experimental.AddTo(experimental, method);
        var parameters = new List<string>();
        var arguments = new List<string>();
        var receiver = Receiver;
        while (method.Parameters.Any(parameter => parameter.Name == receiver))
            receiver += "_";
        if (!method.IsStatic)
        {
            parameters.Add(TypeText.Of(method.ContainingType) + " " + receiver);
            arguments.Add(receiver);
        }

        foreach (var parameter in method.Parameters)
        {
            var name = TypeText.Name(parameter.Name);
            parameters.Add(
                TrimmingAttributes.Of(parameter.GetAttributes()) + Modifier(parameter) + TypeText.Of(parameter.Type) + " " + name
            );
            arguments.Add(ArgumentModifier(parameter) + name);
        }

        var own = method.TypeParameters.Select(static parameter => TypeText.Name(parameter.Name)).ToList();
        var all = new SignatureTypes(method).TypeParameters;
        var call = TypeText.Name(method.Name) + (own.Count == 0 ? "" : "<" + string.Join(", ", own) + ">");
        // Code cannot name the class of an extension method where two assemblies declare it.
        var isReduced = method.IsExtensionMethod && check.IsAmbiguous(method.ContainingType);
        var target = method.IsStatic && !isReduced ? TypeText.Bare(method.ContainingType) : arguments[0];
        var passed = method.IsStatic && !isReduced ? arguments : arguments.Skip(1);

        var result = StreamResult.Unwrap(method.ReturnType);
        var isStream = StreamResult.IsStream(result) && StreamResult.ElementOf(result) is not null;
        var stream = isStream && !StreamResult.IsInterface(result) ? streams.Of(result, all) : null;
        if (isStream && !StreamResult.IsInterface(result) && stream is null)
            return null;
        var task = TaskOf(method.ReturnType);
        return new InterceptedMethod
        {
            TypeParameters = List(all.Select(static parameter => TypeText.Name(parameter.Name))),
            TypeParameterDeclarations = List(
                all.Select(static parameter => TrimmingAttributes.Of(parameter.GetAttributes()) + TypeText.Name(parameter.Name))
            ),
            Constraints = string.Concat(all.Select(TypeParameters.Constraint)),
            Attributes = TrimmingAttributes.Of(method.GetAttributes()),
            ReturnType = method.ReturnsVoid ? "void" : TypeText.Of(method.ReturnType),
            Parameters = parameters.ToEquatableArray(),
            HasReceiver = !method.IsStatic || method.IsExtensionMethod,
            Arguments = string.Join(", ", arguments),
            Invocation = $"{target}.{call}({string.Join(", ", passed)})",
            Using = isReduced ? method.ContainingNamespace.ToDisplayString() : null,
            Token = method.Parameters.FirstOrDefault(IsToken) is { } token ? TypeText.Name(token.Name) : null,
            Kind = isStream
                ? task == ResultTask.None && stream is not { IsOpen: true }
                    ? ResultKind.LazyStream
                    : ResultKind.OpenStream
                : method.ReturnsVoid || (task != ResultTask.None && SymbolEqualityComparer.Default.Equals(result, method.ReturnType))
                    ? ResultKind.None
                    : ResultKind.Value,
            Task = task,
            Reader = readers.Delegate(isStream ? StreamResult.ElementOf(result)! : result),
            Wrapping = stream?.Wrapping,
            Chunks = stream?.Chunks,
        };
    }

    private static ResultTask TaskOf(ITypeSymbol type) =>
        !type.IsTask() ? ResultTask.None
        : type.IsValueType ? ResultTask.ValueTask
        : ResultTask.Task;

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, Type.Name: "CancellationToken" }
        && parameter.Type.ContainingNamespace.ToDisplayString() == "System.Threading";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"<{list}>" : "";

    private static string Modifier(IParameterSymbol parameter) =>
        (parameter.ScopedKind == ScopedKind.None || parameter.RefKind == RefKind.Out ? "" : "scoped ")
        + parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };

    private static string ArgumentModifier(IParameterSymbol parameter) =>
        parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In or RefKind.RefReadOnlyParameter => "in ",
            _ => "",
        };
}
