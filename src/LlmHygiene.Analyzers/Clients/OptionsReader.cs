using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <param name="function">What the kernel function that the call runs was created from.</param>
/// <param name="operation">What the call asks the model to do; null for any.</param>
internal sealed class OptionsReader(
    ObjectTracker objects,
    SdkCatalog catalog,
    KernelFunctionPrompt? function = null,
    LlmOperation? operation = null
)
{
    // Options nested in options: more than hand-written code has, and code may pass an object to its own constructor.
    private const int MaxReads = 100;

    private readonly HashSet<SyntaxNode> _open = [];
    private int _reads;
    private (SdkCall Call, CallOptions Options)? _last;
    private IInvocationOperation? _call;

    public CallOptions Read(SdkCall call)
    {
        // Model, prompt and limit of one call are read one after another.
        if (_last is not { } last || last.Call != call)
        {
            _call = call.Invocation;
            _last = last = (call, function is null ? Read(call.Options) : ReadWithFunction(call.Options, function));
            _call = null;
        }

        return last.Options;
    }

    // What is set at the call takes precedence over what the function was created with.
    private CallOptions ReadWithFunction(IOperation? value, KernelFunctionPrompt made)
    {
        var atCall = Read(value);
        var settings = made.Settings.Select(Read).ToList();
        var templates = made.Templates.Select(Read).ToList();
        var read = Together([atCall, .. settings]);
        var mayBeReplaced = atCall.HasSettings is null && settings.Exists(one => one.HasSettings != false);
        // Settings at the call take precedence as a whole.
        var decisive = atCall.HasSettings == true && catalog.Level > HygieneLevel.V0_1 ? atCall : read;
        return new CallOptions
        {
            ModelValues = atCall.ModelValues.Count > 0 ? atCall.ModelValues : decisive.ModelValues,
            LimitValues = decisive.LimitValues,
            TagValues = read.TagValues,
            TagUses = read.TagUses,
            PromptValues =
            [
                .. made.Templates.Count > 0
                    ? [.. read.InnerPromptValues, .. templates.SelectMany(one => one.PromptValues)]
                    : read.PromptValues,
                .. made.IsReplacedBySettings && read.PromptValues.Count > read.InnerPromptValues.Count ? [] : made.Prompts,
            ],
            OpaqueValues = decisive.OpaqueValues,
            IsBound = read.IsBound,
            HasPromptFile = made.IsFile,
            IsUnknown =
                made.IsUnknown
                || made.IsFile
                || read.IsUnknown
                || templates.Exists(one => one.IsUnknown)
                || (made.IsReplacedBySettings && settings.Exists(one => one.MayBeNull))
                || mayBeReplaced,
            TagsAreUnknown = made.IsUnknown || read.TagsAreUnknown,
            TagsMayBeMissing = read.TagsMayBeMissing,
            ModelMayBeMissing = read.ModelMayBeMissing || mayBeReplaced,
            LimitMayBeMissing = read.LimitMayBeMissing || mayBeReplaced,
            MayBeReplaced = atCall.MayBeReplaced,
            Callers = read.Callers,
            Parameters = decisive.Parameters,
            IsSingle = decisive.IsSingle,
        };
    }

    private static CallOptions Together(IReadOnlyList<CallOptions> parts) =>
        new()
        {
            ModelValues = [.. parts.SelectMany(part => part.ModelValues)],
            LimitValues = [.. parts.SelectMany(part => part.LimitValues)],
            TagValues = [.. parts.SelectMany(part => part.TagValues)],
            TagUses = [.. parts.SelectMany(part => part.TagUses)],
            PromptValues = [.. parts.SelectMany(part => part.PromptValues)],
            InnerPromptValues = [.. parts.SelectMany(part => part.InnerPromptValues)],
            HasSettings = SettingsOf(parts),
            OpaqueValues = [.. parts.SelectMany(part => part.OpaqueValues)],
            IsBound = parts.Any(part => part.IsBound),
            Prompts = [.. parts.SelectMany(part => part.Prompts)],
            IsUnknown = parts.Any(part => part.IsUnknown),
            TagsAreUnknown = parts.Any(part => part.TagsAreUnknown),
            TagsMayBeMissing = parts.Any(part => part.TagsMayBeMissing),
            ModelMayBeMissing = parts.Any(part => part.ModelMayBeMissing),
            LimitMayBeMissing = parts.Any(part => part.LimitMayBeMissing),
            MayBeReplaced = parts.Any(part => part.MayBeReplaced),
            Callers = [.. parts.SelectMany(part => part.Callers)],
            Parameters = [.. parts.SelectMany(part => part.Parameters)],
            IsSingle = parts.Count(part => part != CallOptions.None) <= 1 && parts.All(part => part.IsSingle),
        };

    private static bool? SettingsOf(IReadOnlyList<CallOptions> parts) =>
        parts.Any(part => part.HasSettings == true) ? true
        : parts.All(part => part.HasSettings == false) ? false
        : null;

    // A list, or a dictionary by service, of settings that is written out; null for any other value.
    private static IEnumerable<IOperation>? ItemsOf(IOperation value) =>
        value switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
            IObjectCreationOperation { Arguments: [], Initializer: { } added, Type.ContainingNamespace: var space }
                when space?.ToDisplayString() == "System.Collections.Generic" => added.Initializers.SelectMany(AddedBy),
            _ when Collections.IsCollectionExpression(value) => Collections.ElementsOf(value),
            _ => null,
        };

    // What is added to such a list or dictionary: `["default"] = settings`, `Add("default", settings)`, `= { ["default"] = settings }`.
    private static IEnumerable<IOperation> AddedBy(IOperation write) =>
        write switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true }, Value: var value } => [value],
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: [.., { Value: var last }] } => [last],
            IObjectOrCollectionInitializerOperation filled => filled.Initializers.SelectMany(AddedBy),
            _ => [write],
        };

    public CallOptions Read(IOperation? value)
    {
        if (value is null)
            return CallOptions.None;
        if (_open.Count == 0)
            _reads = 0;
        if (++_reads > MaxReads)
            return CallOptions.Unknown;
        // `arguments = new KernelArguments(arguments)`: an object that is created from itself adds nothing.
        if (!_open.Add(value.Syntax))
            return CallOptions.None;
        try
        {
            return ReadOnce(value);
        }
        finally
        {
            _open.Remove(value.Syntax);
        }
    }

    private CallOptions ReadOnce(IOperation value)
    {
        // `options.ChatOptions.ModelId = x` is written to ChatOptions.
        if (
            value
                is ISimpleAssignmentOperation
                {
                    Target: IMemberReferenceOperation { Instance: IMemberReferenceOperation holder } target
                } written
            && catalog.FindOptions(holder.Type, operation) is { } partial
        )
            return ReadMember(target.Member.Name, written.Value, partial);
        var tracked = objects.Track(value);
        var entry =
            catalog.FindOptions(value.WithoutConversion().Type, operation)
            ?? tracked
                .Creations.Select(creation => catalog.FindOptions(creation.Type, operation))
                .FirstOrDefault(found => found is not null);
        if (entry is null && ItemsOf(value.WithoutConversion()) is { } items)
            return Together([.. items.Select(Read)]);
        if (entry is null)
            return tracked is { IsUnknown: false, Creations.Count: 0, Bindings.Count: 0 } ? CallOptions.None : Unknown(tracked);

        return Of(tracked, entry, value);
    }

    private static CallOptions Unknown(TrackedObject tracked) =>
        new()
        {
            IsUnknown = true,
            TagsAreUnknown = true,
            IsUnknownOutsideOnly = tracked.IsUnknownOutsideOnly,
        };

    /// <summary>What a delegate sets in the options that are passed to it.</summary>
    public CallOptions Read(IParameterSymbol given) =>
        catalog.FindOptions(given.Type, operation) is { } entry ? Of(objects.TrackUses(given), entry) : CallOptions.Unknown;

    private CallOptions Of(TrackedObject tracked, OptionsRow entry, IOperation? value = null)
    {
        var prompts = tracked
            .Invocations.Where(made => catalog.Known.IsPrompt(made.Instance?.Type))
            .Select(made => made.Instance!.Type!)
            .ToList();
        var opaque = entry
            .Opaque.SelectMany(name => Writes(name).Concat(ConstructorArguments(tracked, name)))
            .Where(written => !MakesNothing(written))
            .ToList();
        var inner = entry
            .Inner.SelectMany(name => Writes(name).Concat(ConstructorArguments(tracked, name)))
            .SelectMany(AddedBy)
            .Select(Read)
            .ToList();
        var isUnseen = tracked.IsUnknown && (prompts.Count == 0 || prompts.Count < tracked.Invocations.Count);
        var isOpaque =
            entry.Inner.Any(tracked.Escapes)
            || opaque.Count > 0
            || inner.Any(part => part.IsUnknown)
            || tracked.Creations.Any(IsCopy)
            || tracked.Creations.Any(creation => !IsExactly(creation.Type, entry));
        // What is null by default and is only computed out of itself stays null.
        var computed = LimitOf();
        var staysNull =
            catalog.Level > HygieneLevel.V0_1
            && tracked.Creations.Count > 0
            && !isUnseen
            && !isOpaque
            && prompts.Count == 0
            && tracked.Bindings.Count == 0;
        return new CallOptions
        {
            ModelValues =
            [
                .. entry.Model is null ? [] : tracked.Bindings,
                .. Last(entry.Model),
                .. ConstructorArguments(tracked, entry.ModelParameter),
                .. inner.SelectMany(part => part.ModelValues),
            ],
            LimitValues =
            [
                .. computed is { Value: null } ? []
                : staysNull && !Last(entry.OlderLimit).Any()
                    ? OverwrittenWrites.WithoutComputedNulls([.. Last(entry.Limit)], objects.Values)
                : Last(entry.Limit),
                .. Last(entry.OlderLimit),
                .. inner.SelectMany(part => part.LimitValues),
            ],
            ComputedLimit = computed?.Value,
            LimitIsRequired = entry.LimitIsRequired,
            IsBound = tracked.Bindings.Count > 0 || inner.Any(part => part.IsBound),
            TagValues = [.. Writes(entry.Tags), .. inner.SelectMany(part => part.TagValues)],
            TagUses = [.. tracked.EscapesOf(entry.Tags), .. inner.SelectMany(part => part.TagUses)],
            PromptValues =
            [
                .. entry.Prompts.SelectMany(Writes),
                .. entry.Prompts.SelectMany(name => ConstructorArguments(tracked, name)),
                .. inner.SelectMany(part => part.PromptValues),
            ],
            InnerPromptValues = [.. inner.SelectMany(part => part.PromptValues)],
            HasSettings =
                tracked.MayBeNull ? null
                : entry.Inner.IsEmpty ? true
                : SettingsOf(inner),
            MayBeNull = tracked.MayBeNull,
            OpaqueValues = [.. opaque, .. inner.SelectMany(part => part.OpaqueValues)],
            Prompts = [.. prompts, .. inner.SelectMany(part => part.Prompts)],
            TagsMayBeMissing =
                tracked.Creations.Count > 1
                || isUnseen
                || inner.Any(part => part.TagsMayBeMissing)
                || MayComeLater(entry.Tags)
                || Writes(entry.Tags).Concat(tracked.EscapesOf(entry.Tags)).Any(written => !tracked.IsCertainly(written)),
            ModelMayBeMissing =
                IsMissingInOne(tracked, entry.Model, entry.ModelParameter)
                || MayComeLater(entry.Model)
                || MayBeOfAnother(Last(entry.Model))
                || inner.Any(part => part.ModelMayBeMissing),
            LimitMayBeMissing =
                IsMissingInOne(tracked, entry.Limit, entry.OlderLimit)
                || MayComeLater(entry.Limit)
                || MayComeLater(entry.OlderLimit)
                || MayBeOfAnother(Last(entry.Limit).Concat(Last(entry.OlderLimit)))
                || inner.Any(part => part.LimitMayBeMissing),
            MayBeReplaced = isUnseen || inner.Any(part => part.MayBeReplaced),
            Parameters =
            [
                .. entry.Parameters.SelectMany(row => Writes(row.Member).Select(value => new WrittenParameter(row, value))),
                .. inner.SelectMany(part => part.Parameters),
            ],
            IsSingle =
                tracked is { Creations.Count: <= 1, Invocations.Count: 0, Bindings.Count: 0, MayBeNull: false }
                && !tracked.Creations.Any(IsCopy)
                && inner.Count <= 1
                && inner.All(part => part.IsSingle),
            IsUnknown = isUnseen || isOpaque,
            IsUnknownOutsideOnly = !isOpaque && tracked.IsUnknownOutsideOnly,
            TagsAreUnknown =
                inner.Any(part => part.TagsAreUnknown)
                || entry.Inner.Any(tracked.Escapes)
                || entry.Opaque.Any(member => member != entry.Tags && tracked.WritesTo(member).Any(written => !MakesNothing(written)))
                || (HoldsTags(entry) && TagsMayBeWritten(tracked, entry, prompts.Count)),
            Callers = HoldsTags(entry) ? [.. tracked.Callers, .. inner.SelectMany(part => part.Callers)] : [],
        };

        OverwrittenWrites.Computed? LimitOf() =>
            catalog.Level > HygieneLevel.V0_1 && IsOfCall() && !isOpaque && inner.Count == 0 && !Writes(entry.OlderLimit).Any()
                ? OverwrittenWrites.ResultOf([.. Writes(entry.Limit)], tracked, value!, _call!, objects.Values)
                : null;

        bool IsOfCall() => _call is { } call && value?.Parent is IArgumentOperation { Parent: var user } && user == call;

        // The operations that pass the options on to the call itself do not write to them.
        bool MayComeLater(string? member) =>
            _call is { } call
            && Writes(member).ToList() is { Count: > 0 } all
            && all.Concat(tracked.HandedOn.Except(tracked.OnWay)).Any(written => LaterWrites.MayBeAfter(written, tracked, call));

        // Nothing is written for sure to the object that is sent: it may be written to another one.
        bool MayBeOfAnother(IEnumerable<IOperation> writes) => writes.ToList() is { Count: > 0 } all && !all.Exists(tracked.IsCertainly);

        // Nor does a write that another one replaces before the call.
        IEnumerable<IOperation> Last(string? member) =>
            IsOfCall()
                ? OverwrittenWrites.WithoutUnused(
                    OverwrittenWrites.Without([.. Writes(member)], tracked, value!, _call!, objects.Scope),
                    tracked
                )
                : Writes(member);

        // A write that can only come after the call does not count.
        IEnumerable<IOperation> Writes(string? member) =>
            _call is { } call ? tracked.WritesTo(member).Where(written => !LaterWrites.IsAfter(written, call)) : tracked.WritesTo(member);
    }

    // `RawRepresentationFactory = _ => null`
    private static bool MakesNothing(IOperation written) =>
        written.WithoutConversion()
            is IDelegateCreationOperation
            {
                Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } made }] }
            }
        && made.WithoutConversion().ConstantValue is { HasValue: true, Value: null };

    private static CallOptions ReadMember(string member, IOperation value, OptionsRow entry) =>
        new()
        {
            ModelValues = member == entry.Model ? [value] : [],
            LimitValues = member == entry.Limit || member == entry.OlderLimit ? [value] : [],
            TagValues = member == entry.Tags ? [value] : [],
            PromptValues = entry.Prompts.Contains(member) ? [value] : [],
            OpaqueValues = entry.Opaque.Contains(member) ? [value] : [],
            IsUnknown = entry.Opaque.Contains(member),
            TagsAreUnknown = entry.Opaque.Contains(member) && member != entry.Tags,
        };

    private static IEnumerable<IOperation> ConstructorArguments(TrackedObject tracked, string? parameter) =>
        tracked
            .Creations.SelectMany(creation => creation.Arguments)
            .Where(argument =>
                parameter is not null && argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue
            )
            .Select(argument => argument.Value);

    // What is written to one of several objects later may be written to another than the one that is sent.
    private static bool IsMissingInOne(TrackedObject tracked, string? member, string? other) =>
        tracked.Creations.Count > 1
        && tracked.Creations.Any(creation =>
            !creation.Arguments.Any(argument =>
                argument.ArgumentKind != ArgumentKind.DefaultValue
                && argument.Parameter?.Name is { } name
                && (name == member || name == other)
            )
            && creation.Initializer?.Initializers.Any(part =>
                part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name } }
                && (name == member || name == other)
            ) != true
        );

    private static bool HoldsTags(OptionsRow entry) => entry.Tags is not null || !entry.Inner.IsEmpty;

    private static bool TagsMayBeWritten(TrackedObject tracked, OptionsRow entry, int prompts) =>
        (tracked.IsUnseen && (prompts == 0 || prompts < tracked.Invocations.Count))
        // What is read as a part of the options is no unknown copy.
        || tracked.Creations.Any(creation =>
            creation.Arguments.Any(argument => IsCopied(argument, creation) && !entry.Inner.Contains(argument.Parameter?.Name ?? ""))
        )
        // A class of an SDK writes no tag when it is made.
        || tracked.Creations.Any(creation => !IsExactly(creation.Type, entry) && creation.Type?.DeclaringSyntaxReferences.Length != 0);

    // `new MessageCreateParams(other)`
    private static bool IsCopy(IObjectCreationOperation creation) => creation.Arguments.Any(argument => IsCopied(argument, creation));

    private static bool IsCopied(IArgumentOperation argument, IObjectCreationOperation creation) =>
        SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, creation.Type);

    // A class derived from the options may set anything in its constructor.
    private static bool IsExactly(ITypeSymbol? type, OptionsRow entry) =>
        type is not null
        && entry.Type.EndsWith(type.MetadataName, StringComparison.Ordinal)
        && entry.Type[entry.Type.Length - type.MetadataName.Length - 1] is '.' or '+';
}
