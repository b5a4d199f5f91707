using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The parts of a response in JSON: <c>choices</c> has what a model writes, <c>id</c> and <c>usage</c> are the service's. What the model
/// writes may be JSON itself, and all of it is the model's.
/// </summary>
internal static class JsonParts
{
    public static bool IsJson(ITypeSymbol? type) =>
        type?.Name.StartsWith("J", StringComparison.Ordinal) == true && TextSteps.Json.Any(json => type.IsOrInherits(json));

    /// <summary>What is read of JSON, where one of its parts is read by name: <c>root.GetProperty("id")</c>.</summary>
    public static MemberPath? Named(IEnumerable<IOperation> arguments, MemberPath? members) =>
        arguments.FirstOrDefault() is { } first && NameIn(first) is { } name ? Named(name, members) : members;

    public static MemberPath? Named(string name, MemberPath? members) =>
        name.Split('.').Any(TextSourceRows.IsWrittenByService) ? MemberPath.Of(null, JsonPart.OfService, null) : members;

    /// <summary>The same for <c>answer.choices[0]</c>, where only running code knows what <c>answer</c> is.</summary>
    public static MemberPath? OfDynamic(MemberPath? named) => named ?? MemberPath.Of(null, JsonPart.Any, null);

    /// <summary>False for a value that certainly is no JSON of which a part is read by name.</summary>
    public static bool MayHave(IOperation value, MemberPath? members) =>
        members is not { Key: JsonPart.Any or JsonPart.OfService }
        || value.Type is null or { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object }
        || value.Type.SpecialType == SpecialType.None;

    /// <summary>What is read of a text, where members are read of the objects that are made of it.</summary>
    public static MemberPath? InText(IInvocationOperation parsing, MemberPath? members)
    {
        // `element.Deserialize<Choice>()`
        var isText = !IsJson((parsing.Instance ?? parsing.Arguments.FirstOrDefault()?.Value)?.Type);
        for (var path = members; path is not null; path = path.Rest)
            switch (path)
            {
                case { Key: JsonPart.OfServiceInText }:
                    return isText ? null : MemberPath.Of(null, JsonPart.OfServiceInText, null);
                case { Key: JsonPart.OfService }:
                case { Member.Name: var name } when TextSourceRows.IsWrittenByService(name):
                    return MemberPath.Of(null, isText ? JsonPart.OfServiceInText : JsonPart.OfService, null);
            }

        return null;
    }

    private static string? NameIn(IOperation argument) =>
        (argument is IArgumentOperation { Value: var value } ? value : argument).WithoutConversion().ConstantValue
            is { HasValue: true, Value: string name }
            ? name
            : null;
}
