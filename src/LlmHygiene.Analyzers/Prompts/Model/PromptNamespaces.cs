using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>The namespace of a prompt's class: the project's root namespace and the folders, as for any C# file.</summary>
internal static class PromptNamespaces
{
    private const string PromptsFolder = "Prompts";

    private static readonly char[] s_separators = ['/', '\\'];

    // Most prompts of a project are in one folder.
    [ThreadStatic]
    private static LastFolder? s_last;

    // Windows and macOS find 'prompts' under the name 'Prompts'. The class has the same name on every platform.
    private static bool IsPromptsFolder(string folder) => string.Equals(folder, PromptsFolder, StringComparison.OrdinalIgnoreCase);

    /// <param name="rootNamespace">The root namespace of the project, or its assembly name; may be empty.</param>
    /// <param name="relativePath">The path of the prompt file relative to the project, including the file name.</param>
    public static string FromFolders(string rootNamespace, string relativePath)
    {
        var folder = relativePath.LastIndexOfAny(s_separators) + 1;
        if (
            s_last is { } last
            && last.Root == rootNamespace
            && last.Folder.Length == folder
            && string.CompareOrdinal(last.Folder, 0, relativePath, 0, folder) == 0
        )
            return last.Namespace;
        s_last = new LastFolder(rootNamespace, relativePath.Substring(0, folder), Find(rootNamespace, relativePath));
        return s_last.Namespace;
    }

    private static string Find(string rootNamespace, string relativePath)
    {
        var parts = new List<string>(rootNamespace.Split('.'));
        var folders = relativePath.Split(s_separators);
        for (var i = 0; i < folders.Length - 1; i++)
            parts.AddRange(i == 0 && IsPromptsFolder(folders[i]) ? [PromptsFolder] : folders[i].Split('.'));
        return string.Join(".", parts.Where(static part => part.Trim().Length > 0).Select(static part => Identifier(part.Trim())));
    }

    public static string FullName(string @namespace, string type) => @namespace.Length == 0 ? type : @namespace + "." + type;

    public static bool IsValid(string text) => text.Split('.').All(static part => SyntaxFacts.IsValidIdentifier(part));

    private static string Identifier(string part)
    {
        var name = new StringBuilder(part.Length + 1);
        foreach (var c in part)
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        if (!SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }

    private sealed record LastFolder(string Root, string Folder, string Namespace);
}
