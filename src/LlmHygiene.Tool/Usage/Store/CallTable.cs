using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// Makes the table <c>call</c>: each call once, with the prompt it sent. A model call below a span <c>prompt {name}</c> of a
/// generated prompt is part of that execution, which counts; below a PromptScope's it has the scope's prompt; and a model
/// call inside another one is the same call, seen by two instrumentations. What a tool calls is the tool's own.
/// </summary>
internal static class CallTable
{
    private const int MaxWayLength = 64;

    private static readonly string s_model = ((byte)SpanKind.ModelCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private static readonly string s_execution = ((byte)SpanKind.Execution).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private static readonly string s_scope = ((byte)SpanKind.Scope).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private static readonly string s_tool = ((byte)SpanKind.Tool).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static void Make(UsageStore store)
    {
        // The same span may be there twice: exporters send again what was not acknowledged.
        store.Execute(
            $"""
            CREATE TEMP TABLE seen AS
                SELECT key, any_value(parent) AS parent, any_value(kind) AS kind, any_value(prompt) AS prompt, any_value(details) AS details,
                    any_value(outcome) AS outcome, any_value(moment) AS moment, any_value(duration) AS duration,
                    any_value(input) AS input, any_value(output) AS output, any_value(chunk) AS chunk
                FROM span WHERE kind IN ({s_model}, {s_execution}) GROUP BY key;
            CREATE TEMP TABLE part (key UBIGINT, nested BOOLEAN);
            CREATE TEMP TABLE named (key UBIGINT, prompt INTEGER);
            CREATE TEMP TABLE way AS SELECT key, parent AS place, prompt, false AS tool FROM seen WHERE kind = {s_model} AND parent <> 0;
            """
        );

        for (var step = 0; step < MaxWayLength && store.Scalar("SELECT count(*) FROM way") > 0; step++)
            Climb(store);

        store.Execute(
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

    // One step up from where each call's way has come to.
    private static void Climb(UsageStore store) =>
        store.Execute(
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
                SELECT key, up AS place, CASE WHEN prompt < 0 AND kind = {s_scope} THEN its ELSE prompt END AS prompt, tool OR kind = {s_tool} AS tool
                FROM above
                WHERE up <> 0
                    AND NOT (kind = {s_model} AND NOT tool AND (prompt = its OR prompt < 0 OR its < 0))
                    AND NOT (kind = {s_execution} AND (prompt = its OR prompt < 0));
            DROP TABLE above;
            """
        );
}
