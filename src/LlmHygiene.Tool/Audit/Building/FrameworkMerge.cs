namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Merges the rows of all target frameworks of a project. A row that is not in all of them names its frameworks.</summary>
internal static class FrameworkMerge
{
    public static IEnumerable<T> Merge<T>(
        IReadOnlyList<(string Framework, IReadOnlyList<T> Found)> perFramework,
        Func<T, IReadOnlyList<string>, T> withFrameworks
    )
        where T : notnull
    {
        if (perFramework.Count == 1)
            return perFramework[0].Found;

        // Two equal rows of one framework are both kept.
        var frameworksOf = new Dictionary<(T, int), List<string>>();
        foreach (var (framework, found) in perFramework)
        {
            var times = new Dictionary<T, int>();
            foreach (var one in found)
            {
                var time = times[one] = times.GetValueOrDefault(one) + 1;
                if (!frameworksOf.TryGetValue((one, time), out var frameworks))
                    frameworksOf.Add((one, time), frameworks = []);
                frameworks.Add(framework);
            }
        }

        return frameworksOf.Select(pair =>
            pair.Value.Count == perFramework.Count ? pair.Key.Item1 : withFrameworks(pair.Key.Item1, pair.Value)
        );
    }
}
