using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

// What is used without being named as itself: by reflection, or by a container that makes objects.
internal sealed partial class SourceScope
{
    private static readonly string[] s_ofValues = ["SetValue", "GetValue", "InvokeMember"];

    // `configuration.GetValue("…")` alone is no reflection.
    private static readonly string[] s_findingValues =
    [
        "GetField",
        "GetFields",
        "GetProperty",
        "GetProperties",
        "GetMember",
        "GetMembers",
        "GetRuntimeField",
        "GetRuntimeFields",
        "GetRuntimeProperty",
        "GetRuntimeProperties",
        "GetDeclaredField",
        "GetDeclaredProperty",
        "DeclaredFields",
        "DeclaredProperties",
        "InvokeMember",
    ];

    private static readonly string[] s_makingObjects = ["CreateInstance", "GetConstructor", "GetConstructors", "CreateFactory"];

    private static readonly string[] s_names = ["Name", "FullName", "Namespace", "AssemblyQualifiedName"];

    private static readonly string[] s_ofMethods = ["GetMethod", "GetMethods", "InvokeMember"];

    /// <summary>
    /// True for a member that reflection may reach: the program uses reflection, and asks for the type, or has the name as a string.
    /// </summary>
    public bool IsReflectedOn(ISymbol member) =>
        member is { ContainingType: { } type }
        && (member is IMethodSymbol ? IsWritten(s_ofMethods) : IsWritten(s_ofValues) && IsWritten(s_findingValues))
        && (IsNamed(type.Name, static name => IsInTypeOf(name)) || IsNamed(member.Name, IsInNameOf) || IsQuoted(member.Name));

    /// <summary>
    /// True for a type whose constructor other code may call with arguments: <c>Activator.CreateInstance(typeof(T), …)</c>.
    /// </summary>
    public bool IsMadeByReflection(INamedTypeSymbol type) => IsWritten(s_makingObjects) && IsMadeElsewhere(type);

    private static bool IsInTypeOf(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<TypeOfExpressionSyntax>() is { } type && !IsAskedForNameOnly(type);

    // `new ComponentResourceManager(typeof(MainForm))`, as in the code of each form, finds a file; `typeof(T).Name` is a text.
    private static bool IsAskedForNameOnly(TypeOfExpressionSyntax type) =>
        type.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access => access.Expression == type
                && Array.IndexOf(s_names, member) >= 0,
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: var made } } => CreatedName
                .OfType(made)
                ?.EndsWith("ResourceManager", StringComparison.Ordinal) == true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => InvokedName.Of(call) == "CreateLogger",
            _ => false,
        };

    private bool IsWritten(string[] words) => Array.Exists(words, word => index.CountOf(word) > 0);

    // `nameof(T.Member)`, not `nameof(T)`
    private static bool IsInNameOf(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    private bool IsQuoted(string name)
    {
        foreach (var names in index.FilesNaming(name))
        {
            var root = names.Tree.GetRoot(cancellation);
            foreach (var position in names.Positions(name))
                if (root.FindToken(position) is { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText: var text } && text == name)
                    return true;
        }

        return false;
    }
}
