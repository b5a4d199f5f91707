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
    private readonly TrackedObject _tracked;
    private readonly IObjectCreationOperation _creation;
    private readonly IOperation _use;

    private BuiltAddress(TrackedObject tracked, IObjectCreationOperation creation, IOperation use) =>
        (_tracked, _creation, _use) = (tracked, creation, use);

    /// <param name="value">The builder, or the address of one.</param>
    /// <returns>Null where there is no builder, or where it may be changed by code that is not visible.</returns>
    public static BuiltAddress? Of(IOperation value, ObjectTracker objects)
    {
        var builder = BuilderOf(value) ?? value;
        return
            builder.Type?.Name == nameof(UriBuilder)
            && objects.Track(builder) is { IsUnknown: false, Creations: [{ } creation] } tracked
            && creation.Type?.Name == nameof(UriBuilder)
            ? new BuiltAddress(tracked, creation, value)
            : null;
    }

    /// <summary>The builder of <c>builder.Uri</c> and <c>builder.ToString()</c>; null for any other value.</summary>
    public static IOperation? BuilderOf(IOperation value) =>
        value switch
        {
            IPropertyReferenceOperation { Property.Name: "Uri", Instance: { Type.Name: nameof(UriBuilder) } builder } => builder,
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: { Type.Name: nameof(UriBuilder) } builder } => builder,
            _ => null,
        };

    /// <summary>The whole address that the builder starts with; null for a builder that starts empty, or with parts.</summary>
    public IOperation? Start => Argument("uri");

    public IReadOnlyList<IOperation> Schemes => Part("Scheme", "schemeName", "scheme");

    public IReadOnlyList<IOperation> Hosts => Part("Host", "hostName", "host");

    public IReadOnlyList<IOperation> Ports => Part("Port", "portNumber", "port");

    public IReadOnlyList<IOperation> Paths => Part("Path", "pathValue", "path");

    /// <summary>True where the part is replaced in every case, so that this part of the start does not count.</summary>
    public bool Replaces(string member) => LastOf(_tracked.WritesTo(member)) is not null;

    private IReadOnlyList<IOperation> Part(string member, params string[] parameters)
    {
        var writes = _tracked.WritesTo(member);
        var last = LastOf(writes);
        var given = last is null ? parameters.Select(Argument).OfType<IOperation>() : [last];
        return [.. given, .. writes.Where(write => !IsAlways(write) && (last is null || write.Syntax.SpanStart > last.Syntax.SpanStart))];
    }

    // What is written in every case before the address is read.
    private IOperation? LastOf(IEnumerable<IOperation> writes) =>
        writes
            .Where(write => IsAlways(write) && write.Syntax.SpanStart < EndOf(_use))
            .OrderBy(static write => write.Syntax.SpanStart)
            .LastOrDefault();

    // The use may be the creation itself, with its initializer.
    private static int EndOf(IOperation use) => use.Syntax.Span.End;

    private IOperation? Argument(string parameter) =>
        _creation
            .Arguments.FirstOrDefault(argument =>
                argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name == parameter
            )
            ?.Value;

    // In the initializer, or in a statement of the block that declares the builder. Another function may read the address before or after
    // it.
    private bool IsAlways(IOperation write)
    {
        var written = write is IAssignmentOperation ? write : write.WithConversions().Parent;
        if (written?.Parent is IObjectOrCollectionInitializerOperation)
            return true;
        return Functions.Around(write.Syntax) == Functions.Around(_use.Syntax)
            && written?.Syntax.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            && _creation.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } declaration
            && (declaration.Parent == statement.Parent || statement.Parent is GlobalStatementSyntax);
    }
}
