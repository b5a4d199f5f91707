using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>
/// Options from the service container: <c>IOptions&lt;ChatOptions&gt;.Value</c>. The project states their model where it configures
/// them: <c>services.Configure&lt;ChatOptions&gt;(o => o.ModelId = "…")</c>. Code that runs later may state another model.
/// </summary>
internal static class ContainerOptions
{
    /// <summary>The operation that states the model; null if the options come from elsewhere, or if the project states no model.</summary>
    public static IOperation? StatementOf(IOperation? options, ClientChain chain)
    {
        if (options is null)
            return null;
        IOperation? found = null;
        foreach (var origin in chain.Values.Trace(options).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (ConfigurationTypes.OptionsOf(origin.Operation) is not { } type || StatementIn(type, chain) is not { } statement)
                return null;
            found ??= statement;
        }

        return found;
    }

    private static IOperation? StatementIn(INamedTypeSymbol options, ClientChain chain)
    {
        var scope = chain.Values.Scope;
        foreach (var name in ConfigurationSdk.Configuring)
        foreach (var call in scope.InvocationsOf(name, IsConfiguring))
        foreach (var argument in call.Arguments)
            if (StatementOf(argument.Value.WithoutConversion(), options, chain) is { } statement)
                return statement;
        foreach (var given in ConfigurationSdk.Configurers.SelectMany(name => Configurers(name, options, scope)))
            if (ModelOf(chain.Options.Read(given), chain) is { } model)
                return model;
        foreach (var value in Made(options, scope))
            if (chain.Options.Read(value) is var made && (ModelOf(made, chain) ?? (made.IsUnknown ? value : null)) is { } model)
                return model;
        return BoundOptions.Bindings(options, scope).FirstOrDefault();
    }

    private static IOperation? ModelOf(CallOptions read, ClientChain chain) =>
        read.ModelValues.FirstOrDefault(model => !chain.Values.TraceConstant(model).IsAlwaysNullOrEmpty);

    // `o => o.ModelId = "…"`, or a method of the project. Code that is not visible may state a model.
    private static IOperation? StatementOf(IOperation configure, INamedTypeSymbol options, ClientChain chain)
    {
        if (!Takes(configure.Type, options))
            return null;
        var (parameters, body) = configure switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } => (function.Symbol.Parameters, function.Body),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.OriginalDefinition: var method } }
                when chain.Values.Scope.Contains(method) => (method.Parameters, null),
            _ => (ImmutableArray<IParameterSymbol>.Empty, configure),
        };
        foreach (var given in parameters.Where(parameter => Is(parameter.Type, options)))
            if (ModelOf(chain.Options.Read(given), chain) is { } model)
                return model;
        return parameters.IsEmpty ? configure : body?.Descendants().FirstOrDefault(one => IsHandedOut(one, options, chain.Values.Scope));
    }

    // `(o, models) => models.Choose(o)`
    private static bool IsHandedOut(IOperation operation, INamedTypeSymbol options, SourceScope scope) =>
        operation is IArgumentOperation { Value: var value, Parent: IInvocationOperation { TargetMethod: var method } }
        && value.WithoutConversion() is IParameterReferenceOperation
        && Is(value.Type, options)
        && (method.IsAbstract || method.IsVirtual || method.IsOverride || !scope.Contains(method.AsDeclared()));

    private static bool Takes(ITypeSymbol? type, INamedTypeSymbol options) =>
        type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: var parameters } && parameters.Any(one => Is(one.Type, options));

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol options) => SymbolEqualityComparer.Default.Equals(type, options);

    private static bool IsConfiguring(IMethodSymbol method) =>
        ConfigurationSdk.ConfiguringNamespaces.Contains(method.ContainingNamespace.ToDisplayString());

    // `class Setup : IConfigureOptions<ChatOptions>`
    private static IEnumerable<IParameterSymbol> Configurers(string name, INamedTypeSymbol options, SourceScope scope) =>
        scope
            .Places(name)
            .Select(static place => place.FirstAncestorOrSelf<BaseListSyntax>()?.Parent)
            .OfType<TypeDeclarationSyntax>()
            .Select(scope.DeclaredType)
            .OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(static method => ConfigurationSdk.Configuring.Any(one => method.Name.EndsWith(one, StringComparison.Ordinal)))
            .SelectMany(static method => method.Parameters)
            .Where(parameter => Is(parameter.Type, options));

    // `Options.Create(new ChatOptions { … })`, `new OptionsWrapper<ChatOptions>(…)`
    private static IEnumerable<IOperation> Made(INamedTypeSymbol options, SourceScope scope) =>
        scope
            .InvocationsOf(ConfigurationSdk.Create, static method => method.ContainingType.Name == ConfigurationSdk.Creator)
            .Select(static call => call.Arguments.FirstOrDefault()?.Value)
            .Concat(
                scope
                    .Places(ConfigurationSdk.Wrapper)
                    .Select(static place => place.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>())
                    .Select(creation => creation is null ? null : scope.OperationOf(creation) as IObjectCreationOperation)
                    .Select(static creation => creation?.Arguments.FirstOrDefault()?.Value)
            )
            .OfType<IOperation>()
            .Where(value => Is(value.WithoutConversion().Type, options));
}
