using System.Globalization;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// Creates the table <c>call</c> from the table <c>span</c>: each call once, with its prompt. A model call below the span <c>prompt
/// {name}</c> of a generated prompt is part of that execution, and only the execution counts. Below the span of a PromptScope it has the
/// prompt of the scope. A model call inside another one is the same call, reported by two instrumentations. A model call below a tool
/// belongs to the tool.
/// </summary>
internal static class CallTableBuilder
{
    private const int MaxDepth = 64;

    private static readonly string s_model = Number(SpanKind.ModelCall);
    private static readonly string s_execution = Number(SpanKind.Execution);
    private static readonly string s_scope = Number(SpanKind.Scope);
    private static readonly string s_tool = Number(SpanKind.Tool);

    public static void Build(UsageDatabase database)
    {
        // A span can occur twice: exporters send a batch again if it was not acknowledged.
        database.Execute(
            $"""
            CREATE TEMP TABLE seen AS
                SELECT key, any_value(parent) AS parent, any_value(kind) AS kind, any_value(prompt) AS prompt,
                    any_value(details) AS details, any_value(outcome) AS outcome, any_value(moment) AS moment,
                    any_value(duration) AS duration,
                    any_value(input) AS input, any_value(output) AS output, any_value(cached) AS cached,
                    any_value(written) AS written, any_value(reasoning) AS reasoning, any_value(chunk) AS chunk
                FROM span WHERE kind IN ({s_model}, {s_execution}) GROUP BY key;
            CREATE TEMP TABLE part (key UBIGINT, nested BOOLEAN);
            CREATE TEMP TABLE named (key UBIGINT, prompt INTEGER);
            CREATE TEMP TABLE way AS SELECT key, parent AS place, prompt, false AS tool FROM seen WHERE kind = {s_model} AND parent <> 0;
            """
        );

        for (var step = 0; step < MaxDepth && database.Scalar("SELECT count(*) FROM way") > 0; step++)
            Climb(database);

        database.Execute(
            """
            CREATE TABLE call AS
                SELECT s.* EXCLUDE (prompt), CASE WHEN s.prompt >= 0 THEN s.prompt ELSE coalesce(n.prompt, -1) END AS prompt
                FROM seen s
                LEFT JOIN (SELECT key, min(prompt) AS prompt FROM named GROUP BY key) n USING (key)
                WHERE s.key NOT IN (SELECT key FROM part);
            CREATE TABLE model_call AS SELECT details, moment FROM seen WHERE kind = {0} AND key NOT IN (SELECT key FROM part WHERE nested);
            DROP TABLE way; DROP TABLE named; DROP TABLE part; DROP TABLE seen; DROP TABLE span;
            """.Replace("{0}", s_model, StringComparison.Ordinal)
        );
    }

    // Moves each call one span further up.
    private static void Climb(UsageDatabase database) =>
        database.Execute(
            $"""
            CREATE TEMP TABLE above AS
                SELECT w.key, any_value(w.place) AS place, any_value(w.prompt) AS prompt, any_value(w.tool) AS tool,
                    any_value(s.parent) AS up, any_value(s.kind) AS kind, any_value(s.prompt) AS its
                FROM way w JOIN span s ON s.key = w.place GROUP BY w.key;
            INSERT INTO part SELECT key, true FROM above WHERE kind = {s_model} AND NOT tool AND (prompt = its OR prompt < 0 OR its < 0);
            INSERT INTO named SELECT place, prompt FROM above WHERE kind = {s_model} AND NOT tool AND prompt >= 0 AND its < 0;
            INSERT INTO part SELECT key, false FROM above WHERE kind = {s_execution} AND (prompt = its OR (prompt < 0 AND NOT tool));
            INSERT INTO named SELECT key, its FROM above WHERE kind = {s_scope} AND prompt < 0;
            CREATE OR REPLACE TEMP TABLE way AS
                SELECT key, up AS place, CASE WHEN prompt < 0 AND kind = {s_scope} THEN its ELSE prompt END AS prompt,
                    tool OR kind = {s_tool} AS tool
                FROM above
                WHERE up <> 0
                    AND NOT (kind = {s_model} AND NOT tool AND (prompt = its OR prompt < 0 OR its < 0))
                    AND NOT (kind = {s_execution} AND (prompt = its OR prompt < 0));
            DROP TABLE above;
            """
        );

    private static string Number(SpanKind kind) => ((byte)kind).ToString(CultureInfo.InvariantCulture);
}
