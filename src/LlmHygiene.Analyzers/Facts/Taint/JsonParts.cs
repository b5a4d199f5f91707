using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The parts of a JSON response: a model writes what is in <c>choices</c>, the service writes <c>id</c> and <c>usage</c>. The text of the
/// model may itself be JSON; then the model writes all of its parts.
/// </summary>
internal static class JsonParts
{
    // `$.error.message`, `['id']`
    private static readonly char[] s_separators = ['.', '[', ']', '\'', '"', '$'];

    public static MemberPath? OfService => MemberPath.Of(null, JsonPart.OfService, null);

    /// <summary>What the service writes in a text that has not been parsed.</summary>
    public static MemberPath? OfServiceInText => MemberPath.Of(null, JsonPart.OfServiceInText, null);

    public static bool IsJson(ITypeSymbol? type) =>
        type?.Name.StartsWith("J", StringComparison.Ordinal) == true && TextSteps.Json.Any(json => type.IsOrInherits(json));

    /// <summary>
    /// What is read from JSON where one of its parts is read by name: <c>root.GetProperty("id")</c>. A part whose name is not known may be
    /// written by the service.
    /// </summary>
    public static MemberPath? Named(IEnumerable<IOperation> arguments, MemberPath? members, TaintFrame? frame) =>
        arguments.FirstOrDefault() is { } first && IsName(first)
            ? NameIn(first, frame) is { } name
                ? Named(name, members)
                : OfService
            : members;

    public static MemberPath? Named(string name, MemberPath? members) =>
        name.Split(s_separators).Any(TextSourceRows.IsWrittenByService) ? OfService : members;

    /// <summary>The same for a method of JSON: <c>EnumerateObject()</c> yields all parts.</summary>
    public static MemberPath? Read(IInvocationOperation call, MemberPath? members, TaintFrame? frame) =>
        TextSteps.AllParts.Contains(call.TargetMethod.Name) ? OfService : Named(call.Arguments, members, frame);

    /// <summary>The same for <c>answer.choices[0]</c>, where <c>answer</c> is <c>dynamic</c>.</summary>
    public static MemberPath? OfDynamic(MemberPath? named) => named ?? MemberPath.Of(null, JsonPart.Any, null);

    /// <summary>False where parts of JSON are read by name, but the value cannot be JSON.</summary>
    public static bool MayHave(IOperation value, MemberPath? members) =>
        members is not { Key: JsonPart.Any or JsonPart.OfService }
        || value.Type is null or { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object }
        || value.Type.SpecialType == SpecialType.None;

    /// <summary>What is read from a text, given the members that are read from the objects that it is parsed into.</summary>
    public static MemberPath? InText(IInvocationOperation parsing, MemberPath? members)
    {
        // `element.Deserialize<Choice>()`
        var isText = !IsJson((parsing.Instance ?? parsing.Arguments.FirstOrDefault()?.Value)?.Type);
        for (var path = members; path is not null; path = path.Rest)
            switch (path)
            {
                case { Key: JsonPart.OfServiceInText }:
                    return isText ? null : OfServiceInText;
                case { Key: JsonPart.OfService }:
                case { Key: string name } when TextSourceRows.IsWrittenByService(name):
                case { Member: { } member } when TextSourceRows.IsWrittenByService(member) || IsOfPair(member):
                    return MemberPath.Of(null, isText ? JsonPart.OfServiceInText : JsonPart.OfService, null);
            }

        return null;
    }

    /// <summary>True for a type whose elements are parts of JSON and their names.</summary>
    public static bool HasParts(ITypeSymbol? type) =>
        IsJson(type) || type is INamedTypeSymbol { TypeArguments: [_, var part] } && IsPartOrAny(part);

    /// <summary>True for <c>pair.Value</c> where the value is JSON.</summary>
    public static bool IsOfPart(IPropertySymbol property) =>
        property.ContainingType is { Name: "KeyValuePair", TypeArguments: [_, var part] } && IsPartOrAny(part);

    private static bool IsPartOrAny(ITypeSymbol part) => IsJson(part) || part.SpecialType == SpecialType.System_Object;

    // `foreach (var (name, part) in parts)`
    private static bool IsOfPair(ISymbol member) => member.ContainingType?.Name == "KeyValuePair";

    private static IOperation ValueOf(IOperation argument) =>
        (argument is IArgumentOperation { Value: var value } ? value : argument).WithoutConversion();

    private static bool IsName(IOperation argument) =>
        ValueOf(argument).Type is { SpecialType: SpecialType.System_String } or { Name: nameof(ReadOnlySpan<byte>) };

    private static string? NameIn(IOperation argument, TaintFrame? frame)
    {
        var value = ValueOf(argument);
        if (
            value is IParameterReferenceOperation { Parameter: var parameter }
            && TaintFrame.Of(parameter, frame)?.Argument(parameter) is { } given
        )
            value = given.WithoutConversion();
        return value is IUtf8StringOperation { Value: var bytes } ? bytes
            : value.ConstantValue is { HasValue: true, Value: string name } ? name
            : null;
    }
}
