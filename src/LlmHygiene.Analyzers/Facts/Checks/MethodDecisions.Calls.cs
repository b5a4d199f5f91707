using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Checks;

// Calls, creations and members, and the state that the application keeps.
internal sealed partial class MethodDecisions
{
    private const int MaxStateSteps = 6;

    /// <param name="call">The call; null for a method that is passed as a delegate: <c>parts.All(char.IsLetter)</c>.</param>
    private bool CallDecides(IMethodSymbol method, IInvocationOperation? call)
    {
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return true;
        if (type.SpecialType == SpecialType.System_Char)
            return kind == DecisionKind.Text;
        // `ArgumentException.ThrowIfNullOrEmpty(text)`, `string.IsNullOrEmpty(_user)`
        if (TextChecks.AsksForAbsence(method.Name))
            return call?.Arguments.Any(argument => IsState(argument.Value)) == true;
        if (type.SpecialType == SpecialType.System_String)
            return TextCallDecides(method, call);
        if (method is { Name: "GetType" or "ToString", Parameters.IsEmpty: true })
            return false;
        if (type.IsNamed(CheckBodies.Sequences) || IsIn(type, CheckBodies.Collections))
            return call is null ? AsksForElements(method) : CollectionDecides(method, call);
        if (kind == DecisionKind.Approval && IsIn(type, CheckBodies.Files))
            return FilesDecide(method, call);
        // `Convert.ToInt32(text)` throws for text that is not a number.
        if (kind == DecisionKind.Text && type.IsNamed(CheckBodies.Conversions) && TakesText(method))
            return method.ReturnType.SpecialType != SpecialType.System_String;
        return CheckBodies.Deciding.Contains(method.Name) || !IsNeutral(type);
    }

    private static bool AsksForElements(IMethodSymbol method) =>
        CheckBodies.OfElements.Contains(method.Name) || (IsBoolean(method.ReturnType) && !CheckBodies.Collecting.Contains(method.Name));

    private bool CollectionDecides(IMethodSymbol method, IInvocationOperation call)
    {
        var items = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        // `_approvals.Any()`
        if (call.Instance is null && call.Arguments.Length < 2)
            return IsBoolean(method.ReturnType) && items is not null && IsStateWithElements(items);
        return AsksForElements(method) && (kind == DecisionKind.Text || !IsOfCharacters(items));
    }

    // Reading and writing files is what a tool does, not what permits it. An answer, or a file that the application looks for, may.
    private static bool FilesDecide(IMethodSymbol method, IInvocationOperation? call) =>
        method.ContainingType.IsOrInherits(CheckBodies.Answers)
            ? method.Name.StartsWith("Read", StringComparison.Ordinal)
            : IsBoolean(method.ReturnType) && !(method.Name == "Exists" && call?.Arguments is [{ Value: var path }] && IsParameter(path));

    private static bool IsParameter(IOperation value) => value.WithoutConversion() is IParameterReferenceOperation;

    private static bool TakesText(IMethodSymbol method) =>
        method.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_String);

    private bool TextCallDecides(IMethodSymbol method, IInvocationOperation? call)
    {
        var name = method.Name;
        if (CheckBodies.Keeping.Contains(name) || (TextChecks.Spellings.Contains(name) && call?.Arguments.IsEmpty != false))
            return false;
        // `text.Replace("\n", " ")`
        if (call?.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: var first } }, ..] && IsSpace(first))
            return false;
        if (kind == DecisionKind.Text)
            return true;
        return !CheckBodies.OfCharacters.Contains(name) && !method.Parameters.Any(static one => IsCharacter(one.Type));
    }

    private bool CreationDecides(IMethodSymbol constructor, HashSet<ISymbol> entered, int depth)
    {
        var type = constructor.ContainingType;
        if (scope.Contains(type.OriginalDefinition))
            return constructor.DeclaringSyntaxReferences.Any(static one => one.GetSyntax() is ConstructorDeclarationSyntax)
                ? MayDecide(constructor.OriginalDefinition, entered, depth + 1)
                : InitializersDecide(type.OriginalDefinition, entered, depth);
        // `new Uri(text)`
        return kind == DecisionKind.Text
            && TakesText(constructor)
            && (!IsNeutral(type) || type.IsNamed(CheckBodies.Identifier))
            && !type.IsOrInherits(CheckBodies.Error);
    }

    // `record Command(string Name) { public string Name { get; } = s_names.Contains(Name) ? Name : throw … }`
    private bool InitializersDecide(INamedTypeSymbol type, HashSet<ISymbol> entered, int depth) =>
        type.BaseType is { } parent && scope.Contains(parent.OriginalDefinition)
        || type.DeclaringSyntaxReferences.Select(one => one.GetSyntax(scope.Cancellation))
            .OfType<TypeDeclarationSyntax>()
            .SelectMany(static declaration => declaration.Members)
            .SelectMany(static member =>
                member switch
                {
                    PropertyDeclarationSyntax { Initializer.Value: var value } => [value],
                    FieldDeclarationSyntax fields => fields.Declaration.Variables.Select(static field => field.Initializer?.Value),
                    _ => Enumerable.Empty<ExpressionSyntax?>(),
                }
            )
            .Any(value => value is not null && scope.ValueOf(value) is { } made && Decide(made, entered, depth));

    private bool MemberDecides(IMemberReferenceOperation member, HashSet<ISymbol> entered, int depth)
    {
        if (IsBoolean(member.Type))
            return !TextChecks.AsksForAbsence(member.Member.Name);
        // Other code completes the task: `_answer.Task.WaitAsync(limit)`. What a delegate does is not known.
        if (member.Type.IsTask() || (member.Type?.TypeKind == TypeKind.Delegate && !IsWritten(member)))
            return !member.Member.ContainingType.IsTask();
        if (member is not IPropertyReferenceOperation property)
            return false;
        if (property.Property.IsIndexer && !IsWritten(property) && IsLookup(property))
            return true;
        return scope.Contains(property.Property.OriginalDefinition)
            && AccessorDecides(IsWritten(property) ? property.Property.SetMethod : property.Property.GetMethod, entered, depth);
    }

    private bool AccessorDecides(IMethodSymbol? accessor, HashSet<ISymbol> entered, int depth) =>
        accessor is { IsAbstract: false, IsVirtual: false }
        && accessor.DeclaringSyntaxReferences.Any(one => BodyOf(one.GetSyntax(scope.Cancellation)) is not null)
        && MayDecide(accessor.OriginalDefinition, entered, depth + 1);

    private static bool IsWritten(IOperation member) => member.Parent is IAssignmentOperation assignment && assignment.Target == member;

    // `s_commands[text]` throws if there is no such element; `settings["AllowDelete"]` says what is allowed.
    private bool IsLookup(IPropertyReferenceOperation element)
    {
        if (element.Arguments is not [{ Value: var key }] || element.Instance?.Type?.SpecialType == SpecialType.System_String)
            return false;
        key = key.WithoutConversion();
        if (key.Type is null or { SpecialType: SpecialType.System_Int32 } or { Name: nameof(Index) or nameof(Range) })
            return false;
        return !key.ConstantValue.HasValue || (kind == DecisionKind.Approval && IsState(element));
    }

    // `session.User is Admin`; not `value is string text`
    private static bool TypeDecides(ITypeSymbol? type, ITypeSymbol? given)
    {
        if (given is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            given = inner;
        return type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Array }
            && !SymbolEqualityComparer.Default.Equals(type, given)
            && !type.IsOrInherits(CheckBodies.Error)
            && !IsIn(type, CheckBodies.Collections);
    }

    // Who is signed in, or how many have approved: the application knows this itself; it is not in an argument.
    private bool IsState(IOperation? value) => kind == DecisionKind.Approval && IsState(value, MaxStateSteps);

    private bool IsState(IOperation? value, int steps) =>
        steps > 0
        && value?.WithoutConversion() switch
        {
            IFieldReferenceOperation { Field.IsConst: true } => false,
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
            IMemberReferenceOperation { Instance: var holder } => IsState(holder, steps - 1),
            IConditionalAccessOperation { Operation: var holder } => IsState(holder, steps - 1),
            ICoalesceOperation { Value: var given } => IsState(given, steps - 1),
            IConditionalAccessInstanceOperation holder => IsState(ValueTracker.ConditionalReceiver(holder), steps - 1),
            // The parameter of a primary constructor.
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
            ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } => declared.GetSyntax(scope.Cancellation)
                is VariableDeclaratorSyntax { Initializer.Value: var first }
                && IsState(scope.ValueOf(first), steps - 1),
            _ => false,
        };

    private bool IsStateWithElements(IOperation items) =>
        items.WithoutConversion() is var all && all.Type?.SpecialType != SpecialType.System_String && IsState(all);
}
