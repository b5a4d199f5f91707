using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the tags of the activities of a member: those that they are started with, and those that are set by it or by a helper that it
/// calls.
/// </summary>
internal sealed class ActivityTags(ValueTracker values, SdkCatalog catalog)
{
    private const int MaxHelpers = 3;

    private static readonly string[] s_setters = ["SetTag", "AddTag", "SetAttribute"];
    private static readonly string[] s_starters = ["StartActivity", "CreateActivity"];
    private static readonly string[] s_baggage = ["SetBaggage", "AddBaggage"];

    /// <summary>Null where no activity of the compilation is given tags.</summary>
    public WrittenTags? Around(IOperation call)
    {
        if (catalog.Known.Activity is null || !AreUsed(values.Scope))
            return null;
        var member = call;
        while (member.Parent is not null)
            member = member.Parent;
        var found = new WrittenTags(values, catalog);
        Read(member, found, MaxHelpers);
        return found;
    }

    /// <summary>False where the compilation gives no activity a tag.</summary>
    public static bool AreUsed(SourceScope scope) =>
        s_setters.Concat(s_baggage).Any(method => scope.IsNamed(method, Forwarding.IsCallWithArguments))
        || s_starters.Any(method => scope.IsNamed(method, MayGiveTags));

    // A name and a kind alone are no tags.
    private static bool MayGiveTags(SimpleNameSyntax name) =>
        TreeNames.Reference(name) is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
        && (arguments.Count > 2 || arguments.Any(argument => argument.NameColon is not null));

    private void Read(IOperation member, WrittenTags found, int depth)
    {
        foreach (var call in member.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            var method = call.TargetMethod;
            if (IsOnActivity(method, catalog))
                ReadOwn(call, found);
            else if (depth > 0 && values.Scope.Contains(method.AsDeclared()) && (IsAboutActivities(method) || ReturnsActivity(method)))
                found.Enter(call, () => ReadHelper(method, found, depth - 1));
        }
    }

    private void ReadOwn(IInvocationOperation call, WrittenTags found)
    {
        var name = call.TargetMethod.Name;
        if (s_setters.Contains(name))
            found.AddCall(call);
        else if (s_starters.Contains(name))
        {
            foreach (var argument in call.Arguments)
                if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: "tags" })
                    found.AddDictionary(argument.Value);
        }
        // A processor can make tags of the baggage.
        else if (s_baggage.Contains(name))
            found.AddPossible(call);
    }

    private void ReadHelper(IMethodSymbol method, WrittenTags found, int depth)
    {
        foreach (var declaration in method.AsDeclared().DeclaringSyntaxReferences)
            if (values.Scope.OperationOf(declaration.GetSyntax(values.Scope.Cancellation)) is { } body)
                Read(body, found, depth);
    }

    /// <summary>True for a method that starts an activity, or gives it a tag or baggage.</summary>
    public static bool IsOnActivity(IMethodSymbol method, SdkCatalog catalog) =>
        method.ContainingType is { } type
        && (SymbolEqualityComparer.Default.Equals(type, catalog.Known.Activity) || type.Name is "ActivitySource" or "TelemetrySpan")
        && (IsSetter(method.Name) || s_starters.Contains(method.Name));

    /// <summary>True for the name of a method that gives an activity a tag or baggage.</summary>
    public static bool IsSetter(string method) => s_setters.Contains(method) || s_baggage.Contains(method);

    private bool IsAboutActivities(IMethodSymbol method) =>
        IsActivity(method.ReturnType)
        || (method.ReducedFrom ?? method).Parameters.Any(parameter => IsActivity(parameter.Type))
        || IsActivity(method.ContainingType?.BaseType);

    // `static IDisposable Start() => new Activity("a").SetTag(…).Start();`
    private bool ReturnsActivity(IMethodSymbol method) =>
        catalog.Level > HygieneLevel.V0_1
        && method is { ReturnType.SpecialType: SpecialType.System_IDisposable, IsAbstract: false, IsVirtual: false, IsOverride: false }
        && values.Scope.ReturnedValues(method.AsDeclared()).ToList() is { Count: > 0 } returned
        && returned.TrueForAll(value => IsActivity(value.WithoutConversion().Type));

    private bool IsActivity(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, catalog.Known.Activity);
}
