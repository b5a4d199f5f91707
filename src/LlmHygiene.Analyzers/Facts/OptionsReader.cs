using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about the options of a call: the values written to the members that matter.</summary>
internal sealed class CallOptions
{
    /// <summary>No options argument, or one that is proven to be null.</summary>
    public static readonly CallOptions None = new();

    public IReadOnlyList<IOperation> ModelValues { get; init; } = [];

    public IReadOnlyList<IOperation> LimitValues { get; init; } = [];

    /// <summary>True when the object cannot be made without a limit.</summary>
    public bool LimitIsRequired { get; init; }

    /// <summary>What is written to the dictionary that can carry a prompt tag.</summary>
    public IReadOnlyList<IOperation> TagValues { get; init; } = [];

    /// <summary>Prompt text in the options themselves, such as instructions.</summary>
    public IReadOnlyList<IOperation> PromptValues { get; init; } = [];

    /// <summary>What is written to members through which anything can be set.</summary>
    public IReadOnlyList<IOperation> OpaqueValues { get; init; } = [];

    /// <summary>The prompt objects whose <c>ToOptions()</c> made the options.</summary>
    public IReadOnlyList<ITypeSymbol> Prompts { get; init; } = [];

    /// <summary>True when code outside the type may have set any member.</summary>
    public bool IsUnknown { get; init; }
}

internal sealed class OptionsReader(ObjectTracker objects, SdkCatalog catalog)
{
    // Options hold other options at most once; code that does not compile may make them hold themselves.
    private const int Deepest = 4;

    private (LlmCall Call, CallOptions Options)? _last;

    public CallOptions Read(LlmCall call)
    {
        // Model, prompt and limit of one call ask in turn.
        if (_last is not { } last || last.Call != call) _last = last = (call, Read(call.Options));
        return last.Options;
    }

    public CallOptions Read(IOperation? value) => Read(value, Deepest);

    private CallOptions Read(IOperation? value, int depth)
    {
        if (value is null) return CallOptions.None;
        if (depth == 0) return new CallOptions { IsUnknown = true };
        var tracked = objects.Track(value);
        var entry = catalog.FindOptions(value.WithoutConversion().Type) ?? tracked.Creations.Select(creation => catalog.FindOptions(creation.Type)).FirstOrDefault(found => found is not null);
        if (entry is null) return tracked is { IsUnknown: false, Creations.Count: 0 } ? CallOptions.None : new CallOptions { IsUnknown = true };

        var prompts = tracked.Invocations.Where(made => catalog.Known.IsPrompt(made.Instance?.Type)).Select(made => made.Instance!.Type!).ToList();
        var opaque = entry.Opaque.SelectMany(tracked.WritesTo).ToList();
        var inner = entry.Inner.SelectMany(name => tracked.WritesTo(name).Concat(ConstructorArguments(tracked, name))).Select(part => Read(part, depth - 1)).ToList();
        return new CallOptions
        {
            ModelValues = [.. tracked.WritesTo(entry.Model), .. ConstructorArguments(tracked, entry.ModelParameter), .. inner.SelectMany(part => part.ModelValues)],
            LimitValues = [.. tracked.WritesTo(entry.Limit), .. tracked.WritesTo(entry.OlderLimit), .. inner.SelectMany(part => part.LimitValues)],
            LimitIsRequired = entry.LimitIsRequired,
            TagValues = [.. tracked.WritesTo(entry.Tags), .. inner.SelectMany(part => part.TagValues)],
            PromptValues = [.. entry.Prompts.SelectMany(tracked.WritesTo), .. entry.Prompts.SelectMany(name => ConstructorArguments(tracked, name)), .. inner.SelectMany(part => part.PromptValues)],
            OpaqueValues = [.. opaque, .. inner.SelectMany(part => part.OpaqueValues)],
            Prompts = [.. prompts, .. inner.SelectMany(part => part.Prompts)],
            IsUnknown = (tracked.IsUnknown && (prompts.Count == 0 || prompts.Count < tracked.Invocations.Count))
                || opaque.Count > 0
                || inner.Any(part => part.IsUnknown)
                || tracked.Creations.Any(IsCopy)
                || tracked.Creations.Any(creation => !IsExactly(creation.Type, entry)),
        };
    }

    private static IEnumerable<IOperation> ConstructorArguments(TrackedObject tracked, string? parameter) =>
        tracked.Creations.SelectMany(creation => creation.Arguments)
            .Where(argument => parameter is not null && argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(argument => argument.Value);

    // `new MessageCreateParams(other)`
    private static bool IsCopy(IObjectCreationOperation creation) =>
        creation.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, creation.Type));

    // A class derived from the options may set anything in its constructor.
    private static bool IsExactly(ITypeSymbol? type, OptionsEntry entry) => type is not null && entry.Type.EndsWith("." + type.MetadataName, StringComparison.Ordinal);
}
