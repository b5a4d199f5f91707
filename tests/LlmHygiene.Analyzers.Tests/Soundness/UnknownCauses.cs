using System.Globalization;
using System.Text;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>
/// Finds the smallest set of parts of a program that leaves a fact unknown, and whether the fact is known without these: then they are its
/// only cause.
/// </summary>
internal sealed class UnknownCauses(string path)
{
    private const int FirstId = 10_000_000;
    private const int Batch = 80;
    private const int MaxCauses = 4;

    private static readonly SoundFacts[] s_facts = [SoundFacts.Model, SoundFacts.Limit, SoundFacts.Prompt];

    private readonly List<Search> _searches = [];
    private int _ids = FirstId;

    public void Add(SoundProgram program, int[] numbers, Verdict verdict)
    {
        foreach (var fact in s_facts)
            if ((verdict.UnknownFacts & ~program.AtRunTime & fact) != 0)
                _searches.Add(new Search(program.Id, numbers, fact, program.Parts));
    }

    public void Write()
    {
        while (_searches.Where(static search => !search.IsDone).Take(Batch).ToList() is { Count: > 0 } open)
        {
            var tried = open.Select(search => (Search: search, Program: search.Next(_ids++))).ToList();
            var runs = SoundRun.All([.. tried.Select(static one => one.Program)]).ToDictionary(static run => run.Program.Id);
            foreach (var (search, program) in tried)
                search.Learn(runs[program.Id] is { Failure: null } run && (Verdict.Of(run).UnknownFacts & search.Fact) != 0);
        }

        var text = new StringBuilder();
        foreach (
            var group in _searches
                .GroupBy(static search => search.Causes[0], StringComparer.Ordinal)
                .OrderByDescending(static g => g.Count())
        )
        {
            var only = group.Count(static search => search.Causes.Count == 1);
            text.AppendLine(CultureInfo.InvariantCulture, $"## {group.Key}: {group.Count()} facts, of {only} the only cause");
            text.AppendLine(group.MinBy(static search => search.Smallest.Length)!.Smallest);
        }

        File.WriteAllText(path, text.ToString());
    }

    private sealed class Search(int id, int[] numbers, SoundFacts fact, IReadOnlyList<string> parts)
    {
        private readonly HashSet<int> _causes = [];
        private HashSet<int> _out = [];
        private int _next;

        public SoundFacts Fact => fact;

        public List<string> Causes { get; } = [];

        public string Smallest { get; private set; } = "";

        public bool IsDone { get; private set; }

        private bool IsShrunk => _next >= parts.Count;

        /// <summary>The program without one more part, or without all that are a cause.</summary>
        public SoundProgram Next(int trial)
        {
            while (!IsShrunk && _out.Contains(_next))
                _next++;
            if (!IsShrunk)
                return ProgramGen.Write(trial, numbers, new HashSet<int>(_out) { _next });
            var left = Enumerable.Range(0, parts.Count).Where(part => !_out.Contains(part)).ToList();
            if (Causes.Count == 0)
                Smallest = ProgramGen.Write(id, numbers, _out).Text;
            Causes.Add($"{fact}: {string.Join(" + ", left.Select(part => parts[part]))}");
            _causes.UnionWith(left);
            return ProgramGen.Write(trial, numbers, _causes);
        }

        public void Learn(bool isUnknown)
        {
            if (!IsShrunk)
            {
                if (isUnknown)
                    _out.Add(_next);
                _next++;
                return;
            }

            IsDone = !isUnknown || Causes.Count == MaxCauses;
            _out = [.. _causes];
            _next = 0;
        }
    }
}
