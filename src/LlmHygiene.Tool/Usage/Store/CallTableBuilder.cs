using System.Globalization;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// Creates the table <c>call</c> from the table <c>span</c>: each call once, with its prompt. A model call below the span <c>prompt
/// {name}</c> of a generated prompt is part of that execution, and only the execution counts. Below the span of a PromptScope it has the
/// prompt of the scope. A model call inside another one is the same call, reported by two instrumentations; so is one inside the span
/// <c>call {site}</c> of an interceptor. A model call below a tool belongs to the tool.
/// </summary>
internal static class CallTableBuilder
{
    private const int MaxDepth = 64;

    private static readonly string s_model = Number(SpanKind.ModelCall);
    private static readonly string s_execution = Number(SpanKind.Execution);
    private static readonly string s_scope = Number(SpanKind.Scope);
    private static readonly string s_tool = Number(SpanKind.Tool);
    private static readonly string s_call = Number(SpanKind.Call);

    // Spans that are a call themselves, and of which one inside the other is the same call.
    private static readonly string s_calls = $"({s_model}, {s_call})";

    // An interceptor that cannot read the response has no tokens. Then the model calls inside it count instead. So do the executions of
    // prompts inside it: they know more.
    private static readonly string s_hasNoTokens =
        $"s.kind = {s_call} AND s.outcome IN ({CallFilter.Responses}) " + "AND s.input IS NULL AND s.output IS NULL";

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
                    any_value(written) AS written, any_value(reasoning) AS reasoning, any_value(chunk) AS chunk,
                    any_value(site) AS site, any_value(hash) AS hash, any_value(cost) AS cost
                FROM span WHERE kind IN ({s_model}, {s_execution}, {s_call}) GROUP BY key;
            CREATE TEMP TABLE part (key UBIGINT, nested BOOLEAN);
            CREATE TEMP TABLE named (key UBIGINT, prompt INTEGER);
            CREATE TEMP TABLE way AS
                SELECT key, parent AS place, prompt, false AS tool, input IS NOT NULL OR output IS NOT NULL AS counted,
                    kind = {s_execution} AS executes
                FROM seen
                WHERE parent <> 0
                    AND (kind IN {s_calls} OR kind = {s_execution} AND EXISTS (SELECT 1 FROM seen WHERE kind = {s_call}));
            """
        );

        for (var step = 0; step < MaxDepth && database.Scalar("SELECT count(*) FROM way") > 0; step++)
            Climb(database);

        database.Execute(
            """
            CREATE TEMP TABLE tagged AS
                SELECT s.* EXCLUDE (prompt), CASE WHEN s.prompt >= 0 THEN s.prompt ELSE coalesce(n.prompt, -1) END AS prompt
                FROM seen s
                LEFT JOIN (SELECT key, min(prompt) AS prompt FROM named GROUP BY key) n USING (key);
            CREATE TABLE call AS SELECT * FROM tagged WHERE key NOT IN (SELECT key FROM part);
            CREATE TABLE site_call AS SELECT * EXCLUDE (key, parent, kind) FROM tagged WHERE site >= 0;
            CREATE TABLE execution AS SELECT prompt, hash, moment FROM tagged WHERE kind = {1} AND hash >= 0;
            CREATE TABLE model_call AS SELECT details, moment FROM seen WHERE kind = {0} AND key NOT IN (SELECT key FROM part WHERE nested);
            DROP TABLE way; DROP TABLE named; DROP TABLE part; DROP TABLE tagged; DROP TABLE seen; DROP TABLE span;
            """.Replace("{0}", s_model, StringComparison.Ordinal).Replace("{1}", s_execution, StringComparison.Ordinal)
        );
    }

    // Moves each call one span further up.
    private static void Climb(UsageDatabase database) =>
        database.Execute(
            $"""
            CREATE TEMP TABLE above AS
                SELECT w.key, any_value(w.place) AS place, any_value(w.prompt) AS prompt, any_value(w.tool) AS tool,
                    any_value(w.counted) AS counted, any_value(w.executes) AS executes, any_value(s.parent) AS up,
                    any_value(s.kind) AS kind, any_value(s.prompt) AS its, any_value({s_hasNoTokens}) AS bare
                FROM way w JOIN span s ON s.key = w.place GROUP BY w.key;
            CREATE TEMP TABLE same AS
                SELECT * FROM above
                WHERE kind IN {s_calls} AND NOT tool AND NOT executes AND (prompt = its OR prompt < 0 OR its < 0);
            INSERT INTO part SELECT key, kind = {s_model} FROM same WHERE NOT (bare AND counted);
            INSERT INTO part SELECT place, false FROM same WHERE bare AND counted;
            INSERT INTO named SELECT place, prompt FROM same WHERE prompt >= 0 AND its < 0;
            INSERT INTO named SELECT key, its FROM same WHERE prompt < 0 AND its >= 0;
            INSERT INTO part SELECT place, false FROM above WHERE kind = {s_call} AND NOT tool AND executes;
            INSERT INTO part SELECT key, false FROM above
                WHERE kind = {s_execution} AND NOT executes AND (prompt = its OR (prompt < 0 AND NOT tool));
            INSERT INTO named SELECT key, its FROM above WHERE kind = {s_scope} AND prompt < 0;
            CREATE OR REPLACE TEMP TABLE way AS
                SELECT key, up AS place, CASE WHEN prompt < 0 AND (kind = {s_scope} OR bare AND counted) THEN its ELSE prompt END AS prompt,
                    tool OR kind = {s_tool} AS tool, counted, executes
                FROM above
                WHERE up <> 0
                    AND NOT (key IN (SELECT key FROM same) AND NOT (bare AND counted))
                    AND NOT (kind = {s_execution} AND NOT executes AND (prompt = its OR prompt < 0));
            DROP TABLE same; DROP TABLE above;
            """
        );

    private static string Number(SpanKind kind) => ((byte)kind).ToString(CultureInfo.InvariantCulture);
}
