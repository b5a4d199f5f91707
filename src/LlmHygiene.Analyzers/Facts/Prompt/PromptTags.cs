using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds a prompt's name and version where code writes them under a known key: dictionary entries and activity tags.</summary>
internal sealed class PromptTags(ImmutableArray<string> extraKeys)
{
    private static readonly ImmutableHashSet<string> s_nameKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "gen_ai.prompt.name",
        "prompt.name",
        "prompt_name",
        "promptName"
    );

    private static readonly ImmutableHashSet<string> s_versionKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "gen_ai.prompt.version",
        "prompt.version",
        "prompt_version",
        "promptVersion"
    );

    private static readonly ImmutableHashSet<string> s_activityMethods = ImmutableHashSet.Create("SetTag", "AddTag");

    // A member is searched once, however many calls it makes.
    private static readonly ConditionalWeakTable<IOperation, (string Key, IOperation Value)[]> s_onActivities = new();

    /// <summary>True when the key is one for a prompt's name or version.</summary>
    public bool IsKey(string key) =>
        s_nameKeys.Contains(key) || s_versionKeys.Contains(key) || extraKeys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when no version is written; a name alone does not identify what was sent.</summary>
    public PromptFact? In(IEnumerable<IOperation> written) =>
        Read(written.SelectMany(value => value.DescendantsAndSelf()).SelectMany(Entries), PromptTagSource.Options);

    /// <summary>Tags set on an activity anywhere in the member that makes the call.</summary>
    public PromptFact? OnActivity(IOperation call, KnownTypes known)
    {
        if (known.Activity is null)
            return null;
        var names = TreeNames.Of(call.Syntax.SyntaxTree);
        if (!s_activityMethods.Any(method => names.Positions(method).Count > 0))
            return null;
        var member = call;
        while (member.Parent is not null)
            member = member.Parent;
        return Read(
            s_onActivities.GetValue(
                member,
                member =>
                    member
                        .Descendants()
                        .OfType<IInvocationOperation>()
                        .Where(invocation =>
                            s_activityMethods.Contains(invocation.TargetMethod.Name)
                            && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, known.Activity)
                        )
                        .SelectMany(Entries)
                        .ToArray()
            ),
            PromptTagSource.Activity
        );
    }

    private PromptFact? Read(IEnumerable<(string Key, IOperation Value)> entries, PromptTagSource source)
    {
        string? name = null,
            version = null;
        var versions = new List<IOperation>();
        foreach (var (key, value) in entries)
        {
            if (s_versionKeys.Contains(key) || extraKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                versions.Add(value);
                version ??= Text(value);
            }
            else if (s_nameKeys.Contains(key))
            {
                name ??= Text(value);
            }
        }

        return versions.Count > 0 ? new PromptFact(PromptState.Tagged, name, version) { Source = source, VersionValues = versions } : null;
    }

    // `["key"] = value`, and `Add("key", value)`, as a call or in a collection initializer.
    private static IEnumerable<(string Key, IOperation Value)> Entries(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] }
            } assignment when Text(key) is { } text:
                yield return (text, assignment.Value);
                break;
            case IInvocationOperation invocation:
                for (var i = 0; i < invocation.Arguments.Length - 1; i++)
                {
                    if (Text(invocation.Arguments[i].Value) is not { } candidate)
                        continue;
                    yield return (candidate, invocation.Arguments[i + 1].Value);
                    break;
                }

                break;
            // `new KeyValuePair<string, string>("key", value)`
            case IObjectCreationOperation { Arguments: [{ Value: var first }, { Value: var second }] } when Text(first) is { } text:
                yield return (text, second);
                break;
        }
    }

    private static string? Text(IOperation value)
    {
        value = value.WithoutConversion();
        return value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }
}
