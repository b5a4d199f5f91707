using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// A delegate that configures its argument: <c>ConfigureOptions(o => o.ModelId ??= "…")</c>. The parameter of its lambda or method is
/// followed like any object; a delegate whose code is not seen may do anything.
/// </summary>
internal sealed class ConfigureDelegate
{
    // Null for a delegate whose code is not seen.
    private readonly IParameterSymbol? _given;
    private readonly ObjectTracker _objects;
    private readonly OptionsReader _options;

    private ConfigureDelegate(IParameterSymbol? given, ObjectTracker objects, OptionsReader options)
    {
        _given = given;
        _objects = objects;
        _options = options;
    }

    /// <summary>What the delegate sets in the options of a call.</summary>
    public CallOptions Options => _given is null ? new CallOptions { IsUnknown = true } : _options.Read(_given);

    /// <summary>Null where no delegate is passed.</summary>
    public static ConfigureDelegate? Of(IOperation? value, ObjectTracker objects, OptionsReader options)
    {
        if (value is null || value.WithoutConversion().ConstantValue is { HasValue: true, Value: null })
            return null;
        return new ConfigureDelegate(objects.ParameterOf(value), objects, options);
    }

    /// <summary>True unless the delegate is known not to touch the member.</summary>
    public bool MayTouch(string member) =>
        _given is null || _objects.TrackUses(_given) is var tracked && (tracked.IsUnknown || tracked.Mentions(member));
}
