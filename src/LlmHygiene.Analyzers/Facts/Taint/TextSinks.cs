using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Text that reaches a place where it matters who has written it.</summary>
internal sealed record TextSink(SinkKind Kind, IOperation Value)
{
    /// <summary>The value that has to choose this place; null where the text always gets there.</summary>
    public IOperation? Choice { get; init; }
}

/// <summary>Finds such places. Few names can be one: all other code costs a lookup.</summary>
internal sealed class TextSinks(SdkCatalog catalog)
{
    private const string Command = "Command";

    private static readonly SinkRow[] s_rows = [.. DangerousSinks.Rows, .. InstructionSinks.ToolDescriptions];

    private static readonly RowIndex<SinkRow> s_methods = new(
        s_rows,
        static row => row.Methods.Select(method => method == ClientSourceRow.Constructor ? NameOf(row) : method)
    );

    private static readonly RowIndex<SinkRow> s_members = new(s_rows, static row => row.Members);

    private static readonly RowIndex<SinkRow> s_conversions = new(s_rows, static row => row.IsConversion ? [NameOf(row)] : []);

    private static string NameOf(SinkRow row) =>
        row.Type.Substring(row.Type.LastIndexOf('.') + 1) is var name && name == "IDbCommand" ? Command : name;

    /// <summary>A cheap check of the name of a method that is called, and of what is before it: <c>File</c> in <c>File.Open</c>.</summary>
    public bool MightBeReachedBy(string name, string? receiver) =>
        catalog.MightTakeInstructions(name)
        || s_methods[name].Any(row => !row.IsStatic || receiver is null || row.Type.EndsWith("." + receiver, StringComparison.Ordinal));

    /// <summary>A cheap check of the name of a type that is created.</summary>
    public bool MightBeReachedBy(string name) =>
        s_methods.Contains(name) || name.EndsWith(Command, StringComparison.Ordinal) || catalog.MightTakeInstructions(name);

    /// <summary>A cheap check of the name of a member that is set.</summary>
    public static bool MightBeMember(string name) => s_members.Contains(name) || InstructionSinks.Members.Contains(name);

    /// <summary>A cheap check of the name of a type that a value is converted to.</summary>
    public static bool MightBeConversion(string name) => s_conversions.Contains(name);

    /// <summary>A check before the operation is built: false for a method or a member that takes no instructions or messages.</summary>
    public bool MightTakeInstructions(ISymbol? symbol) =>
        symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => catalog.MightTakeInstructions(type.Name)
                || s_methods[NameOf(type)].Any(row => row.Kind.IsInstruction() && type.IsOrInherits(row.Type)),
            IMethodSymbol method => catalog.FindMessage(method) is not null
                || catalog.InstructionParameters(method).Any()
                || s_methods[method.Name].Any(row => row.Kind.IsInstruction() && method.ContainingType.IsOrInherits(row.Type)),
            IPropertySymbol or IFieldSymbol => catalog.IsInstruction(symbol)
                || s_members[symbol.Name].Any(row => row.Kind.IsInstruction() && symbol.ContainingType.IsOrInherits(row.Type)),
            _ => false,
        };

    /// <summary>A check before the operation is built: false for a method or a member that does nothing dangerous with text.</summary>
    public static bool MightBeDangerous(ISymbol? symbol) =>
        symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => IsDangerous(s_methods[NameOf(type)], type),
            IMethodSymbol method => IsDangerous(s_methods[method.Name], method.ContainingType),
            IPropertySymbol or IFieldSymbol => IsDangerous(s_members[symbol.Name], symbol.ContainingType),
            _ => false,
        };

    private static bool IsDangerous(IEnumerable<SinkRow> rows, ITypeSymbol type) =>
        rows.Any(row => !row.Kind.IsInstruction() && type.IsOrInherits(row.Type));

    private static string NameOf(ITypeSymbol type) => type.Name.EndsWith(Command, StringComparison.Ordinal) ? Command : type.Name;

    public IEnumerable<TextSink> Of(IOperation operation, SourceScope scope) =>
        operation switch
        {
            IInvocationOperation call => OfCall(call.TargetMethod, call.Arguments, initializer: null, scope),
            IObjectCreationOperation { Constructor: { } constructor } creation => OfCall(
                constructor,
                creation.Arguments,
                creation.Initializer,
                scope
            ),
            ISimpleAssignmentOperation assignment => OfAssignment(assignment),
            IConversionOperation { Type: { } type } conversion
                when s_conversions[type.Name].FirstOrDefault(row => type.IsNamed(row.Type)) is { } row =>
            [
                new TextSink(row.Kind, conversion.Operand),
            ],
            _ => [],
        };

    private IEnumerable<TextSink> OfCall(
        IMethodSymbol method,
        IReadOnlyList<IArgumentOperation> arguments,
        IObjectOrCollectionInitializerOperation? initializer,
        SourceScope scope
    )
    {
        var isConstructor = method.MethodKind == MethodKind.Constructor;
        var name = isConstructor ? method.ContainingType.Name : method.Name;
        IEnumerable<SinkRow> rows = s_methods[name];
        if (isConstructor && name != Command && name.EndsWith(Command, StringComparison.Ordinal))
            rows = rows.Concat(s_methods[Command]);
        foreach (var row in rows)
        {
            if (!method.ContainingType.IsOrInherits(row.Type) || !Applies(row, arguments, scope))
                continue;
            foreach (var argument in arguments)
                if (
                    argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: var parameter }
                    && row.Parameters.Contains(parameter)
                )
                    foreach (var text in IsList(row, argument) ? ScriptsOf(argument.Value, arguments) : [argument.Value])
                        yield return new TextSink(row.Kind, text);
        }

        foreach (var parameter in catalog.InstructionParameters(method))
            if (
                arguments.FirstOrDefault(one => one.Parameter?.Name == parameter) is
                { ArgumentKind: not ArgumentKind.DefaultValue } argument
            )
                yield return new TextSink(SinkKind.Instructions, argument.Value);

        if (catalog.FindMessage(method) is not { } message)
            yield break;
        var role = RoleOf(arguments, initializer);
        if (role is null ? IsForInstructions(method) : InstructionRoles.Is(role))
        {
            foreach (var text in TextsOf(message, arguments, initializer))
                yield return new TextSink(SinkKind.SystemMessage, text);
        }
        else if (role is not null)
        {
            foreach (var choice in InstructionRoles.ChoicesOf(role, scope))
            foreach (var text in TextsOf(message, arguments, initializer))
                yield return new TextSink(SinkKind.SystemMessage, text) { Choice = choice };
        }
    }

    private static bool IsList(SinkRow row, IArgumentOperation argument) =>
        argument.Parameter is { Name: var name, Type.SpecialType: not SpecialType.System_String } && row.Lists.Contains(name);

    // `Process.Start("sh", ["-c", text])`: of a list of arguments, only what a shell runs is such a place.
    private static IEnumerable<IOperation> ScriptsOf(IOperation list, IReadOnlyList<IArgumentOperation> arguments)
    {
        if (
            arguments.FirstOrDefault(static one => one.Parameter?.Name == DangerousSinks.Program)?.Value.ConstantValue
                is not { HasValue: true, Value: string program }
            || !DangerousSinks.Shells.Contains(Path.GetFileNameWithoutExtension(program))
        )
            return [];
        list = list.WithoutConversion();
        var items =
            list is IArrayCreationOperation { Initializer: { } written } ? written.ElementValues
            : Collections.IsCollectionExpression(list) ? Collections.ElementsOf(list)
            : [];
        return items
            .SkipWhile(static item =>
                item.WithoutConversion().ConstantValue is not { HasValue: true, Value: string option }
                || !DangerousSinks.ShellOptions.Contains(option)
            )
            .Skip(1)
            .Take(1);
    }

    private static bool Applies(SinkRow row, IReadOnlyList<IArgumentOperation> arguments, SourceScope scope)
    {
        if (row.Word is not { } word)
            return true;
        if (row.Where is { } where)
            return arguments.FirstOrDefault(argument => argument.Parameter?.Name == where)?.Value.WithoutConversion().ConstantValue.Value
                    is string constant
                && constant.Contains(word);
        if (word != DangerousSinks.HtmlContentType)
            return scope.IsNamed(word, static _ => true);
        // The type of the response is set next to where it is written.
        return arguments.Count > 0
            && Functions.Around(arguments[0].Syntax) is { } function
            && function
                .DescendantNodes()
                .OfType<LiteralExpressionSyntax>()
                .Any(literal => literal.Token.ValueText.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<TextSink> OfAssignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IMemberReferenceOperation { Member: var member })
            yield break;
        foreach (var row in s_members[member.Name])
            if (member.ContainingType.IsOrInherits(row.Type))
                yield return new TextSink(row.Kind, assignment.Value);
        if (catalog.IsInstruction(member))
            yield return new TextSink(SinkKind.Instructions, assignment.Value);
    }

    private static IOperation? RoleOf(IReadOnlyList<IArgumentOperation> arguments, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var argument in arguments)
            if (argument.Parameter is { } one && InstructionSinks.RoleNames.Contains(one.Name))
                return argument.Value;
        foreach (var item in initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            if (
                item is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name }, Value: var value }
                && InstructionSinks.RoleNames.Contains(name)
            )
                return value;
        return null;
    }

    // `new SystemChatMessage(…)`, `history.AddSystemMessage(…)`, `new ChatHistory(systemMessage)`
    private static bool IsForInstructions(IMethodSymbol method)
    {
        var own = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
        return InstructionSinks.Roles.Any(own.Contains)
            || method.Parameters.Any(static parameter => parameter.Name == SystemMessageParameter);
    }

    private const string SystemMessageParameter = "systemMessage";

    private static IEnumerable<IOperation> TextsOf(
        MessageRow message,
        IReadOnlyList<IArgumentOperation> arguments,
        IObjectOrCollectionInitializerOperation? initializer
    )
    {
        foreach (var argument in arguments)
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: var name } && message.Texts.Contains(name))
                yield return argument.Value;
        foreach (var item in initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            if (
                item is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var member }, Value: var value }
                && message.Texts.Contains(member)
            )
                yield return value;
    }
}
