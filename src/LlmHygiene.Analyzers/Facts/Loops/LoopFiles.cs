using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Loops;

/// <summary>
/// Files that a loop reads and writes. Where one file may be both, an iteration may read what an earlier one wrote; a file of each item
/// is its own.
/// </summary>
internal sealed class LoopFiles(Func<IOperation, bool> mentionsItem)
{
    private readonly List<object?> _reads = [];
    private readonly List<object?> _writes = [];

    /// <summary>True where a file that does not depend on the item is read and written.</summary>
    public bool CarryState => _reads.Exists(read => _writes.Exists(write => read is null || write is null || Equals(read, write)));

    /// <param name="callee">The method that the operation is in; null for the loop itself.</param>
    public void Add(IOperation operation, LoopCallee? callee)
    {
        var (arguments, use) = operation switch
        {
            IInvocationOperation { TargetMethod: { ContainingType: { Name: "File" } type } method } call when IsOfIO(type) => (
                call.Arguments,
                UseOf(method.Name)
            ),
            IObjectCreationOperation { Type: { Name: var name } type } creation when IsOfIO(type) => (creation.Arguments, UseOf(name)),
            _ => (default, FileUse.None),
        };
        if (use == FileUse.None || arguments is not [{ Value: var path }, ..] || IsOfItem(path, callee))
            return;
        var constant = path.ConstantValue is { HasValue: true, Value: { } value } ? value : null;
        if ((use & FileUse.Read) != 0)
            _reads.Add(constant);
        if ((use & FileUse.Write) != 0)
            _writes.Add(constant);
    }

    [Flags]
    private enum FileUse
    {
        None = 0,
        Read = 1,
        Write = 2,
    }

    private static bool IsOfIO(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "IO", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static FileUse UseOf(string name) =>
        name switch
        {
            "StreamReader" or "OpenText" or "OpenRead" => FileUse.Read,
            "StreamWriter" or "OpenWrite" => FileUse.Write,
            "FileStream" or "Open" => FileUse.Read | FileUse.Write,
            _ when name.StartsWith("Read", StringComparison.Ordinal) => FileUse.Read,
            _ when name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal) =>
                FileUse.Write,
            _ when name.StartsWith("Create", StringComparison.Ordinal) => FileUse.Write,
            _ => FileUse.None,
        };

    // `File.ReadAllText(file)`, and in a method `File.ReadAllText(Path.Combine(_folder, name))` that is called with a part of the item.
    private bool IsOfItem(IOperation path, LoopCallee? callee)
    {
        if (callee is null)
            return mentionsItem(path);
        var isGiven = Parts(path)
            .Any(part =>
                part is IParameterReferenceOperation { Parameter: var parameter }
                && parameter.DeclaringSyntaxReferences.Any(declaration => callee.Declaration.Span.Contains(declaration.Span))
            );
        return isGiven && mentionsItem(callee.Call);
    }

    // What a path is made of, with the variables of the method that it is put together in.
    private static IEnumerable<IOperation> Parts(IOperation path)
    {
        foreach (var part in path.DescendantsAndSelf())
        {
            yield return part;
            if (part is not ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declaration], SemanticModel: { } model })
                continue;
            if (model.SyntaxTree == declaration.SyntaxTree && model.FindOperation(declaration.GetSyntax()) is { } declarator)
                foreach (var inner in declarator.Descendants())
                    yield return inner;
        }
    }
}
