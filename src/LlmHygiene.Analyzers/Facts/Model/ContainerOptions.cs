using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>
/// Options that a call takes from its container: <c>IOptions&lt;ChatOptions&gt;.Value</c>. The project states their model where it
/// configures them: <c>services.Configure&lt;ChatOptions&gt;(o => o.ModelId = "…")</c>. Code that runs later may state another one.
/// </summary>
internal static class ContainerOptions
{
    /// <summary>What states the model; null where the options come from elsewhere, or where the project states none.</summary>
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
        foreach (var given in call.Arguments.SelectMany(argument => Parameters(argument.Value, options)))
        foreach (var model in chain.Options.Read(given).ModelValues)
            if (!chain.Values.TraceConstant(model).IsAlwaysNullOrEmpty)
                return model;
        return BoundOptions.Bindings(options, scope).FirstOrDefault();
    }

    private static bool IsConfiguring(IMethodSymbol method) =>
        ConfigurationSdk.ConfiguringNamespaces.Contains(method.ContainingNamespace.ToDisplayString());

    // `o` of `o => o.ModelId = "…"`, or of a method of the project.
    private static IEnumerable<IParameterSymbol> Parameters(IOperation configure, ITypeSymbol options) =>
        (
            configure.WithoutConversion() switch
            {
                IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } => function.Symbol.Parameters,
                IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.OriginalDefinition: var method } } =>
                    method.Parameters,
                _ => ImmutableArray<IParameterSymbol>.Empty,
            }
        ).Where(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, options));
}
