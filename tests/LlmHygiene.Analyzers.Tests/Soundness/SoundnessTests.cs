using System.Globalization;
using CsCheck;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>
/// Generated programs are compiled, analyzed and run: what the analyzer proves must be what was sent. What it does not know is counted by
/// construct. <c>LLMH_SOUNDNESS_PROGRAMS</c> says how many programs; with <c>LLMH_SOUNDNESS_TABLE</c>, a path, the table is written there.
/// <c>LLMH_SOUNDNESS_SEED</c> changes the programs; <c>LLMH_SOUNDNESS_BATCH</c> is how many share a compilation, in which a step of one
/// program may stand around a client of another that is not followed. With <c>LLMH_SOUNDNESS_CAUSES</c>, a path, the parts of each program
/// that make its facts unknown are written there, and the smallest programs in which they do.
/// </summary>
public class SoundnessTests
{
    private const int DefaultBatch = 80;
    private const int DefaultPrograms = 960;
    private const int MostReported = 12;

    private static readonly Gen<int[]> s_numbers = Gen.Int[0, 9999].Array[ProgramGen.Numbers];

    [Fact]
    public void What_is_proven_is_what_was_sent()
    {
        var programs = Setting("LLMH_SOUNDNESS_PROGRAMS", DefaultPrograms);
        var size = Setting("LLMH_SOUNDNESS_BATCH", DefaultBatch);
        var table = new SoundnessTable();
        var causes = Environment.GetEnvironmentVariable("LLMH_SOUNDNESS_CAUSES") is { Length: > 0 } file ? new UnknownCauses(file) : null;
        var failures = new List<string>();
        var broken = new List<string>();
        for (var first = 0; first < programs && failures.Count < MostReported; first += size)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var batch = Enumerable.Range(first, Math.Min(size, programs - first)).ToDictionary(static id => id, Numbers);
            foreach (var run in SoundRun.All([.. batch.Select(static each => ProgramGen.Write(each.Key, each.Value))]))
            {
                if (run.Failure is not null)
                {
                    if (run.Failure != RunProgram.NothingSent)
                        broken.Add(run.Failure + "\n" + run.Program.Text);
                    continue;
                }

                var verdict = Verdict.Of(run);
                table.Add(run.Program, verdict);
                causes?.Add(run.Program, batch[run.Program.Id], verdict);
                if (verdict.Contradictions.Count > 0)
                    failures.Add(Shrunk(run.Program.Id, batch[run.Program.Id], verdict));
            }
        }

        if (Environment.GetEnvironmentVariable("LLMH_SOUNDNESS_TABLE") is { Length: > 0 } path)
            File.WriteAllText(path, table.ToString());
        causes?.Write();
        TestContext.Current.SendDiagnosticMessage("{0}", table);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(
            broken.Count == 0,
            $"{broken.Count} programs did not compile or run.\n" + string.Join("\n\n", broken.Take(MostReported))
        );
        Assert.True(table.Proven > table.Unknown / 3, table.ToString());
    }

    // More programs than the other tests run, because the constructs are chosen at random.
    [Fact]
    public void Every_construct_is_written()
    {
        var written = Enumerable
            .Range(0, 2 * DefaultPrograms)
            .SelectMany(static id => ProgramGen.Write(id, Numbers(id)).Constructs)
            .ToHashSet();
        Assert.Empty(Carrier.All.Select(static carrier => carrier.Name).Except(written));
    }

    [Fact]
    public void A_wrong_claim_is_found()
    {
        var program = ProgramGen.Write(1, []);
        var run = Assert.Single(SoundRun.All([program]));
        Assert.Null(run.Failure);
        Assert.Empty(Verdict.Of(run).Contradictions);
        var entry = InventoryEntry.Read(Assert.Single(run.Diagnostics, static diagnostic => diagnostic.Id == "LLMH0001"));
        Assert.Equal(ModelState.Absent, entry.ModelState);
        Assert.NotEmpty(Verdict.Of(run, [entry with { ModelState = ModelState.Constant, ModelId = "wrong" }]).Contradictions);
        Assert.NotEmpty(Verdict.Of(run with { Sent = [run.Sent[0] with { Model = "sent" }] }).Contradictions);
        Assert.NotEmpty(Verdict.Of(run with { Sent = [run.Sent[0] with { Limit = "3" }] }).Contradictions);
        Assert.NotEmpty(Verdict.Of(run with { Sent = [run.Sent[0] with { Versions = "1.0.0" }] }).Contradictions);
        Assert.NotEmpty(Verdict.Of(run with { Sent = [run.Sent[0] with { CanBeCanceled = true }] }).Contradictions);
    }

    private static int[] Numbers(int id) =>
        s_numbers.Generate(new PCG((uint)id, (ulong)(Setting("LLMH_SOUNDNESS_SEED", 0) + id)), null, out _);

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    // As many choices as possible become the simplest one.
    private static string Shrunk(int id, int[] numbers, Verdict verdict)
    {
        var smallest = (int[])numbers.Clone();
        for (var size = smallest.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < smallest.Length; start += size)
            {
                var tried = (int[])smallest.Clone();
                Array.Clear(tried, start, Math.Min(size, tried.Length - start));
                if (ProgramGen.Write(id, tried).Text == ProgramGen.Write(id, smallest).Text)
                {
                    smallest = tried;
                    continue;
                }

                if (SoundRun.All([ProgramGen.Write(id, tried)]).Single() is not { Failure: null } run)
                    continue;
                var found = Verdict.Of(run);
                if (found.Contradictions.Count == 0)
                    continue;
                (smallest, verdict) = (tried, found);
            }
        }

        return string.Join("\n", verdict.Contradictions) + "\n" + ProgramGen.Write(id, smallest).Text;
    }
}
