using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>The free text of a response that code parses as JSON, although the call could ask for JSON of a schema.</summary>
/// <param name="Call">The first of the calls whose response it is.</param>
/// <param name="Member">The member of the options that asks for JSON.</param>
internal sealed record ParsedText(SdkCall Call, string Member)
{
    private const int MaxSteps = 60;
    private const int MaxDepth = 12;

    /// <summary>Null where the text is not proven to be the free text of responses, or where a call may ask for JSON.</summary>
    /// <param name="isCall">Whether a call is one, and not the fake of a test.</param>
    /// <param name="isSetElsewhere">Whether a pipeline of the project may set a member of the options.</param>
    public static ParsedText? Of(
        IInvocationOperation parse,
        ClientChain chain,
        SdkCallRecognizer recognizer,
        Func<SdkCall, bool> isCall,
        Func<string, bool> isSetElsewhere
    )
    {
        if (
            JsonReaders.Find(parse.TargetMethod) is not { } row
            || parse.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.Parameter)?.Value is not { } text
        )
            return null;
        var reader = new Reader(chain, recognizer);
        if (!reader.Add(text, MaxDepth) || reader.Calls.Count == 0)
            return null;
        string? member = null;
        foreach (var call in reader.Calls)
        {
            member = isCall(call) ? MemberOf(call, chain, isSetElsewhere) : null;
            if (member is null)
                return null;
        }

        return new ParsedText(reader.Calls[0], member!);
    }

    // Null where the call cannot ask for JSON, does so already, or may do so.
    private static string? MemberOf(SdkCall call, ClientChain chain, Func<string, bool> isSetElsewhere)
    {
        var entry = call.Entry;
        if (entry.SchemaSwitch is not null || entry.Options is null || !entry.Operation.HasOutputTokens() || call.PromptFile is not null)
            return null;
        if (GeneratedPromptReader.Of(call, chain.Catalog.Known) is not null)
            return null;
        var type = OptionsOf(call.Method.AsDeclared(), entry.Options);
        if (chain.Catalog.FindOptions(type, entry.Operation) is not { } options)
            return null;
        if (
            options.Parameters.FirstOrDefault(static parameter => parameter.Parameter == RequestParameter.Schema)
            is not { Member: var member }
        )
            return call.Options is { } settings ? MemberOfProvider(chain.Objects.Track(settings), isSetElsewhere) : null;
        if (isSetElsewhere(member))
            return null;
        if (call.Options is not { } given)
            return member;
        var tracked = chain.Objects.Track(given);
        return tracked.IsUnknown || tracked.WritesTo(member).Count > 0 || options.Opaque.Any(opaque => tracked.WritesTo(opaque).Count > 0)
            ? null
            : member;
    }

    // `new OpenAIPromptExecutionSettings { … }`, where the call takes the settings of any provider
    private static string? MemberOfProvider(TrackedObject settings, Func<string, bool> isSetElsewhere)
    {
        if (settings.IsUnknown || settings.MayBeNull || settings.Creations.Count == 0 || settings.Invocations.Count > 0)
            return null;
        string? member = null;
        foreach (var creation in settings.Creations)
        {
            var row = JsonReaders.ProviderOptions.FirstOrDefault(one => creation.Type.IsOrInherits(one.Type));
            if (row.Member is null || isSetElsewhere(row.Member) || row.Others.Add(row.Member).Any(one => settings.WritesTo(one).Count > 0))
                return null;
            member ??= row.Member;
        }

        return member;
    }

    // Another overload may take the options.
    private static ITypeSymbol? OptionsOf(IMethodSymbol method, string parameter) =>
        method
            .ContainingType.GetMembers(method.Name)
            .Prepend(method)
            .OfType<IMethodSymbol>()
            .SelectMany(static overload => overload.Parameters)
            .FirstOrDefault(candidate => candidate.Name == parameter)
            ?.Type;

    private sealed class Reader(ClientChain chain, SdkCallRecognizer recognizer)
    {
        private int _steps;

        public List<SdkCall> Calls { get; } = [];

        /// <summary>False where the text is not known to be that of a response.</summary>
        public bool Add(IOperation text, int depth)
        {
            if (depth == 0 || ++_steps > MaxSteps)
                return false;
            foreach (var origin in chain.Values.Trace(text).Origins)
            {
                // `?? "{}"`
                if (origin.Kind is OriginKind.Null or OriginKind.Constant)
                    continue;
                if (!AddPart(origin.Operation.WithoutConversion(), depth))
                    return false;
            }

            return true;
        }

        private bool AddPart(IOperation part, int depth)
        {
            switch (part)
            {
                case IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } }:
                    return true;
                case IInvocationOperation
                {
                    TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method,
                    Instance: { } whole
                } when JsonReaders.Trims.Contains(method.Name):
                    return Add(whole, depth - 1);
                case IImplicitIndexerReferenceOperation { Instance: { Type.SpecialType: SpecialType.System_String } whole }:
                    return Add(whole, depth - 1);
                case IInvocationOperation call when IsOfRegex(call.TargetMethod.ContainingType):
                    return InputOf(call) is { } input && Add(input, depth - 1);
                case IPropertyReferenceOperation { Instance: { } match } when IsOfRegex(match.Type):
                    return AddMatch(match, depth - 1);
                default:
                    return AddResponse(part, depth - 1);
            }
        }

        // `Regex.Match(text, "…").Groups[1].Value`
        private bool AddMatch(IOperation match, int depth)
        {
            for (var value = match; depth > 0; depth--)
            {
                if (value is IPropertyReferenceOperation { Instance: { } owner } && IsOfRegex(owner.Type))
                    value = owner.WithoutConversion();
                else if (
                    chain.Values.Trace(value).Origins is [{ Operation: IInvocationOperation call }]
                    && IsOfRegex(call.TargetMethod.ContainingType)
                )
                    return InputOf(call) is { } input && Add(input, depth - 1);
                else
                    return false;
            }

            return false;
        }

        // `response.Text`, `completion.Value.Content[0].Text`, `response.ToString()`
        private bool AddResponse(IOperation part, int depth)
        {
            for (var value = part; depth > 0; depth--)
            {
                if (chain.Values.Trace(value).Origins is not [{ Operation: var only }])
                    return false;
                only = only.WithoutConversion();
                if (only is IInvocationOperation call && recognizer.Recognize(call) is { } found)
                {
                    Calls.Add(found);
                    return true;
                }

                var inner = only switch
                {
                    IPropertyReferenceOperation property => property.Instance,
                    IArrayElementReferenceOperation element => element.ArrayReference,
                    IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true } } text => text.Instance,
                    IInvocationOperation select when JsonReaders.Selects.Contains(select.TargetMethod.Name) => CallReceiver.Of(select),
                    _ => null,
                };
                if (inner is null)
                    return false;
                value = inner;
            }

            return false;
        }

        private static IOperation? InputOf(IInvocationOperation call) =>
            call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == JsonReaders.Input)?.Value;

        private static bool IsOfRegex(ITypeSymbol? type) => type?.ContainingNamespace?.ToDisplayString() == JsonReaders.Regex;
    }
}
