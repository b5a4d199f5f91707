using System.Globalization;
using LlmHygiene.Tool.Tests.Usage.Infrastructure;

namespace LlmHygiene.Benchmarks;

/// <summary>Writes OTLP JSON lines of any size, and prints their content.</summary>
internal static class TelemetryFile
{
    public static void Write(string path, string megabytes)
    {
        GeneratedTelemetry telemetry;
        using (var stream = new BufferedStream(File.Create(path), 1 << 20))
            telemetry = GeneratedTelemetry.Write(stream, long.Parse(megabytes, CultureInfo.InvariantCulture) * 1_000_000);
        for (var i = 0; i < telemetry.Prompts.Count; i++)
            Show(GeneratedTelemetry.NameOf(i), telemetry.Prompts[i]);
        Show("(untagged)", telemetry.Untagged);
    }

    private static void Show(string name, GeneratedTelemetry.Known known) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {known.Calls} calls, {known.Errors} errors, {known.InputTokens} and {known.OutputTokens} "
                    + $"tokens, ${known.Cost:0.00}, {known.Percentile(0.5):0.00} s, {known.Percentile(0.95):0.00} "
                    + $"s, {known.Percentile(0.99):0.00} s"
            )
        );
}
