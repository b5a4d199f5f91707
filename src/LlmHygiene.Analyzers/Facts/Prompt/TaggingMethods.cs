using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the methods of the project that may leave a tag of a prompt to the code that runs after them.</summary>
internal sealed class TaggingMethods(SourceScope scope, SdkCatalog catalog, PromptTags tags)
{
    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>True for `using var activity = Start();`, where `Start` writes the tag.</summary>
    public bool Contains(IMethodSymbol method)
    {
        if (!scope.Contains(method))
            return false;
        if (!_known.TryGetValue(method, out var known))
            _known.Add(method, known = method.DeclaringSyntaxReferences.Any(MayLeaveTag));
        return known;
    }

    // A method is bound only where a word of it is a key, or sets a tag under a key that is written elsewhere.
    private bool MayLeaveTag(SyntaxReference declaration)
    {
        var syntax = declaration.GetSyntax(scope.Cancellation);
        if (!syntax.DescendantTokens().Any(token => token.Value is string text && (tags.IsKey(text) || ActivityTags.IsSetter(text))))
            return false;
        return scope.OperationOf(syntax) is not { } body || body.Descendants().Any(MayLeaveTag);
    }

    private bool MayLeaveTag(IOperation operation) =>
        operation switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => tags.IsKey(text) && MayReachCaller(operation),
            IArgumentOperation { Parameter.Ordinal: 0, Value.ConstantValue.HasValue: false, Parent: IInvocationOperation call } =>
                ActivityTags.IsSetter(call.TargetMethod.Name)
                    && ActivityTags.IsOnActivity(call.TargetMethod, catalog)
                    && !EndsWithMethod(call.Instance),
            _ => false,
        };

    // The tag of options is read with the options. That of an activity of the method is over when the method is.
    private bool MayReachCaller(IOperation key)
    {
        for (var operation = key.Parent; operation is not null; operation = operation.Parent)
        {
            switch (operation)
            {
                case IInvocationOperation call when ActivityTags.IsOnActivity(call.TargetMethod, catalog):
                    return !EndsWithMethod(call.Instance);
                case IPropertyReferenceOperation { Instance: { } dictionary } when IsTagsOfOptions(dictionary):
                case ISimpleAssignmentOperation { Target: var target } when IsTagsOfOptions(target):
                case IMemberInitializerOperation { InitializedMember: var member } when IsTagsOfOptions(member):
                    return false;
            }
        }

        return true;
    }

    private bool IsTagsOfOptions(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: var name, ContainingType: var type } }
        && catalog.FindOptions(type)?.Tags == name;

    private static bool EndsWithMethod(IOperation? activity)
    {
        while (true)
        {
            switch (activity)
            {
                // `activity.SetTag(…).SetTag(…)`
                case IInvocationOperation { Instance: { } instance }:
                    activity = instance;
                    break;
                case IConditionalAccessInstanceOperation access:
                    activity = ValueTracker.ConditionalReceiver(access);
                    break;
                default:
                    return activity is ILocalReferenceOperation { Local.IsUsing: true };
            }
        }
    }
}
