using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>A prompt and the namespace of its class.</summary>
internal sealed record LocatedPrompt(string Namespace, PromptModel Model);

/// <summary>All versions of one prompt: one source file.</summary>
/// <param name="Majors">The major versions, in ascending order.</param>
internal sealed record PromptFamily(string Namespace, string Name, EquatableArray<PromptMajor> Majors, string HintName)
{
    private const int MaxHintNameLength = 120;

    public static IEnumerable<PromptFamily> Group(IEnumerable<LocatedPrompt> prompts)
    {
        // In the order of the files: in the order of names, a renamed prompt would move all prompts between its old and new position, and
        // each of them would be generated again.
        var families = prompts
            .GroupBy(static prompt => (prompt.Namespace, prompt.Model.FamilyName))
            .Select(static family => new PromptFamily(
                family.Key.Namespace,
                family.Key.FamilyName,
                ByMajor(family.Select(static prompt => prompt.Model)),
                ""
            ))
            .ToList();

        // The compiler compares these names case-insensitively, and a duplicate would stop all output.
        foreach (var sameName in families.GroupBy(static family => Sanitize(family.FullName), StringComparer.OrdinalIgnoreCase))
        {
            var isUnique = sameName.Key.Length <= MaxHintNameLength && !sameName.Skip(1).Any();
            foreach (var family in sameName)
                yield return family with
                {
                    HintName = isUnique ? sameName.Key + ".g.cs" : Shorten(sameName.Key) + "." + ShortHash(family.FullName) + ".g.cs",
                };
        }
    }

    /// <summary>A name for the source file of something that is not a family.</summary>
    public static string HintNameOf(string fullName) => Shorten(Sanitize(fullName)) + "." + ShortHash(fullName) + ".g.cs";

    public PromptClassName ClassName => new(Namespace, Name);

    private string FullName => PromptNamespaces.FullName(Namespace, Name);

    private static EquatableArray<PromptMajor> ByMajor(IEnumerable<PromptModel> models) =>
        models.ToList() is [var only]
            ? EquatableArray.Of(PromptMajor.Of([only]))
            : models
                .GroupBy(static model => model.Version.Major)
                .OrderBy(static major => major.Key)
                .Select(PromptMajor.Of)
                .ToEquatableArray();

    private static string Sanitize(string name)
    {
        foreach (var c in name)
            if (!IsPlain(c))
                return string.Concat(name.Select(static c => IsPlain(c) ? c : '_'));
        return name;
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_';

    private static string Shorten(string name) => name.Length <= MaxHintNameLength ? name : name.Substring(0, MaxHintNameLength);

    private static string ShortHash(string name)
    {
        using var sha = SHA256.Create();
        return string.Concat(
            sha.ComputeHash(Encoding.UTF8.GetBytes(name)).Take(4).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture))
        );
    }
}
