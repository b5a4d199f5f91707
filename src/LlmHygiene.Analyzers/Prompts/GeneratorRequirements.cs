using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>
/// What a project needs so that C# classes can be generated from prompt files. The generator and the analyzer both use this, so that they
/// agree.
/// </summary>
internal static class GeneratorRequirements
{
    /// <summary>The generated classes are records.</summary>
    public const LanguageVersion MinLanguageVersion = LanguageVersion.CSharp9;

    /// <summary>True when the project references the LlmHygiene package, which the generated code calls.</summary>
    public static bool HasRuntime(Compilation compilation) => HasType(compilation, RuntimeTypes.Prompt);

    /// <summary>True when code of the project can use the type. An internal copy in a library does not count.</summary>
    public static bool HasType(Compilation compilation, string type) =>
        compilation.GetTypesByMetadataName(type).Any(found => compilation.IsSymbolAccessibleWithin(found, compilation.Assembly));
}
