using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Whether code that no table knows may register a service, replace it, or put something around it: <c>Decorate</c>, <c>Replace</c>, a
/// <c>ServiceDescriptor</c>, a generic method of the project, a method of a package, a delegate from outside. Then the known registrations
/// prove nothing.
/// </summary>
/// <param name="analyzedAssemblies">Assemblies whose methods are not foreign.</param>
internal sealed class UnknownRegistrations(SdkCatalog catalog, IReadOnlyCollection<string> analyzedAssemblies)
{
    private readonly RetryableLazy<IReadOnlyList<ITypeSymbol?>> _open = new();
    private readonly RetryableLazy<IReadOnlyList<IMethodSymbol>> _foreign = new();
    private readonly RetryableLazy<object> _fromOutside = new();
    private readonly ConcurrentDictionary<string, bool> _ofFramework = new(StringComparer.Ordinal);

    public bool MayRegister(ITypeSymbol service, SourceScope scope)
    {
        foreach (var place in scope.Places(service.Name))
        foreach (var call in CallsAround(place))
            if (IsUnknown(call, scope))
                return true;
        foreach (var registered in _open.Get(() => OpenRegistrations(scope)))
            if (registered is null || MayBe(registered, service, scope))
                return true;
        foreach (var method in _foreign.Get(() => ForeignMethods(scope)))
            if (MayRegister(method, service, scope))
                return true;
        return (bool)_fromOutside.Get(() => OutsideConfiguration.Any(scope, catalog));
    }

    // The calls that are given the type: as a type argument, by `typeof`, or as the type of a lambda's parameter.
    private static IEnumerable<SyntaxNode> CallsAround(SimpleNameSyntax name)
    {
        SyntaxNode type = name;
        while (type.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            type = type.Parent;
        switch (type.Parent)
        {
            case TypeArgumentListSyntax { Parent: GenericNameSyntax generic }
                when TreeNames.Reference(generic) is InvocationExpressionSyntax call:
                yield return call;
                break;
            case TypeOfExpressionSyntax typeOf:
                foreach (var ancestor in typeOf.Ancestors())
                {
                    if (ancestor is StatementSyntax or MemberDeclarationSyntax)
                        break;
                    if (ancestor is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
                        yield return ancestor;
                }

                break;
            case ParameterSyntax { Parent.Parent: LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: { } call } } }:
                yield return call;
                break;
        }
    }

    private bool IsUnknown(SyntaxNode call, SourceScope scope)
    {
        if (call is BaseObjectCreationExpressionSyntax)
            return scope.OperationOf(call) is not IObjectCreationOperation creation
                || creation.Type?.Name == DependencyInjectionSdk.Descriptor;
        if (call is not InvocationExpressionSyntax invoked)
            return false;
        // `AddSingleton<IChatClient>(…)`, `GetRequiredService<IChatClient>()`
        if (NameOf(invoked) is GenericNameSyntax { Identifier.ValueText: var name } && IsOfFramework(name, scope))
            return false;
        // What does not bind may be the method of a package that is missing.
        if (scope.MethodOf(call) is not { } method)
            return true;
        if (Containers.IsRequest(method) || catalog.FindPipeline(method) is not null || catalog.FindClientSource(method) is not null)
            return false;
        if (Containers.IsRegistration(method) && method.IsGenericMethod)
            return false;
        return method.ContainingType.Name == DependencyInjectionSdk.Descriptor
            || IsOnContainer(method)
            || (scope.OperationOf(call) is IInvocationOperation invocation && Containers.IsBuilder(CallReceiver.Of(invocation)?.Type))
            || IsOfOtherContainer(method, scope);
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };

    // Most calls on a collection of services are the framework's, and have lambdas that are expensive to bind.
    private bool IsOfFramework(string name, SourceScope scope) =>
        Containers.IsNameOfFramework(name) && _ofFramework.GetOrAdd(name, known => !scope.DeclaresMethod(known));

    // `builder.RegisterType<X>().As<IChatClient>()`; what returns the service itself asks for it, or makes a fake.
    private static bool IsOfOtherContainer(IMethodSymbol method, SourceScope scope) =>
        !method.IsStatic
        && !scope.Contains(method)
        && method.ReturnType is not ITypeParameterSymbol
        && !Containers.IsOfFramework(method)
        && method.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) == false;

    /// <summary>True for a method of a collection of services, or of a builder that has one.</summary>
    private static bool IsOnContainer(IMethodSymbol method) =>
        IsContainer(method.IsExtensionMethod && method.Parameters.Length > 0 ? method.Parameters[0].Type : method.ContainingType)
        || (method.IsStatic && method.Parameters.Any(static parameter => Containers.IsBuilder(parameter.Type)));

    /// <summary>True for a collection of services, and for a builder that has one.</summary>
    public static bool IsContainer(ITypeSymbol type)
    {
        if (Containers.IsBuilder(type))
            return true;
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(IsContainer);
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            if (HasServices(current))
                return true;
        return type.AllInterfaces.Any(static implemented => Containers.IsBuilder(implemented) || HasServices(implemented));
    }

    private static bool HasServices(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers(DependencyInjectionSdk.Services))
            if (member is IPropertySymbol property && Containers.IsBuilder(property.Type))
                return true;
        return false;
    }

    // What is registered as a type that is not written there: a type parameter, or a value of `Type` (null).
    private static IReadOnlyList<ITypeSymbol?> OpenRegistrations(SourceScope scope)
    {
        var found = new List<ITypeSymbol?>();
        foreach (var name in Containers.Registrations)
        foreach (var call in scope.InvocationsNamed(name, MayBeOpen))
            if (
                scope.ConstructedMethodOf(call) is not { TypeArguments: [not ITypeParameterSymbol, ..] }
                && scope.OperationOf(call) is IInvocationOperation open
            )
                Add(open.TargetMethod, open.Arguments.FirstOrDefault(static argument => IsType(argument.Parameter))?.Value);
        foreach (var place in scope.Places(DependencyInjectionSdk.Descriptor))
        {
            if (place.Parent is BaseObjectCreationExpressionSyntax creation)
                Add(null, (scope.OperationOf(creation) as IObjectCreationOperation)?.Arguments.FirstOrDefault()?.Value);
            else if (
                place.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax made } access
                && access.Expression == place
                && scope.OperationOf(made) is IInvocationOperation call
            )
                Add(call.TargetMethod, call.Arguments.FirstOrDefault(static argument => IsType(argument.Parameter))?.Value);
        }

        return found;

        void Add(IMethodSymbol? method, IOperation? serviceType)
        {
            if (method is { TypeArguments: [var registered, ..] })
            {
                if (registered is ITypeParameterSymbol || method.ContainingType.Name == DependencyInjectionSdk.Descriptor)
                    found.Add(registered);
            }
            else if (serviceType?.WithoutConversion() is ITypeOfOperation { TypeOperand: var named })
            {
                if (named is ITypeParameterSymbol)
                    found.Add(named);
            }
            else if (method is null || serviceType is not null)
            {
                found.Add(null);
            }
        }
    }

    private static bool IsType(IParameterSymbol? parameter) => parameter is { Type.Name: "Type", Ordinal: <= 1 };

    // Most registrations name a type, and are not bound.
    private static bool MayBeOpen(SimpleNameSyntax name)
    {
        if (TreeNames.Reference(name) is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments })
            return false;
        if (name is GenericNameSyntax { TypeArgumentList.Arguments: [var first, ..] })
            return first is IdentifierNameSyntax { Identifier.ValueText: var written } && IsTypeParameter(written, name);
        return arguments.Count == 0
            || arguments[0].Expression is not (LambdaExpressionSyntax or TypeOfExpressionSyntax or BaseObjectCreationExpressionSyntax)
            || (
                arguments[0].Expression is TypeOfExpressionSyntax { Type: IdentifierNameSyntax named }
                && IsTypeParameter(named.Identifier.ValueText, name)
            )
            || name.Ancestors().Any(static node => ParametersOf(node) is not null);
    }

    private static bool IsTypeParameter(string name, SyntaxNode place) =>
        place
            .Ancestors()
            .Any(node => ParametersOf(node) is { } list && list.Parameters.Any(parameter => parameter.Identifier.ValueText == name));

    private static TypeParameterListSyntax? ParametersOf(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.TypeParameterList,
            LocalFunctionStatementSyntax function => function.TypeParameterList,
            TypeDeclarationSyntax type => type.TypeParameterList,
            _ => null,
        };

    // Of a generic method of the project, what its callers state.
    private static bool MayBe(ITypeSymbol registered, ITypeSymbol service, SourceScope scope)
    {
        if (registered is not ITypeParameterSymbol parameter)
            return SymbolEqualityComparer.Default.Equals(registered.OriginalDefinition, service.OriginalDefinition);
        foreach (var constraint in parameter.ConstraintTypes)
            if (constraint is not ITypeParameterSymbol && !IsOrImplements(service, constraint))
                return false;
        if (
            parameter.DeclaringMethod is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            || scope.IsTooCommon(method)
        )
            return true;
        foreach (var call in scope.InvocationsOf(method.Name, called => SymbolEqualityComparer.Default.Equals(called, method)))
            if (
                (call.TargetMethod.ReducedFrom is null || call.TargetMethod.TypeArguments.Length == method.TypeParameters.Length)
                && call.TargetMethod.TypeArguments[parameter.Ordinal] is var stated
                && (
                    stated is ITypeParameterSymbol
                    || SymbolEqualityComparer.Default.Equals(stated.OriginalDefinition, service.OriginalDefinition)
                )
            )
                return true;
        return false;
    }

    private static bool IsOrImplements(ITypeSymbol type, ITypeSymbol ancestor) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor.OriginalDefinition)
        || type.AllInterfaces.Any(implemented =>
            SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, ancestor.OriginalDefinition)
        );

    // The methods of packages that are called on a collection of services, or on a builder that has one.
    private IReadOnlyList<IMethodSymbol> ForeignMethods(SourceScope scope)
    {
        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var start in new ContainerPlaces(scope).All())
        {
            for (var value = start; NextCall(value) is { } call; value = call)
            {
                if (
                    NameOf(call) is { Identifier.ValueText: var name }
                    && !IsOfFramework(name, scope)
                    && scope.MethodOf(call) is { } method
                    && !scope.Contains(method)
                    && !Containers.IsOfFramework(method)
                    && !Containers.IsRegistration(method)
                    && catalog.FindClientSource(method) is null
                    && catalog.FindPipeline(method) is null
                    && IsOnContainer(method)
                )
                    found.Add(method);
            }
        }

        return found.ToList();
    }

    // `services.AddX().AddY()`
    private static InvocationExpressionSyntax? NextCall(SyntaxNode value) =>
        value.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == value
            ? call
            : null;

    // A package that knows the service may register it. One that does not may find a class of the project that implements it.
    private bool MayRegister(IMethodSymbol method, ITypeSymbol service, SourceScope scope)
    {
        var package = method.ContainingAssembly;
        if (
            package is null
            || package.Name.StartsWith(LlmHygieneSdk.Package, StringComparison.Ordinal)
            || analyzedAssemblies.Contains(package.Name)
        )
            return false;
        var home = service.ContainingAssembly?.Name;
        foreach (var module in package.Modules)
        foreach (var reference in module.ReferencedAssemblies)
            if (reference.Name == home)
                return true;
        return package.Name != home
            && method.Parameters.Any(static parameter =>
                parameter.Type is { TypeKind: TypeKind.Delegate or TypeKind.Array } or { Name: "Assembly" or "Type" }
            )
            && HasImplementation(service, scope);
    }

    // `class Cached : IChatClient`, `class Cached(IChatClient inner) : DelegatingChatClient(inner)`
    private bool HasImplementation(ITypeSymbol service, SourceScope scope) =>
        catalog.AbstractionNames.Any(name =>
            service.Name.EndsWith(name, StringComparison.Ordinal)
            && new[] { service.Name, name, DependencyInjectionSdk.Delegating + name }.Any(word =>
                scope.IsNamed(word, static place => place.FirstAncestorOrSelf<BaseListSyntax>() is not null)
            )
        );
}
