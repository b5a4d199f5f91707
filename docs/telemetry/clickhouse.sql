-- LlmHygiene's telemetry in ClickHouse, in the tables of the collector's clickhouse exporter with their default names:
-- otel_traces, otel_metrics_histogram and otel_metrics_sum.
--
-- Each query takes a time range: clickhouse-client --param_since='2026-11-01 00:00:00' --param_till='2026-11-02 00:00:00' --queries-file clickhouse.sql
-- The queries need ClickHouse 24.4 or later, and attributes that are stored as maps, which is the exporter's default.
-- Metrics may be delta or cumulative. A cumulative stream counts with its last value in the time range, minus its last value in the
-- hour before. A stream without a value in that hour is new and counts as a whole.

-- 1. Calls, tokens and cost by prompt, version and model, most expensive first. From metrics, which are not sampled.
-- Cached and cache-write tokens are parts of the input, and reasoning tokens are a part of the output. over_budget is a part of the errors.
WITH streams AS
(
    SELECT
        MetricName,
        Attributes,
        if(any(AggregationTemporality) = 2, toInt64(maxIf(Count, TimeUnix >= {since:DateTime64(9)})) - toInt64(maxIf(Count, TimeUnix < {since:DateTime64(9)})), toInt64(sumIf(Count, TimeUnix >= {since:DateTime64(9)}))) AS added,
        if(any(AggregationTemporality) = 2, maxIf(Sum, TimeUnix >= {since:DateTime64(9)}) - maxIf(Sum, TimeUnix < {since:DateTime64(9)}), sumIf(Sum, TimeUnix >= {since:DateTime64(9)})) AS total
    FROM otel_metrics_histogram
    WHERE MetricName IN ('llmhygiene.prompt.duration', 'llmhygiene.prompt.usage', 'llmhygiene.prompt.cost')
        AND TimeUnix >= {since:DateTime64(9)} - INTERVAL 1 HOUR AND TimeUnix < {till:DateTime64(9)}
    GROUP BY MetricName, ResourceAttributes, ScopeName, Attributes, StartTimeUnix
    HAVING max(TimeUnix) >= {since:DateTime64(9)}
)
SELECT
    Attributes['gen_ai.prompt.name'] AS prompt,
    Attributes['gen_ai.prompt.version'] AS version,
    if(Attributes['gen_ai.request.model'] = '', Attributes['gen_ai.response.model'], Attributes['gen_ai.request.model']) AS model,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration') AS calls,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] IN ('failure', 'over_budget')) AS errors,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] = 'over_budget') AS over_budget,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] IN ('cancelled', 'abandoned')) AS cancelled,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] = 'invalid_output') AS invalid,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] = 'truncated') AS truncated,
    sumIf(added, MetricName = 'llmhygiene.prompt.duration' AND Attributes['llmhygiene.outcome'] = 'filtered') AS filtered,
    sumIf(total, MetricName = 'llmhygiene.prompt.usage' AND Attributes['gen_ai.token.type'] = 'input') AS input_tokens,
    sumIf(total, MetricName = 'llmhygiene.prompt.usage' AND Attributes['gen_ai.token.type'] = 'output') AS output_tokens,
    sumIf(total, MetricName = 'llmhygiene.prompt.usage' AND Attributes['gen_ai.token.type'] = 'cached') AS cached_tokens,
    sumIf(total, MetricName = 'llmhygiene.prompt.usage' AND Attributes['gen_ai.token.type'] = 'cache_write') AS cache_write_tokens,
    sumIf(total, MetricName = 'llmhygiene.prompt.usage' AND Attributes['gen_ai.token.type'] = 'reasoning') AS reasoning_tokens,
    round(sumIf(total, MetricName = 'llmhygiene.prompt.cost'), 6) AS cost_usd,
    round(cost_usd / nullIf(sum(cost_usd) OVER (), 0), 4) AS share
FROM streams
GROUP BY prompt, version, model
ORDER BY cost_usd DESC, calls DESC;

-- 2. Exact percentiles in seconds, of calls that ended with a response. From spans; the model calls inside a generated
-- prompt have no outcome, so nothing counts twice. first_chunk covers only streamed calls, and is empty if there were none.
WITH SpanAttributes['gen_ai.response.time_to_first_chunk'] != '' AS streamed
SELECT
    SpanAttributes['gen_ai.prompt.name'] AS prompt,
    SpanAttributes['gen_ai.prompt.version'] AS version,
    if(SpanAttributes['llmhygiene.request.model'] = '', SpanAttributes['llmhygiene.response.model'], SpanAttributes['llmhygiene.request.model']) AS model,
    count() AS calls,
    arrayMap(nanoseconds -> nanoseconds / 1e9, quantilesExact(0.5, 0.95, 0.99)(Duration)) AS duration,
    if(countIf(streamed) = 0, [], quantilesExactIf(0.5, 0.95, 0.99)(toFloat64OrZero(SpanAttributes['gen_ai.response.time_to_first_chunk']), streamed)) AS first_chunk
FROM otel_traces
WHERE startsWith(SpanName, 'prompt ')
    AND SpanAttributes['llmhygiene.outcome'] IN ('success', 'truncated', 'filtered', 'invalid_output')
    AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
GROUP BY prompt, version, model
ORDER BY calls DESC;

-- 3. Canaries: each version that a rollout has selected, compared with the default, with the Mann-Whitney rank test.
WITH
    calls AS
    (
        SELECT
            SpanAttributes['gen_ai.prompt.name'] AS prompt,
            SpanAttributes['gen_ai.prompt.version'] AS version,
            SpanAttributes['llmhygiene.prompt.rollout'] = 'selected' AS selected,
            Duration / 1e9 AS seconds
        FROM otel_traces
        WHERE startsWith(SpanName, 'prompt ')
            AND SpanAttributes['llmhygiene.outcome'] IN ('success', 'truncated', 'filtered', 'invalid_output')
            AND SpanAttributes['llmhygiene.prompt.rollout'] IN ('selected', 'default')
            AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
    ),
    canaries AS (SELECT DISTINCT prompt, version FROM calls WHERE selected)
SELECT
    calls.prompt AS prompt,
    canaries.version AS canary,
    anyIf(calls.version, NOT selected) AS stable,
    countIf(selected) AS canary_calls,
    countIf(NOT selected) AS stable_calls,
    quantileExactIf(0.5)(seconds, selected) AS canary_median,
    quantileExactIf(0.5)(seconds, NOT selected) AS stable_median,
    tupleElement(mannWhitneyUTest('two-sided')(seconds, selected), 2) AS p_value
FROM calls
INNER JOIN canaries ON canaries.prompt = calls.prompt
WHERE NOT selected OR calls.version = canaries.version
GROUP BY prompt, canary
HAVING canary_calls >= 30 AND stable_calls >= 30
ORDER BY prompt, canary;

-- 4. Errors by type.
SELECT
    SpanAttributes['gen_ai.prompt.name'] AS prompt,
    SpanAttributes['gen_ai.prompt.version'] AS version,
    SpanAttributes['error.type'] AS error,
    count() AS calls
FROM otel_traces
WHERE startsWith(SpanName, 'prompt ')
    AND SpanAttributes['llmhygiene.outcome'] IN ('failure', 'over_budget')
    AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
GROUP BY prompt, version, error
ORDER BY calls DESC;

-- 5. Streaming: time to the first chunk and between chunks, means in seconds.
WITH streams AS
(
    SELECT
        MetricName,
        Attributes,
        if(any(AggregationTemporality) = 2, toInt64(maxIf(Count, TimeUnix >= {since:DateTime64(9)})) - toInt64(maxIf(Count, TimeUnix < {since:DateTime64(9)})), toInt64(sumIf(Count, TimeUnix >= {since:DateTime64(9)}))) AS added,
        if(any(AggregationTemporality) = 2, maxIf(Sum, TimeUnix >= {since:DateTime64(9)}) - maxIf(Sum, TimeUnix < {since:DateTime64(9)}), sumIf(Sum, TimeUnix >= {since:DateTime64(9)})) AS total
    FROM otel_metrics_histogram
    WHERE MetricName IN ('llmhygiene.prompt.time_to_first_chunk', 'llmhygiene.prompt.time_per_output_chunk')
        AND TimeUnix >= {since:DateTime64(9)} - INTERVAL 1 HOUR AND TimeUnix < {till:DateTime64(9)}
    GROUP BY MetricName, ResourceAttributes, ScopeName, Attributes, StartTimeUnix
    HAVING max(TimeUnix) >= {since:DateTime64(9)}
)
SELECT
    Attributes['gen_ai.prompt.name'] AS prompt,
    Attributes['gen_ai.prompt.version'] AS version,
    sumIf(added, MetricName = 'llmhygiene.prompt.time_to_first_chunk') AS calls,
    sumIf(total, MetricName = 'llmhygiene.prompt.time_to_first_chunk') / nullIf(calls, 0) AS first_chunk,
    sumIf(total, MetricName = 'llmhygiene.prompt.time_per_output_chunk') / nullIf(sumIf(added, MetricName = 'llmhygiene.prompt.time_per_output_chunk'), 0) AS between_chunks
FROM streams
GROUP BY prompt, version
ORDER BY calls DESC;

-- 6. Model calls without a prompt name, by model: spans of clients that have no prompt's span one or two steps above them.
-- A span above a call may have started up to one day before the time range.
WITH
    spans AS
    (
        SELECT
            TraceId,
            SpanId,
            ParentSpanId,
            startsWith(SpanName, 'prompt ') AS names_prompt,
            SpanAttributes['gen_ai.operation.name'] IN ('chat', 'generate_content', 'text_completion', 'embeddings') AS calls_model
        FROM otel_traces
        WHERE Timestamp >= {since:DateTime64(9)} - INTERVAL 1 DAY AND Timestamp < {till:DateTime64(9)}
    ),
    prompts AS (SELECT TraceId, SpanId FROM spans WHERE names_prompt)
SELECT
    SpanAttributes['gen_ai.request.model'] AS model,
    ServiceName AS service,
    count() AS calls,
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])) AS input_tokens,
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.output_tokens'])) AS output_tokens
FROM otel_traces
WHERE SpanAttributes['gen_ai.operation.name'] IN ('chat', 'generate_content', 'text_completion', 'embeddings')
    AND SpanAttributes['gen_ai.prompt.name'] = '' AND SpanAttributes['gen_ai.prompt.version'] = ''
    AND (TraceId, ParentSpanId) NOT IN (SELECT TraceId, SpanId FROM spans WHERE names_prompt OR calls_model)
    AND (TraceId, ParentSpanId) NOT IN (SELECT TraceId, SpanId FROM spans WHERE (TraceId, ParentSpanId) IN prompts)
    AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
GROUP BY model, service
ORDER BY calls DESC;

-- 7. The same from the counters of the newer conventions, for clients that report them: tokens of all model calls, by model.
SELECT model, metric, sum(added) AS tokens
FROM
(
    SELECT
        if(Attributes['gen_ai.request.model'] = '', Attributes['gen_ai.response.model'], Attributes['gen_ai.request.model']) AS model,
        MetricName AS metric,
        if(any(AggregationTemporality) = 2, maxIf(Value, TimeUnix >= {since:DateTime64(9)}) - maxIf(Value, TimeUnix < {since:DateTime64(9)}), sumIf(Value, TimeUnix >= {since:DateTime64(9)})) AS added
    FROM otel_metrics_sum
    WHERE MetricName IN ('gen_ai.client.inference.usage.input_tokens', 'gen_ai.client.inference.usage.output_tokens')
        AND TimeUnix >= {since:DateTime64(9)} - INTERVAL 1 HOUR AND TimeUnix < {till:DateTime64(9)}
    GROUP BY MetricName, ResourceAttributes, ScopeName, Attributes, StartTimeUnix
    HAVING max(TimeUnix) >= {since:DateTime64(9)}
)
GROUP BY model, metric
ORDER BY tokens DESC;

-- 8. Calls that interceptors measure, by the place in the code that makes them, the most expensive first: the first one that names no
-- prompt is the one to extract into a prompt first. From metrics.
WITH streams AS
(
    SELECT
        MetricName,
        Attributes,
        if(any(AggregationTemporality) = 2, toInt64(maxIf(Count, TimeUnix >= {since:DateTime64(9)})) - toInt64(maxIf(Count, TimeUnix < {since:DateTime64(9)})), toInt64(sumIf(Count, TimeUnix >= {since:DateTime64(9)}))) AS added,
        if(any(AggregationTemporality) = 2, maxIf(Sum, TimeUnix >= {since:DateTime64(9)}) - maxIf(Sum, TimeUnix < {since:DateTime64(9)}), sumIf(Sum, TimeUnix >= {since:DateTime64(9)})) AS total
    FROM otel_metrics_histogram
    WHERE MetricName IN ('llmhygiene.call.duration', 'llmhygiene.call.usage', 'llmhygiene.call.cost', 'llmhygiene.call.time_to_first_chunk')
        AND TimeUnix >= {since:DateTime64(9)} - INTERVAL 1 HOUR AND TimeUnix < {till:DateTime64(9)}
    GROUP BY MetricName, ResourceAttributes, ScopeName, Attributes, StartTimeUnix
    HAVING max(TimeUnix) >= {since:DateTime64(9)}
)
SELECT
    Attributes['llmhygiene.call.site'] AS site,
    any(Attributes['llmhygiene.call.sdk']) AS sdk,
    any(Attributes['llmhygiene.call.operation']) AS operation,
    if(Attributes['llmhygiene.request.model'] = '', Attributes['llmhygiene.response.model'], Attributes['llmhygiene.request.model']) AS model,
    Attributes['gen_ai.prompt.name'] AS prompt,
    Attributes['gen_ai.prompt.version'] AS version,
    sumIf(added, MetricName = 'llmhygiene.call.duration') AS calls,
    sumIf(added, MetricName = 'llmhygiene.call.duration' AND Attributes['llmhygiene.outcome'] = 'failure') AS errors,
    sumIf(added, MetricName = 'llmhygiene.call.duration' AND Attributes['llmhygiene.outcome'] IN ('cancelled', 'abandoned')) AS cancelled,
    sumIf(added, MetricName = 'llmhygiene.call.duration' AND Attributes['llmhygiene.outcome'] = 'truncated') AS truncated,
    sumIf(added, MetricName = 'llmhygiene.call.duration' AND Attributes['llmhygiene.outcome'] = 'filtered') AS filtered,
    sumIf(total, MetricName = 'llmhygiene.call.usage' AND Attributes['gen_ai.token.type'] = 'input') AS input_tokens,
    sumIf(total, MetricName = 'llmhygiene.call.usage' AND Attributes['gen_ai.token.type'] = 'output') AS output_tokens,
    round(sumIf(total, MetricName = 'llmhygiene.call.cost'), 6) AS cost_usd,
    round(sumIf(total, MetricName = 'llmhygiene.call.cost') / nullIf(calls, 0), 8) AS cost_per_call,
    sumIf(total, MetricName = 'llmhygiene.call.duration') / nullIf(calls, 0) AS mean_seconds,
    sumIf(total, MetricName = 'llmhygiene.call.time_to_first_chunk') / nullIf(sumIf(added, MetricName = 'llmhygiene.call.time_to_first_chunk'), 0) AS first_chunk
FROM streams
GROUP BY site, model, prompt, version
ORDER BY cost_usd DESC, calls DESC;

-- 9. Exact percentiles in seconds by call site, of calls that ended with a response, and the errors by type. From spans.
WITH SpanAttributes['llmhygiene.outcome'] IN ('success', 'truncated', 'filtered') AS responded
SELECT
    SpanAttributes['llmhygiene.call.site'] AS site,
    count() AS calls,
    if(countIf(responded) = 0, [], arrayMap(nanoseconds -> nanoseconds / 1e9, quantilesExactIf(0.5, 0.95, 0.99)(Duration, responded))) AS duration,
    countIf(SpanAttributes['llmhygiene.outcome'] = 'failure') AS errors,
    groupUniqArrayIf(SpanAttributes['error.type'], SpanAttributes['error.type'] != '') AS error_types
FROM otel_traces
WHERE startsWith(SpanName, 'call ') AND SpanAttributes['llmhygiene.call.site'] != ''
    AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
GROUP BY site
ORDER BY calls DESC;

-- 10. Prompt texts that changed although their name and version stayed the same, by call site or by generated prompt. From spans.
SELECT
    SpanAttributes['llmhygiene.call.site'] AS site,
    SpanAttributes['gen_ai.prompt.name'] AS prompt,
    SpanAttributes['gen_ai.prompt.version'] AS version,
    SpanAttributes['llmhygiene.prompt.content_hash'] AS text,
    count() AS calls,
    min(Timestamp) AS first_call,
    max(Timestamp) AS last_call,
    count() OVER (PARTITION BY site, prompt, version) AS texts
FROM otel_traces
WHERE (startsWith(SpanName, 'call ') OR startsWith(SpanName, 'prompt ')) AND SpanAttributes['llmhygiene.prompt.content_hash'] != ''
    AND Timestamp >= {since:DateTime64(9)} AND Timestamp < {till:DateTime64(9)}
GROUP BY site, prompt, version, text
QUALIFY texts > 1
ORDER BY site, prompt, version, first_call;
