using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>
/// A condition that chooses among clients of different providers. It decides nothing about content: each of its branches makes a client of
/// its own. Where the branches make the same client, they differ in something else, such as what is recorded.
/// </summary>
internal sealed class ProviderChoice(SourceScope scope, SdkCatalog catalog)
{
    private const int MaxDepth = 3;

    private static readonly string[] s_environments = ["Development", "Production", "Staging", "Debug", "Local"];

    /// <param name="guard">An <c>if</c>, a <c>?:</c>, a case or an arm.</param>
    /// <param name="branch">The part of it that is looked at.</param>
    public bool Is(IOperation guard, IOperation branch) =>
        guard switch
        {
            IConditionalOperation { Condition: var condition } choice => !IsEnvironment(condition)
                && Differ(branch, choice.WhenTrue == branch ? choice.WhenFalse ?? After(choice) : choice.WhenTrue),
            ISwitchCaseOperation { Parent: ISwitchOperation choice } own => !IsEnvironment(choice.Value)
                && !choice.Cases.SelectMany(static other => other.Clauses).Any(IsEnvironment)
                && Differ(branch.Parent == own ? own : branch, choice.Cases.Where(other => other != own)),
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } own => !IsEnvironment(choice.Value)
                && !choice.Arms.Any(other => IsEnvironment(other.Pattern))
                && Differ(own.Value, choice.Arms.Where(other => other != own).Select(static other => other.Value)),
            _ => false,
        };

    /// <summary>The same for <c>if (…) return …;</c> before a statement.</summary>
    public bool IsBefore(IConditionalOperation choice, IOperation statement) =>
        !IsEnvironment(choice.Condition) && Differ(statement, choice.WhenTrue);

    // `if (…) return …; return …;`
    private static IOperation? After(IConditionalOperation choice)
    {
        if (
            choice.Parent is not IBlockOperation { Operations: var statements }
            || !choice.WhenTrue.Descendants().Any(static inner => inner is IReturnOperation)
        )
            return null;
        var next = statements.IndexOf(choice) + 1;
        return next > 0 && next < statements.Length ? statements[statements.Length - 1] : null;
    }

    private bool Differ(IOperation branch, IOperation? other) => other is not null && Differ(branch, [other]);

    private bool Differ(IOperation branch, IEnumerable<IOperation> others)
    {
        var own = Roots(branch);
        if (own.Count == 0)
            return false;
        var isChoice = false;
        foreach (var other in others)
        {
            var roots = Roots(other);
            if (roots.SetEquals(own))
                return false;
            isChoice |= roots.Count > 0;
        }

        return isChoice;
    }

    private HashSet<ISymbol> Roots(IOperation branch)
    {
        var roots = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Collect(branch, branch, roots, MaxDepth);
        return roots;
    }

    // What the clients of a branch are made of: the clients of an SDK, or variables from before it.
    private void Collect(IOperation code, IOperation branch, HashSet<ISymbol> roots, int depth)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IObjectCreationOperation { Type: { } made } when IsOfSdk(made):
                    roots.Add(made.OriginalDefinition);
                    break;
                case IInvocationOperation { TargetMethod: var method } when catalog.FindClientSource(method) is { Services.IsEmpty: false }:
                    roots.Add(method.OriginalDefinition);
                    break;
                case IInvocationOperation { TargetMethod: var method } call when IsClientOrBuilder(call.Type):
                    CollectFrom(method.AsDeclared(), branch, roots, depth);
                    break;
                case ILocalReferenceOperation { Local: var local } when IsClientOrBuilder(local.Type) && !IsIn(local, branch):
                    roots.Add(local);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }
                    when IsClientOrBuilder(parameter.Type) && !IsIn(parameter, branch):
                    roots.Add(parameter);
                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Type: var type } member
                    when IsClientOrBuilder(type) && scope.Contains(member.Member.OriginalDefinition):
                    roots.Add(member.Member);
                    break;
            }
        }
    }

    private void CollectFrom(IMethodSymbol method, IOperation branch, HashSet<ISymbol> roots, int depth)
    {
        if (depth == 0 || !scope.Contains(method))
            return;
        var before = roots.Count;
        foreach (var declaration in method.DeclaringSyntaxReferences)
            if (scope.OperationOf(declaration.GetSyntax()) is { } body)
                Collect(body, body, roots, depth - 1);
        if (roots.Count == before)
            roots.Add(method);
    }

    private bool IsClientOrBuilder(ITypeSymbol? type) => catalog.IsClient(type);

    private bool IsOfSdk(ITypeSymbol type) =>
        !scope.Contains(type.OriginalDefinition)
        && type.ContainingAssembly?.Name is { } assembly
        && !assembly.StartsWith("System", StringComparison.Ordinal)
        && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        && assembly is not ("mscorlib" or "netstandard");

    private static bool IsIn(ISymbol variable, IOperation branch) =>
        variable.DeclaringSyntaxReferences.Any(declared => declared.IsWithin(branch.Syntax));

    // In which environment the program runs is what content should depend on.
    private static bool IsEnvironment(IOperation condition) =>
        condition
            .DescendantsAndSelf()
            .Any(static part =>
                part.Type?.Name.EndsWith("HostEnvironment", StringComparison.Ordinal) == true
                || part is IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" } }
                || part is IPropertyReferenceOperation { Property.ContainingType.Name: "Debugger" }
                || part.ConstantValue is { HasValue: true, Value: string text }
                    && Array.Exists(s_environments, name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
            );
}
