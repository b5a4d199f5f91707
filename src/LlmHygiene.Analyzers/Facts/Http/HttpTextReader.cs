using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Reads text that code composes: an address, or JSON that is written by hand. Each possible text is one string, in which
/// <see cref="Hole"/> stands for a part that the code does not show.
/// </summary>
/// <param name="builders">Finds what is written to a builder of addresses, up to the parameters of methods.</param>
/// <param name="level">The level of the project: an update reads no address that it could not read before.</param>
internal sealed class HttpTextReader(PlaceTracker places, ObjectTracker builders, HygieneLevel level)
{
    public const char Hole = '\uFFFC';

    /// <summary>More possible texts than this are the same as unknown.</summary>
    public const int MaxAlternatives = 64;

    private const int MaxDepth = 16;
    private const int MaxSteps = 800;

    private static readonly IReadOnlyList<string> s_unknown = [Hole.ToString()];

    private readonly HashSet<FramedSyntax> _open = [];

    private int _steps;

    public IReadOnlyList<string> Read(FramedOperation? value) => value is { } place ? Read(place, MaxDepth) : [];

    private IReadOnlyList<string> Read(FramedOperation place, int depth)
    {
        if (depth == 0 || ++_steps > MaxSteps)
            return s_unknown;
        // `address = address.TrimEnd('/')`: text that is created from itself adds nothing.
        if (!_open.Add(place.Key))
            return [];
        try
        {
            return Written(place, depth) ?? Distinct(places.Follow(place).SelectMany(origin => OfOrigin(origin, depth)));
        }
        finally
        {
            _open.Remove(place.Key);
        }
    }

    private IReadOnlyList<string> OfOrigin(FramedOperation origin, int depth)
    {
        var isNew = _open.Add(origin.Key);
        var texts = Written(origin, depth - 1) ?? s_unknown;
        if (isNew)
            _open.Remove(origin.Key);
        return texts;
    }

    // Null for a value that is not text composed here.
    private IReadOnlyList<string>? Written(FramedOperation place, int depth)
    {
        var operation = place.Operation.WithoutConversion();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return [Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture) ?? ""];
        if (level > HygieneLevel.V0_1 && (BuiltAddress.BuilderOf(operation) ?? operation) is var builder && BuiltAddress.IsBuilder(builder))
            return new BuilderPlaces(places, builders).Find(place.With(builder), operation) is { } built
                ? Distinct(BuiltAddressText.Of(built.Address, part => Read(built.PlaceOf(part), depth - 1)))
                : s_unknown;
        switch (operation)
        {
            case IDefaultValueOperation
            or IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } }:
                return [""];
            case IInterpolatedStringOperation interpolated:
                return Join(
                    interpolated.Parts.Select(part =>
                        part switch
                        {
                            IInterpolatedStringTextOperation text => Read(place.With(text.Text), depth - 1),
                            IInterpolationOperation hole => Read(place.With(hole.Expression), depth - 1),
                            _ => s_unknown,
                        }
                    )
                );
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Join([Read(place.With(sum.LeftOperand), depth - 1), Read(place.With(sum.RightOperand), depth - 1)]);
            // `address += "/chat/completions"`
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } appended when level > HygieneLevel.V0_1:
                return Join([Read(place.With(appended.Target), depth - 1), Read(place.With(appended.Value), depth - 1)]);
            case IObjectCreationOperation creation when creation.Type?.Name is "Uri" or "UriBuilder" or "Url":
                return Combined(place, creation, depth);
            case IInvocationOperation invocation:
                return Called(place, invocation, depth);
            case IPropertyReferenceOperation
            {
                Instance: { } instance,
                Property: { Name: "Uri" or "AbsoluteUri" or "OriginalString", ContainingType.Name: "Uri" or "UriBuilder" }
            }:
                return Read(place.With(instance), depth - 1);
            default:
                return null;
        }
    }

    // `new Uri(address)`, `new Uri(baseAddress, path)`
    private IReadOnlyList<string> Combined(FramedOperation place, IObjectCreationOperation creation, int depth)
    {
        var parts = creation
            .Arguments.Where(argument =>
                argument.Parameter?.Type is { Name: "String" or "Uri" } && argument.ArgumentKind != ArgumentKind.DefaultValue
            )
            .Select(argument => Read(place.With(argument.Value), depth - 1))
            .ToList();
        return parts.Count switch
        {
            0 => s_unknown,
            1 => parts[0],
            _ => Distinct(Join([parts[0], ["/"], parts[1]])),
        };
    }

    private IReadOnlyList<string>? Called(FramedOperation place, IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        var first = invocation.Arguments.FirstOrDefault()?.Value;
        if (IsText(method.ContainingType))
        {
            switch (method.Name)
            {
                case "Concat" when invocation.Instance is null:
                    return Join(invocation.Arguments.SelectMany(PartsOf).Select(value => Read(place.With(value), depth - 1)));
                case "Join" when first is not null && level > HygieneLevel.V0_1:
                    return Join(
                        invocation
                            .Arguments.Skip(1)
                            .SelectMany(PartsOf)
                            .SelectMany((value, at) => at == 0 ? [value] : new[] { first, value })
                            .Select(value => Read(place.With(value), depth - 1))
                    );
                case "Format" when first is not null:
                    return Formatted(place, invocation, depth);
                case "Replace"
                    when invocation
                        is { Instance: { } whole, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: { } old } }, ..] }:
                    var written = invocation.Arguments[1].Value.ConstantValue.Value ?? Hole;
                    return Distinct(
                        Read(place.With(whole), depth - 1).Select(address => Replaced(address, old.ToString(), written.ToString()))
                    );
                // The end of the text stays.
                case "Substring" when invocation is { Instance: { } longer, Arguments.Length: 1 }:
                    return Read(place.With(longer), depth - 1);
                case "Replace" or "Substring" or "Remove" or "Insert":
                    return s_unknown;
            }
        }

        if (method is { Name: "Replace", ContainingType.Name: "Regex" } && first is not null)
            return Read(place.With(first), depth - 1);
        // Trim, ToLower, ToString: as an address, the text stays the same.
        if (
            invocation.Instance is { Type: { } receiver } text
            && (IsText(receiver) || receiver.Name is "Uri" or "UriBuilder" or "Url")
            && IsTextOrAddress(method.ReturnType)
        )
            return Trimmed(Read(place.With(text), depth - 1), method.Name, first);
        // Flurl: `address.AppendPathSegment("chat/completions").WithHeader(…)`,
        // ASP.NET Core: `QueryHelpers.AddQueryString(address, …)`.
        if (
            first is not null
            && (method.Name == "AddQueryString" || method.ContainingNamespace?.ToDisplayString() is "Flurl" or "Flurl.Http")
        )
        {
            var address = Read(place.With(invocation.Instance ?? first), depth - 1);
            var segment = invocation.Instance is null ? invocation.Arguments.ElementAtOrDefault(1)?.Value : first;
            return method.Name.StartsWith("AppendPathSegment", StringComparison.Ordinal) && segment is not null
                ? Join([address, ["/"], Read(place.With(segment), depth - 1)])
                : address;
        }

        return null;
    }

    // A list of arguments is an array, or a collection expression.
    private static IEnumerable<IOperation> PartsOf(IArgumentOperation argument)
    {
        if (Collections.IsCollectionExpression(argument.Value) && argument.Value is not IConversionOperation)
            return Collections.ElementsOf(argument.Value);
        var value = argument.Value.WithoutConversion();
        return value is IArrayCreationOperation { Initializer: { } items } ? items.ElementValues
            : Collections.IsCollectionExpression(value) ? Collections.ElementsOf(value)
            : [argument.Value];
    }

    private static string Replaced(string text, string old, string written) => old.Length == 0 ? text : text.Replace(old, written);

    private static IReadOnlyList<string> Trimmed(IReadOnlyList<string> texts, string method, IOperation? argument)
    {
        if (method is not ("Trim" or "TrimEnd") || argument?.ConstantValue.Value is not '/')
            return texts;
        return Distinct(texts.Select(text => text.TrimEnd('/')));
    }

    private IReadOnlyList<string> Formatted(FramedOperation place, IInvocationOperation invocation, int depth)
    {
        var formats = invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "format")?.Value;
        if (formats is null)
            return s_unknown;
        return Distinct(
            Read(place.With(formats), depth - 1)
                .Select(format => System.Text.RegularExpressions.Regex.Replace(format, @"\{\d+[^{}]*\}", Hole.ToString()))
        );
    }

    private static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    private static bool IsTextOrAddress(ITypeSymbol type) => IsText(type) || type.Name is "Uri";

    private static IReadOnlyList<string> Join(IEnumerable<IReadOnlyList<string>> parts)
    {
        IReadOnlyList<string> joined = [""];
        foreach (var part in parts)
        {
            // Where an address has too many possible starts, its end still shows where the request goes.
            if (joined.Count * part.Count > MaxAlternatives)
                joined = s_unknown;
            joined = Distinct(joined.SelectMany(start => part.Select(end => start + end)));
        }

        return joined;
    }

    // Too many possible texts are the same as unknown.
    private static IReadOnlyList<string> Distinct(IEnumerable<string> texts)
    {
        var distinct = texts.Distinct(StringComparer.Ordinal).Take(MaxAlternatives + 1).ToList();
        return distinct.Count > MaxAlternatives ? s_unknown : distinct;
    }
}
