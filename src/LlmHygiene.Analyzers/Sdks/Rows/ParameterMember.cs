using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A member of an options object that puts a parameter into the request.</summary>
internal sealed record ParameterMember(string Member, RequestParameter Parameter)
{
    /// <summary>The member of the object in <see cref="Member"/> that has the value: <c>Reasoning.Effort</c>.</summary>
    public string? Nested { get; init; }

    /// <summary>The methods whose results count, where other values of the member are something else; empty for all.</summary>
    public ImmutableArray<string> Makers { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True where only earlier versions of the SDK have the member: later ones do not send the parameter at all.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>The sampling parameters under the names that most SDKs give them.</summary>
    public static ImmutableArray<ParameterMember> Sampling(params string[] members) =>
        members
            .Select(static member => new ParameterMember(
                member,
                member switch
                {
                    "StopSequences" => RequestParameter.Stop,
                    "RandomSeed" => RequestParameter.Seed,
                    "ResponseLogprobs" => RequestParameter.Logprobs,
                    _ => (RequestParameter)Enum.Parse(typeof(RequestParameter), member),
                }
            ))
            .ToImmutableArray();

    /// <summary>The members of one kind, by their names in most SDKs.</summary>
    public static ParameterMember Effort(string member, string? nested = null) => new(member, RequestParameter.Effort) { Nested = nested };

    public static ParameterMember Schema(string member, string maker, string? nested = null) =>
        new(member, RequestParameter.Schema) { Nested = nested, Makers = ImmutableArray.Create(maker) };
}
