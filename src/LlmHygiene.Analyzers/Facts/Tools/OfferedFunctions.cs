using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Tools;

/// <summary>
/// Whether a model may choose the functions of a kernel. <c>[KernelFunction]</c> alone does not offer a function: settings, an agent or a
/// planner does, and a program without them calls its functions itself.
/// </summary>
internal static class OfferedFunctions
{
    /// <summary>True for a library, whose functions another project may offer.</summary>
    public static bool May(SourceScope scope) =>
        scope.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule
        || AreOfferedHere(scope)
        || scope.Compilation.SourceModule.ReferencedAssemblySymbols.Any(UsesKernels);

    /// <summary>
    /// True where the project itself offers functions of a kernel. Where another project does, that one decides who is asked.
    /// </summary>
    public static bool AreOfferedHere(SourceScope scope) => AreNamed(ToolParts.Offering, scope);

    /// <summary>
    /// True where the project itself passes functions on to a model, or runs them. Where another project does, that one decides who is
    /// asked.
    /// </summary>
    public static bool AreRunHere(SourceScope scope) => AreNamed(ToolParts.Automatic, scope) || AreNamed(ToolParts.Passing, scope);

    private static bool AreNamed(ImmutableArray<string> words, SourceScope scope) => words.Any(word => scope.Places(word).Any());

    // A library of the same program that has the chat.
    private static bool UsesKernels(IAssemblySymbol library) =>
        !IsOfKernel(library.Identity)
        && library.Modules.Any(static module => module.ReferencedAssemblies.Any(static assembly => IsOfKernel(assembly)));

    private static bool IsOfKernel(AssemblyIdentity assembly) =>
        assembly.Name.StartsWith(ToolParts.KernelAssemblies, StringComparison.Ordinal);
}
