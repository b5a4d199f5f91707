using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The hash of everything that reaches the model: messages, inputs, model, parameters and output. It is computed from the content of the
/// file, not from its bytes, so line endings, comments and the order of keys do not matter. Each text is preceded by its length, so that
/// different prompts never have the same input to the hash.
/// </summary>
internal static class PromptContentHash
{
    private const string HexDigits = "0123456789abcdef";
    private const string Format = "llmhygiene-prompt-1";
    private const int MaxKeptLength = 64 * 1024;

    // Reused, because a project may have a thousand prompts.
    [ThreadStatic]
    private static StringBuilder? s_form;

    [ThreadStatic]
    private static char[]? s_characters;

    [ThreadStatic]
    private static byte[]? s_bytes;

    [ThreadStatic]
    private static SHA256? s_sha;

    public static string Of(PromptModel prompt)
    {
        var form = (s_form ??= new StringBuilder(4096)).Clear();
        Write(form, "format", Format);
        Write(form, "model", prompt.ModelId);
        WriteParameters(form, prompt.Parameters);
        foreach (var input in prompt.Inputs.OrderBy(static input => input.Name, StringComparer.Ordinal))
            WriteInput(form, "input", input);
        if (prompt.Output is { } output)
            WriteOutput(form, output);
        foreach (var message in prompt.Messages)
        {
            Write(form, "message", message.Role.ToString());
            Write(form, "cache", message.IsCached ? "true" : null);
            if (message.OnlyText is { } only)
                WriteNodes(form, only.Text);
            else
                WriteParts(form, message.Parts);
        }

        var hash = Hash(form);
        if (form.Capacity > MaxKeptLength)
            s_form = null;
        return hash;
    }

    private static string Hash(StringBuilder form)
    {
        var characters = Sized(ref s_characters, form.Length);
        form.CopyTo(0, characters, 0, form.Length);
        var bytes = Sized(ref s_bytes, Encoding.UTF8.GetMaxByteCount(form.Length));
        var hash = (s_sha ??= SHA256.Create()).ComputeHash(bytes, 0, Encoding.UTF8.GetBytes(characters, 0, form.Length, bytes, 0));
        form.Clear().Append("sha256:");
        foreach (var b in hash)
            form.Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
        return form.ToString();
    }

    private static T[] Sized<T>(ref T[]? kept, int length)
    {
        if (kept is not null && kept.Length >= length)
            return kept;
        var array = new T[length];
        if (length <= MaxKeptLength)
            kept = array;
        return array;
    }

    private static void WriteParameters(StringBuilder form, PromptParameters parameters)
    {
        Write(form, "maxOutputTokens", parameters.MaxOutputTokens is { } limit ? ScalarValues.Invariant(limit) : null);
        Write(form, "temperature", Text(parameters.Temperature));
        Write(form, "topP", Text(parameters.TopP));
        Write(form, "topK", parameters.TopK is { } topK ? ScalarValues.Invariant(topK) : null);
        Write(form, "frequencyPenalty", Text(parameters.FrequencyPenalty));
        Write(form, "presencePenalty", Text(parameters.PresencePenalty));
        Write(form, "seed", parameters.Seed is { } seed ? ScalarValues.Invariant(seed) : null);
        foreach (var stop in parameters.StopSequences)
            Write(form, "stop", stop);
        Write(form, "reasoningEffort", parameters.Reasoning?.Effort?.ToString());
        Write(form, "reasoningOutput", parameters.Reasoning?.Output?.ToString());
    }

    private static void WriteInput(StringBuilder form, string label, PromptInput input)
    {
        Write(form, label, input.Name);
        Write(form, "kind", (input.Type.IsList ? "list of " : "") + input.Type.Kind);
        Write(form, "optional", input.IsOptional ? "true" : null);
        Write(form, "trusted", input.Type.IsTrusted ? "true" : null);
        foreach (var option in input.Type.Enum?.Options ?? default)
            Write(form, "option", option.Text);
        if (input.Type.Record is { } record)
        {
            foreach (var field in record.Fields.OrderBy(static field => field.Name, StringComparer.Ordinal))
                WriteInput(form, "field", field);
            Write(form, "end", "");
        }

        if (input.Default is { } values)
        {
            Write(form, "default", ScalarValues.Invariant(values.Values.Count));
            foreach (var value in values.Values)
                Write(form, "value", input.Type.Kind == InputKind.Number ? Bits(ScalarValues.Number(value)!.Value) : value);
        }
    }

    private static void WriteParts(StringBuilder form, EquatableArray<MessagePart> parts)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TextPart text:
                    Write(form, "part", "text");
                    WriteNodes(form, text.Text);
                    break;
                case ImageUriPart image:
                    Write(form, "part", "image");
                    Write(form, "mediaType", image.MediaType);
                    WriteNodes(form, image.Uri);
                    break;
                case ImageInputPart image:
                    WriteValue(form, "part", image.Image);
                    break;
            }
        }
    }

    private static void WriteOutput(StringBuilder form, PromptOutput output)
    {
        Write(form, "output", output.Kind.ToString());
        Write(form, "type", output.TypeName);
        Write(form, "schemaName", output.SchemaName);
        Write(form, "description", output.Description);
        // Not for false: 0.1.0 did not distinguish it from a file without 'strict', and a locked hash must stay the same.
        Write(form, "strict", output.IsStrict == true ? "true" : null);
        foreach (var field in output.Fields)
            WriteOutputField(form, field);
    }

    // The model reads the descriptions, and writes the fields in the order of the schema.
    private static void WriteOutputField(StringBuilder form, PromptInput field)
    {
        Write(form, "field", field.Name);
        Write(form, "kind", (field.Type.IsList ? "list of " : "") + field.Type.Kind);
        Write(form, "optional", field.IsOptional ? "true" : null);
        Write(form, "description", field.Description);
        foreach (var option in field.Type.Enum?.Options ?? default)
            Write(form, "option", option.Text);
        if (field.Type.Record is not { } record)
            return;
        foreach (var inner in record.Fields)
            WriteOutputField(form, inner);
        Write(form, "end", "");
    }

    private static void WriteNodes(StringBuilder form, EquatableArray<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    Write(form, "text", text.Text);
                    break;
                case ValueNode value:
                    WriteValue(form, "value", value.Value);
                    break;
                case IfNode block:
                    WriteValue(form, block.Negated ? "unless" : "if", block.Condition);
                    WriteNodes(form, block.Then);
                    if (block.Else.Count > 0)
                    {
                        Write(form, "else", "");
                        WriteNodes(form, block.Else);
                    }

                    Write(form, "end", "");
                    break;
                case EachNode block:
                    WriteValue(form, "each", block.List);
                    WriteNodes(form, block.Body);
                    Write(form, "end", "");
                    break;
            }
        }
    }

    private static void WriteValue(StringBuilder form, string label, TemplateValue value) =>
        Write(
            form,
            label,
            (value.Source == ValueSource.Input ? value.Name : "@" + value.Source + new string('^', value.Outward))
                + (value.Path.Count == 0 ? "" : string.Concat(value.Path.Select(static step => "." + step.Name)))
        );

    private static string? Text(float? value) => value is { } number ? Bits(number) : null;

    // The decimal digits of a number can differ between the runtimes that compile; its bits do not.
    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder form, string label, string? text)
    {
        if (text is null)
            return;
        form.Append(label).Append(' ').Append(text.Length).Append(':').Append(text).Append('\n');
    }
}
