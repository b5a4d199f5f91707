using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Which arguments the methods of a name in the SDKs can take. <c>Create()</c> and <c>InvokeAsync(() => …)</c> are common, and no SDK has
/// such a method: binding these calls would cost more than binding all calls of SDKs.
/// </summary>
/// <param name="mayLackArguments">True for the name of a method whose parameters are all optional somewhere.</param>
internal sealed class CallShapes(
    IReadOnlyDictionary<INamedTypeSymbol, List<BoundCallRow>> calls,
    Func<string, bool> isMarked,
    Func<string, bool> mayLackArguments
)
{
    private readonly ConcurrentDictionary<string, Shape> _shapes = new(StringComparer.Ordinal);

    /// <summary>False for a call that cannot be a call of an SDK's method of this name, or of an override.</summary>
    public bool Fits(string name, InvocationExpressionSyntax call)
    {
        var shape = _shapes.TryGetValue(name, out var known) ? known : _shapes.GetOrAdd(name, Find(name));
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count > shape.Max || (arguments.Count < shape.Min && !mayLackArguments(name)))
            return false;
        if (shape.TakesFunction)
            return true;
        foreach (var argument in arguments)
            if (argument.Expression is AnonymousFunctionExpressionSyntax)
                return false;
        return true;
    }

    // A method that the user has marked can have any parameters.
    private Shape Find(string name)
    {
        if (isMarked(name))
            return Shape.Any;
        var shape = Shape.None;
        foreach (var type in calls)
        {
            if (!type.Value.Exists(row => row.Entry.Methods.Contains(name)))
                continue;
            foreach (var member in type.Key.GetMembers(name))
                if (member is IMethodSymbol method)
                    shape = shape.Or(method);
        }

        return shape;
    }

    private sealed record Shape(int Min, int Max, bool TakesFunction)
    {
        public static readonly Shape Any = new(0, int.MaxValue, TakesFunction: true);

        public static readonly Shape None = new(int.MaxValue, 0, TakesFunction: false);

        public Shape Or(IMethodSymbol method)
        {
            // The receiver of an extension method may be an argument.
            var written = method.IsExtensionMethod ? method.Parameters.RemoveAt(0) : method.Parameters;
            // An override may make any parameters optional.
            var min = written.Any(static parameter => !parameter.IsOptional && !parameter.IsParams) ? 1 : 0;
            var max = method.Parameters.Any(static parameter => parameter.IsParams) ? int.MaxValue : method.Parameters.Length;
            return new Shape(Math.Min(Min, min), Math.Max(Max, max), TakesFunction || written.Any(static one => MayBeFunction(one.Type)));
        }

        private static bool MayBeFunction(ITypeSymbol type) =>
            type switch
            {
                { TypeKind: TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error } => true,
                { SpecialType: SpecialType.System_Object or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } => true,
                { Name: "Expression" } => true,
                IArrayTypeSymbol { ElementType: var element } => MayBeFunction(element),
                INamedTypeSymbol { TypeArguments: [var element] } => MayBeFunction(element),
                _ => false,
            };
    }
}
