using System.Text.Json;

namespace LlmHygiene;

/// <summary>
/// The names under which the APIs of the providers report model, usage and finish reason. Everything else is skipped, not created.
/// </summary>
internal static class ResponseJson
{
    // OpenAI and compatible APIs, Anthropic, Gemini, Ollama, Amazon Bedrock, Cohere. Inside "response" and "message", events of a stream
    // have the same names again.
    public static void ReadRoot(ref Utf8JsonReader reader, InterceptedCall call)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadRoot(ref reader, call);
            return;
        }

        if (!IsObject(ref reader))
            return;
        long? input = null;
        long? output = null;
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "model" or "modelVersion":
                    call.SetModel(Text(ref reader));
                    break;
                case "usage":
                    ReadUsage(ref reader, call);
                    break;
                case "usageMetadata":
                    ReadGeminiUsage(ref reader, call);
                    break;
                case "choices" or "candidates":
                    ReadChoices(ref reader, call);
                    break;
                case "stop_reason" or "stopReason" or "done_reason" or "finish_reason":
                    call.SetFinishReason(Text(ref reader));
                    break;
                case "incomplete_details" or "delta" or "promptFeedback":
                    ReadReason(ref reader, call);
                    break;
                case "response" or "message":
                    ReadRoot(ref reader, call);
                    break;
                case "prompt_eval_count":
                    input = Number(ref reader);
                    break;
                case "eval_count":
                    output = Number(ref reader);
                    break;
                case "error":
                    call.SetError(reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String);
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (input is not null || output is not null)
            call.SetUsage(input, output, cached: null, cacheWrite: null, reasoning: null, inputIsWithoutCache: false);
    }

    private static void ReadChoices(ref Utf8JsonReader reader, InterceptedCall call)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ReadReason(ref reader, call);
    }

    private static void ReadReason(ref Utf8JsonReader reader, InterceptedCall call)
    {
        if (!IsObject(ref reader))
            return;
        while (Next(ref reader, out var name))
        {
            if (name is "finish_reason" or "finishReason" or "stop_reason" or "reason" or "blockReason")
                call.SetFinishReason(Text(ref reader));
            else
                reader.Skip();
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, InterceptedCall call)
    {
        if (!IsObject(ref reader))
            return;
        long? input = null;
        long? output = null;
        long? cached = null;
        long? cacheWrite = null;
        long? reasoning = null;
        var isWithoutCache = false;
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "prompt_tokens" or "input_tokens" or "inputTokens":
                    input = Number(ref reader);
                    break;
                case "completion_tokens" or "output_tokens" or "outputTokens":
                    output = Number(ref reader);
                    break;
                case "prompt_tokens_details" or "input_tokens_details":
                    cached = Detail(ref reader, "cached_tokens") ?? cached;
                    break;
                case "completion_tokens_details" or "output_tokens_details":
                    reasoning = Detail(ref reader, "reasoning_tokens");
                    break;
                case "prompt_cache_hit_tokens":
                    cached = Number(ref reader);
                    break;
                // Anthropic and Amazon Bedrock do not count these as input.
                case "cache_read_input_tokens" or "cacheReadInputTokens":
                    cached = Number(ref reader);
                    isWithoutCache = true;
                    break;
                case "cache_creation_input_tokens" or "cacheWriteInputTokens":
                    cacheWrite = Number(ref reader);
                    isWithoutCache = true;
                    break;
                // Cohere
                case "tokens":
                    ReadUsage(ref reader, call);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        call.SetUsage(input, output, cached, cacheWrite, reasoning, isWithoutCache);
    }

    private static void ReadGeminiUsage(ref Utf8JsonReader reader, InterceptedCall call)
    {
        if (!IsObject(ref reader))
            return;
        long? input = null;
        long? output = null;
        long? cached = null;
        long? reasoning = null;
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "promptTokenCount":
                    input = Number(ref reader);
                    break;
                case "candidatesTokenCount":
                    output = Number(ref reader);
                    break;
                case "cachedContentTokenCount":
                    cached = Number(ref reader);
                    break;
                case "thoughtsTokenCount":
                    reasoning = Number(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Gemini does not count its reasoning as output.
        if (output is not null || reasoning is not null)
            output = (output ?? 0) + (reasoning ?? 0);
        call.SetUsage(input, output, cached, cacheWrite: null, reasoning, inputIsWithoutCache: false);
    }

    private static long? Detail(ref Utf8JsonReader reader, string name)
    {
        if (!IsObject(ref reader))
            return null;
        long? found = null;
        while (Next(ref reader, out var key))
        {
            if (key == name)
                found = Number(ref reader);
            else
                reader.Skip();
        }

        return found;
    }

    private static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        reader.Skip();
        return false;
    }

    // Moves the reader to the value of the next member of an object.
    private static bool Next(ref Utf8JsonReader reader, out string? name)
    {
        var isMember = reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
        name = isMember ? reader.GetString() : null;
        return isMember && reader.Read();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        reader.Skip();
        return null;
    }
}
