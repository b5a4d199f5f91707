using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// The parts of an address that a <see cref="UriBuilder"/> puts together: the arguments of its constructor, and what is written to its
/// members before the address is read. Several operations of one part are alternatives.
/// </summary>
internal sealed class BuiltAddress
{
    private readonly IReadOnlyList<TrackedObject> _stages;
    private readonly IObjectCreationOperation _creation;
    private readonly IOperation _use;

    private BuiltAddress(IReadOnlyList<TrackedObject> stages, IObjectCreationOperation creation, IOperation use) =>
        (_stages, _creation, _use) = (stages, creation, use);

    /// <param name="value">The builder, or the address of one.</param>
    /// <returns>Null where there is no builder, or where it may be changed by code that is not visible.</returns>
    public static BuiltAddress? Of(IOperation value, ObjectTracker objects)
    {
        var builder = BuilderOf(value) ?? value;
        return IsBuilder(builder) && objects.Track(builder) is { IsUnknown: false } tracked ? Of([tracked], value) : null;
    }

    /// <param name="stages">
    /// The builder, tracked in each of the methods that it passes through; the last one shows where it is created.
    /// </param>
    /// <param name="use">Where its address is read.</param>
    /// <returns>Null where more than one builder may get there, or one that is made in another way.</returns>
    public static BuiltAddress? Of(IReadOnlyList<TrackedObject> stages, IOperation use) =>
        stages.LastOrDefault() is { Creations: [{ } creation] } && IsBuilder(creation) ? new BuiltAddress(stages, creation, use) : null;

    /// <summary>The builder of <c>builder.Uri</c> and <c>builder.ToString()</c>; null for any other value.</summary>
    public static IOperation? BuilderOf(IOperation value) =>
        value switch
        {
            IPropertyReferenceOperation { Property.Name: "Uri", Instance: { } builder } when IsBuilder(builder) => builder,
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } builder } when IsBuilder(builder) => builder,
            _ => null,
        };

    public static bool IsBuilder(IOperation value) => value.Type?.Name == nameof(UriBuilder);

    /// <summary>The whole address that the builder starts with; null for a builder that starts empty, or with parts.</summary>
    public IOperation? Start => Argument("uri");

    public IReadOnlyList<IOperation> Schemes => Part("Scheme", "schemeName", "scheme");

    public IReadOnlyList<IOperation> Hosts => Part("Host", "hostName", "host");

    public IReadOnlyList<IOperation> Ports => Part("Port", "portNumber", "port");

    public IReadOnlyList<IOperation> Paths => Part("Path", "pathValue", "path");

    /// <summary>True where the part is replaced in every case, so that this part of the start does not count.</summary>
    public bool Replaces(string member) => Initial(member) is not null || LastOf(LaterWrites(member)) is not null;

    private IReadOnlyList<IOperation> Part(string member, params string[] parameters)
    {
        var writes = LaterWrites(member);
        var last = LastOf(writes);
        IEnumerable<IOperation> given =
            last is not null ? [last]
            : Initial(member) is { } initial ? [initial]
            : parameters.Select(Argument).OfType<IOperation>();
        return [.. given, .. writes.Where(write => !IsAlways(write) && (last is null || MayFollow(write, last)))];
    }

    private IOperation? Initial(string member) => WritesTo(member).LastOrDefault(IsInitial);

    private IReadOnlyList<IOperation> LaterWrites(string member) => [.. WritesTo(member).Where(write => !IsInitial(write))];

    private IEnumerable<IOperation> WritesTo(string member) => _stages.SelectMany(stage => stage.WritesTo(member)).Distinct();

    // What is written in every case before the address is read.
    private IOperation? LastOf(IEnumerable<IOperation> writes) =>
        writes
            .Where(write => IsAlways(write) && write.Syntax.Span.End <= _use.Syntax.SpanStart)
            .OrderBy(static write => write.Syntax.SpanStart)
            .LastOrDefault();

    private IOperation? Argument(string parameter) =>
        _creation
            .Arguments.FirstOrDefault(argument =>
                argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name == parameter
            )
            ?.Value;

    private static bool IsInitial(IOperation write) => Assignment(write)?.Parent is IObjectOrCollectionInitializerOperation;

    // In a statement of the block that declares the builder. Another function may read the address before or after it.
    private bool IsAlways(IOperation write) =>
        IsInFunctionOf(write, _use)
        && Assignment(write)?.Syntax.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
        && _creation.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } declaration
        && (declaration.Parent == statement.Parent || statement.Parent is GlobalStatementSyntax);

    // Another function may run at any time.
    private static bool MayFollow(IOperation write, IOperation last) =>
        !IsInFunctionOf(write, last) || write.Syntax.SpanStart > last.Syntax.SpanStart;

    private static bool IsInFunctionOf(IOperation one, IOperation other) => Functions.Around(one.Syntax) == Functions.Around(other.Syntax);

    private static IOperation? Assignment(IOperation write) => write is IAssignmentOperation ? write : write.WithConversions().Parent;
}
