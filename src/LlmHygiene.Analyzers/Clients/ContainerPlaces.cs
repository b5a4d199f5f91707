using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Where a collection of services, or the builder of an application that has one, is named; by syntax alone.</summary>
internal sealed class ContainerPlaces(SourceScope scope)
{
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly List<SyntaxNode> _found = [];

    public IReadOnlyList<SyntaxNode> All()
    {
        foreach (var place in scope.Places(DependencyInjectionSdk.Collection))
            AddVariableOfType(place);
        foreach (var place in scope.Places(DependencyInjectionSdk.OwnCollection))
            AddValue(place.Parent as BaseObjectCreationExpressionSyntax);
        foreach (var place in scope.Places(DependencyInjectionSdk.Services))
            if (place.Parent is MemberAccessExpressionSyntax access && access.Name == place)
                AddValue(access);
        foreach (var name in DependencyInjectionSdk.BuilderFactories)
        foreach (var place in scope.Places(name))
            AddValue(TreeNames.Reference(place) as InvocationExpressionSyntax);
        foreach (var variable in _variables)
            _found.AddRange(scope.Places(variable));
        foreach (var name in DependencyInjectionSdk.CollectionParameters)
            if (!_variables.Contains(name))
                _found.AddRange(scope.Places(name).Where(IsOfLambda));
        return _found;
    }

    // `host.ConfigureServices((context, services) => …)` does not name the type.
    private static bool IsOfLambda(SimpleNameSyntax use)
    {
        foreach (var node in use.Ancestors())
            if (
                node switch
                {
                    SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var name } => name == use.Identifier.ValueText,
                    ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: var parameters } => parameters.Any(parameter =>
                        parameter.Identifier.ValueText == use.Identifier.ValueText
                    ),
                    _ => false,
                }
            )
                return true;
        return false;
    }

    // `IServiceCollection services` as a parameter, a variable, a field or a property.
    private void AddVariableOfType(SimpleNameSyntax type)
    {
        switch (type.Parent)
        {
            case ParameterSyntax parameter:
                _variables.Add(parameter.Identifier.ValueText);
                break;
            case VariableDeclarationSyntax declaration:
                foreach (var variable in declaration.Variables)
                    _variables.Add(variable.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property:
                _variables.Add(property.Identifier.ValueText);
                break;
        }
    }

    private void AddValue(ExpressionSyntax? value)
    {
        if (value is null)
            return;
        _found.Add(value);
        switch (value.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                _variables.Add(variable.Identifier.ValueText);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment when assignment.Right == value:
                _variables.Add(target.Identifier.ValueText);
                break;
        }
    }
}
