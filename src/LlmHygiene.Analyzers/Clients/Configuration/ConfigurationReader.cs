using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>
/// Finds the keys under which a value is read from the configuration: by an indexer, by a method, or as a member of an object that is bound
/// to a section. What is not known has no key.
/// </summary>
internal sealed class ConfigurationReader(ValueTracker values, ObjectTracker objects, BoundOptions bound, ConfigurationRoots roots)
{
    private const string Root = "";
    private const char Separator = ':';

    // Sections of sections, and options in options: more than hand-written code has.
    private const int MaxDepth = 12;

    private int _depth;

    /// <param name="value">Where a value comes from: an origin of a trace.</param>
    /// <param name="member">The member of the object, where the value is one that the configuration fills.</param>
    public IReadOnlyList<string> KeysOf(IOperation value, string? member = null)
    {
        if (_depth > MaxDepth)
            return [];
        _depth++;
        var keys = Find(value.WithoutConversion(), member);
        _depth--;
        return keys;
    }

    private IReadOnlyList<string> Find(IOperation value, string? member)
    {
        if (member is not null)
            return value is IInvocationOperation binding && ConfigurationBinding.Is(binding.TargetMethod)
                ? Join(SectionsOf(binding), [member])
                : [];
        return value switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner, Arguments: [{ Value: var key }] } element =>
                ConfigurationTypes.IsConfiguration(owner.Type) ? Join(SectionsIn(owner), ConstantsOf(key))
                : values.Scope.Contains(element.Property.OriginalDefinition) ? []
                : Join(ObjectsIn(owner), ConstantsOf(key)),
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => Join(
                ObjectsIn(array),
                ConstantsOf(index)
            ),
            IPropertyReferenceOperation { Property.Name: ConfigurationSdk.Value, Instance: { } section }
                when ConfigurationTypes.IsSection(section.Type) => SectionsIn(section),
            IPropertyReferenceOperation { Instance: { } owner, Property: var property } => Join(
                ObjectsIn(owner),
                [ConfigurationTypes.KeyOf(property)]
            ),
            IInvocationOperation call => OfCall(call),
            _ => [],
        };
    }

    private IReadOnlyList<string> OfCall(IInvocationOperation call)
    {
        if (call.TargetMethod.ContainingType?.Name != ConfigurationSdk.Binder || CallReceiver.Of(call) is not { } receiver)
            return [];
        return call.TargetMethod.Name switch
        {
            ConfigurationSdk.GetValue when Argument(call, ConfigurationSdk.Key) is { } key => Join(SectionsIn(receiver), ConstantsOf(key)),
            ConfigurationSdk.Get => SectionsIn(receiver),
            _ => [],
        };
    }

    /// <summary>What <c>GetValue</c> returns where the configuration has no value; null for anything else.</summary>
    public static IOperation? FallbackOf(IOperation value) =>
        value
            is IInvocationOperation { TargetMethod: { Name: ConfigurationSdk.GetValue, ContainingType.Name: ConfigurationSdk.Binder } } call
            ? Argument(call, ConfigurationSdk.Fallback)
            : null;

    /// <summary>The sections that a call binds to an object; empty where they are not known.</summary>
    public IReadOnlyList<string> SectionsOf(IInvocationOperation binding)
    {
        if (binding.TargetMethod.Name == ConfigurationSdk.BindConfiguration)
            return Argument(binding, ConfigurationSdk.Path) is { } path ? ConstantsOf(path) : [];
        foreach (var argument in binding.Arguments)
        {
            if (!ConfigurationTypes.IsConfiguration(argument.Value.WithoutConversion().Type))
                continue;
            var sections = SectionsIn(argument.Value);
            return Argument(binding, ConfigurationSdk.Key) is { } key ? Join(sections, ConstantsOf(key)) : sections;
        }

        return [];
    }

    /// <summary>
    /// The parameter that gives a binding its section: <c>AddDesk(IConfigurationSection section)</c>; null for any other binding.
    /// </summary>
    public IParameterSymbol? GivenTo(IInvocationOperation binding)
    {
        foreach (var argument in binding.Arguments)
            if (ConfigurationTypes.IsConfiguration(argument.Value.WithoutConversion().Type))
                return
                    values.Trace(argument.Value).Origins is [{ Operation: var only }]
                    && only.WithoutConversion() is IParameterReferenceOperation { Parameter: var parameter }
                    ? parameter
                    : null;
        return null;
    }

    /// <summary>The sections that the calls of a method pass for a parameter.</summary>
    public IEnumerable<string> SectionsPassed(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method
            ? values
                .Scope.InvocationsOf(method.Name, called => SymbolEqualityComparer.Default.Equals(called.AsDeclared(), method))
                .SelectMany(call => call.Arguments)
                .Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal)
                .SelectMany(argument => SectionsIn(argument.Value))
            : [];

    // Where an object of options is bound.
    private IReadOnlyList<string> ObjectsIn(IOperation owner)
    {
        if (_depth > MaxDepth)
            return [];
        _depth++;
        var found = new List<string>();
        foreach (var origin in values.Trace(owner).Origins)
            found.AddRange(ObjectAt(origin.Operation.WithoutConversion(), owner));
        _depth--;
        return Distinct(found);
    }

    private IReadOnlyList<string> ObjectAt(IOperation origin, IOperation owner)
    {
        switch (origin)
        {
            case IInvocationOperation call when ConfigurationBinding.Is(call.TargetMethod):
                return SectionsOf(call);
            case IObjectCreationOperation:
                return
                [
                    .. objects
                        .Track(owner)
                        .Bindings.Where(static call => call.TargetMethod.Name == ConfigurationSdk.Bind)
                        .SelectMany(SectionsOf),
                ];
            case IPropertyReferenceOperation { Instance: { } options, Property.Name: var name }
                when ConfigurationTypes.IsOptions(options.Type) && ConfigurationSdk.OptionsMembers.Contains(name):
            case IInvocationOperation { Instance: { } snapshot, TargetMethod.Name: ConfigurationSdk.Get }
                when ConfigurationTypes.IsOptions(snapshot.Type):
            case IParameterReferenceOperation or IInstanceReferenceOperation:
            case IInvocationOperation { TargetMethod: { TypeArguments.Length: 1 } method } when Containers.IsRequest(method):
                return origin.Type is INamedTypeSymbol type ? bound.SectionsOf(type, this, values.Scope) : [];
            case IPropertyReferenceOperation or IArrayElementReferenceOperation:
                return KeysOf(origin);
            default:
                return [];
        }
    }

    // Where in the whole configuration a configuration object stands.
    private IReadOnlyList<string> SectionsIn(IOperation configuration)
    {
        if (_depth > MaxDepth)
            return [];
        _depth++;
        var found = new List<string>();
        var isFromCaller = false;
        var isKnown = true;
        foreach (var origin in values.Trace(configuration).Origins)
        {
            var operation = origin.Operation.WithoutConversion();
            if (origin.Kind == OriginKind.Null)
                continue;
            if (IsGiven(operation))
                isFromCaller |= !ConfigurationTypes.IsSection(operation.Type);
            else if (SectionAt(operation) is { } sections)
                found.AddRange(sections);
            else
                isKnown = false;
        }

        _depth--;
        if (!isKnown)
            return [];
        // The container gives the whole configuration to whom asks for one; calls that are visible take precedence.
        return found.Count == 0 && isFromCaller ? [Root] : Distinct(found);
    }

    private bool IsGiven(IOperation origin) =>
        origin is IParameterReferenceOperation
        || (origin is IMemberReferenceOperation { Member: var member } && values.Scope.Contains(member.OriginalDefinition));

    private IReadOnlyList<string>? SectionAt(IOperation origin)
    {
        switch (origin)
        {
            case IInvocationOperation { TargetMethod.Name: var name } call
                when ConfigurationSdk.Sections.Contains(name) && CallReceiver.Of(call) is { } receiver:
                return
                    Argument(call, ConfigurationSdk.Key) is { } key && Join(SectionsIn(receiver), ConstantsOf(key)) is { Count: > 0 } keys
                    ? keys
                    : null;
            case IInvocationOperation { TargetMethod.Name: ConfigurationSdk.Build }:
            case IObjectCreationOperation:
                return roots.HaveFiles(values.Scope) ? [Root] : null;
            case IInvocationOperation { TargetMethod: { TypeArguments.Length: 1 } method } when Containers.IsRequest(method):
            case IPropertyReferenceOperation or IFieldReferenceOperation:
                return ConfigurationTypes.IsSection(origin.Type) || roots.IsEmpty(origin, values) ? null : [Root];
            default:
                return null;
        }
    }

    private IReadOnlyList<string> ConstantsOf(IOperation key) =>
        values.TraceConstant(key).SingleConstant is { Length: > 0 } text ? [text] : [];

    private static IOperation? Argument(IInvocationOperation call, string name)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        return null;
    }

    private static IReadOnlyList<string> Join(IReadOnlyList<string> sections, IReadOnlyList<string> keys) =>
        Distinct([.. sections.SelectMany(_ => keys, static (section, key) => section.Length == 0 ? key : section + Separator + key)]);

    private static IReadOnlyList<string> Distinct(List<string> keys) =>
        keys.Count < 2 ? keys : [.. keys.Distinct(StringComparer.OrdinalIgnoreCase)];
}
