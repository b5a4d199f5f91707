using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Finds the methods that make a client or options of their arguments, and keep nothing: what a call makes leaves it only as its result.
/// Such a result has the arguments of that call, whatever other calls pass.
/// </summary>
internal sealed class PureFactories(SourceScope scope, SdkCatalog catalog)
{
    private readonly Dictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool Contains(IMethodSymbol method)
    {
        if (_known.TryGetValue(method, out var known))
            return known;
        // A method that calls itself.
        _known.Add(method, false);
        return _known[method] = IsFactory(method);
    }

    private bool IsFactory(IMethodSymbol method)
    {
        if (
            method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || method is { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true } or { DeclaringSyntaxReferences.Length: not 1 }
            || method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
            || !IsMade(
                method.ReturnType.IsTask() ? ((INamedTypeSymbol)method.ReturnType).TypeArguments.FirstOrDefault() : method.ReturnType
            )
        )
            return false;
        return scope.ReturnedValues(method).FirstOrDefault() is { } returned
            && BodyOf(returned) is { } body
            && !body.DescendantsAndSelf().Any(MayKeep);
    }

    private bool IsMade(ITypeSymbol? type) => catalog.IsClient(type) || catalog.FindOptions(type) is not null;

    private static IOperation BodyOf(IOperation returned)
    {
        var body = returned;
        while (body.Parent is { } parent and not ILocalFunctionOperation)
            body = parent;
        return body;
    }

    // True for what may outlive the call, and for what is not known.
    private bool MayKeep(IOperation part) =>
        part switch
        {
            IAssignmentOperation assignment => !IsOfThisCall(assignment.Target),
            IIncrementOrDecrementOperation step => !IsOfThisCall(step.Target),
            IArrayInitializerOperation items => items.ElementValues.Any(IsMadeHere),
            ITupleOperation { Parent: not IAssignmentOperation } tuple => tuple.Elements.Any(IsMadeHere),
            IInvocationOperation call => MayKeep(call),
            IBinaryOperation { OperatorMethod: { } own } => scope.Contains(own),
            IUnaryOperation { OperatorMethod: { } own } => scope.Contains(own),
            IConversionOperation { OperatorMethod: { } own } => scope.Contains(own),
            _ when Collections.IsCollectionExpression(part) => Collections.ElementsOf(part).Any(IsMadeHere),
            _ => !KeepsNothing(part.Kind),
        };

    // Operations that pass a value on, read one or decide which code runs. Any other may keep one.
    private static bool KeepsNothing(OperationKind kind) =>
        kind
            is OperationKind.MethodBody
                or OperationKind.LocalFunction
                or OperationKind.Block
                or OperationKind.ExpressionStatement
                or OperationKind.VariableDeclarationGroup
                or OperationKind.VariableDeclaration
                or OperationKind.VariableDeclarator
                or OperationKind.VariableInitializer
                or OperationKind.DeclarationExpression
                or OperationKind.Discard
                or OperationKind.Return
                or OperationKind.Branch
                or OperationKind.Empty
                or OperationKind.Conditional
                or OperationKind.Coalesce
                or OperationKind.ConditionalAccess
                or OperationKind.ConditionalAccessInstance
                or OperationKind.Switch
                or OperationKind.SwitchCase
                or OperationKind.CaseClause
                or OperationKind.SwitchExpression
                or OperationKind.SwitchExpressionArm
                or OperationKind.IsPattern
                or OperationKind.IsType
                or OperationKind.ConstantPattern
                or OperationKind.DeclarationPattern
                or OperationKind.DiscardPattern
                or OperationKind.RecursivePattern
                or OperationKind.PropertySubpattern
                or OperationKind.NegatedPattern
                or OperationKind.BinaryPattern
                or OperationKind.TypePattern
                or OperationKind.RelationalPattern
                or OperationKind.Throw
                or OperationKind.Try
                or OperationKind.CatchClause
                or OperationKind.Using
                or OperationKind.UsingDeclaration
                or OperationKind.Loop
                or OperationKind.Await
                or OperationKind.Conversion
                or OperationKind.Parenthesized
                or OperationKind.Binary
                or OperationKind.Unary
                or OperationKind.Literal
                or OperationKind.DefaultValue
                or OperationKind.NameOf
                or OperationKind.TypeOf
                or OperationKind.InterpolatedString
                or OperationKind.InterpolatedStringText
                or OperationKind.Interpolation
                or OperationKind.InstanceReference
                or OperationKind.LocalReference
                or OperationKind.ParameterReference
                or OperationKind.FieldReference
                or OperationKind.PropertyReference
                or OperationKind.ArrayElementReference
                or OperationKind.MethodReference
                or OperationKind.Argument
                or OperationKind.ArrayCreation
                or OperationKind.ObjectCreation
                or OperationKind.AnonymousObjectCreation
                or OperationKind.ObjectOrCollectionInitializer
                or OperationKind.With
                or OperationKind.Tuple
                or OperationKind.AnonymousFunction
                or OperationKind.DelegateCreation;

    // `builder.AddOpenAIChatCompletion(model, key)` keeps the client in the container.
    private bool MayKeep(IInvocationOperation call) =>
        catalog.ServicesRegisteredBy(call.TargetMethod.Name).Count > 0
            ? !IsInLocal(call)
            : !SdkCatalog.IsSdk(call.TargetMethod.ContainingAssembly)
                && ValueTracker.PassedThrough(call) is null
                && call.Arguments.Any(argument => IsMadeHere(argument.Value))
                && !(scope.Contains(call.TargetMethod.AsDeclared()) && Contains(call.TargetMethod.AsDeclared()));

    private bool IsInLocal(IOperation? value) =>
        value?.WithoutConversion() switch
        {
            ILocalReferenceOperation { Local: var local } => IsNew(local),
            IMemberReferenceOperation member => IsInLocal(member.Instance),
            IInvocationOperation { Instance: { } instance } => IsInLocal(instance),
            IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: var first }, ..] } => IsInLocal(first),
            _ => false,
        };

    // A local, a parameter, and a member of what is made here.
    private bool IsOfThisCall(IOperation target) =>
        target switch
        {
            ILocalReferenceOperation { Local.RefKind: RefKind.None } or IDiscardOperation or IDeclarationExpressionOperation => true,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => true,
            ITupleOperation tuple => tuple.Elements.All(IsOfThisCall),
            IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } =>
                true,
            IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } } => IsNew(local),
            // `.ConfigureOptions(options => options.ModelId = model)`
            IMemberReferenceOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol lambda } } =>
                lambda.MethodKind == MethodKind.AnonymousFunction,
            _ => false,
        };

    // `new ChatOptions()`, `Kernel.CreateBuilder()`
    private bool IsNew(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
        && scope.ValueOf(value)?.WithoutConversion()
            is IObjectCreationOperation
                or IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false, Parameters.IsEmpty: true } }
        && !scope.Writes(local).Any();

    // True for what the call may have made of its arguments, and for arguments that another such method has made. A text or a number holds
    // nothing, and neither does most of .NET.
    private bool IsMadeHere(IOperation written)
    {
        var value = written.WithoutConversion();
        return !value.ConstantValue.HasValue
            && value switch
            {
                IInstanceReferenceOperation or ITypeOfOperation => false,
                IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } => value is IMethodReferenceOperation,
                IAnonymousFunctionOperation or IDelegateCreationOperation => true,
                _ => value.Type is not { IsValueType: true } and not { SpecialType: SpecialType.System_String }
                    && !IsOfPlatform(value.Type),
            };
    }

    // A `Uri`, an `HttpClient`, a section of the configuration. A collection holds what it is given.
    private bool IsOfPlatform(ITypeSymbol? type) =>
        type
            is INamedTypeSymbol
            {
                IsGenericType: false,
                TypeKind: not (TypeKind.Delegate or TypeKind.Error),
                ContainingAssembly: { } assembly
            }
        && type.SpecialType != SpecialType.System_Object
        && (
            assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
        )
        && !SdkCatalog.IsSdk(assembly)
        && !IsMade(type)
        && !type.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable);
}
