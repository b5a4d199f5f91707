using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>
/// Writes the messages: one expression for a short template of texts; a separate method for a template with blocks, numbers or many values,
/// and for a message with several parts.
/// </summary>
internal static class MessageEmitter
{
    public const string Method = "ToMessages";

    private const int MaxConcatParts = 4;

    // The maximum width of a line with the role and the text of a message.
    private const int MaxWidth = 100;

    public static void EmitToMessages(CodeWriter code, PromptModel prompt)
    {
        code.Line();
        code.Line("/// <summary>Gets the messages to send, with the inputs filled in.</summary>");
        EmitMethod(code, prompt, "public", suffix: "");
    }

    /// <param name="suffix">Distinguishes the methods of this version from those of another.</param>
    public static void EmitMethod(CodeWriter code, PromptModel prompt, string accessibility, string suffix)
    {
        if (prompt.IsBroken)
        {
            code.Line($"{accessibility} {TypeNames.ReadOnlyList}<{TypeNames.ChatMessage}> {Method}{suffix}() =>");
            EmitBroken(code, prompt);
            return;
        }

        code.Open($"{accessibility} {TypeNames.ReadOnlyList}<{TypeNames.ChatMessage}> {Method}{suffix}() => new {TypeNames.ChatMessage}[]");
        for (var i = 0; i < prompt.Messages.Count; i++)
        {
            var message = prompt.Messages[i];
            var role = Role(message.Role);
            var (start, end) = message.IsCached ? ($"{TypeNames.PromptCaching}.Mark(new {TypeNames.ChatMessage}(", "))") : ("new(", ")");
            if (message.OnlyText is not { } only || NeedsMethod(only.Text))
            {
                code.Line($"{start}{role}, {PromptNames.RenderMethod(i + 1)}{suffix}(){end},");
            }
            else if (OnlyLiteral(only.Text) is { } literal)
            {
                code.Line($"{start}{role}, {literal}{end},");
            }
            else if (OnlyValue(only.Text) is { } value && role.Length + value.Length <= MaxWidth)
            {
                code.Line($"{start}{role}, {value}{end},");
            }
            else
            {
                code.Line(start);
                code.Indent();
                code.Line($"{role},");
                EmitText(code, only.Text, end + ",");
                code.Outdent();
            }
        }

        code.Close("};");
    }

    private static string Role(PromptRole role) =>
        role switch
        {
            PromptRole.System => TypeNames.ChatRole + "." + nameof(PromptRole.System),
            PromptRole.User => TypeNames.ChatRole + "." + nameof(PromptRole.User),
            _ => TypeNames.ChatRole + "." + nameof(PromptRole.Assistant),
        };

    // Without this, a prompt without messages would be sent as an empty conversation.
    private static void EmitBroken(CodeWriter code, PromptModel prompt)
    {
        var where = prompt.ErrorSource is { } source ? $" ({source})" : "";
        var message = $"The prompt '{prompt.Name}' {prompt.Version} has errors{where} and cannot be sent. The build reports them.";
        code.Indent();
        code.Line($"throw new {TypeNames.InvalidOperationException}({CSharpText.Literal(message)});");
        code.Outdent();
    }

    public static void EmitRenderMethods(CodeWriter code, PromptModel prompt, string suffix = "")
    {
        for (var i = 0; i < prompt.Messages.Count; i++)
        {
            var message = prompt.Messages[i];
            if (message.OnlyText is not { } only)
                PartsEmitter.Emit(code, message.Parts, i + 1, suffix);
            else if (NeedsMethod(only.Text))
                EmitMethod(code, only.Text, PromptNames.RenderMethod(i + 1) + suffix);
        }
    }

    /// <summary>
    /// Blocks need statements. With many parts, <c>string.Concat</c> would allocate an array, and a string for each number.
    /// </summary>
    public static bool NeedsMethod(EquatableArray<TemplateNode> nodes) =>
        nodes.Count > MaxConcatParts
        || nodes.Any(static node =>
            node is not (TextNode or ValueNode) || (node is ValueNode { Value: var value } && !ValueEmitter.IsText(value))
        );

    public static void EmitMethod(CodeWriter code, EquatableArray<TemplateNode> nodes, string name)
    {
        code.Line();
        code.Open($"private string {name}()");
        new TemplateEmitter(code).Emit(nodes);
        code.Close();
    }

    /// <summary>The literal of a single-line text without values; null for any other text.</summary>
    public static string? OnlyLiteral(EquatableArray<TemplateNode> nodes) =>
        nodes.Count == 1 && nodes[0] is TextNode { Text: var only } && CSharpText.LiteralLines(only) is [var literal] ? literal : null;

    /// <summary>
    /// The expression of a text that consists of one value; null for any other text, and for a value that may be missing.
    /// </summary>
    private static string? OnlyValue(EquatableArray<TemplateNode> nodes) =>
        nodes is [ValueNode { Value: { MayBeMissing: false } only }] ? ValueEmitter.TopLevel.Text(only) : null;

    /// <summary>Writes a text that needs no method, as the last argument of a call.</summary>
    /// <param name="end">The text that closes the call.</param>
    public static void EmitText(CodeWriter code, EquatableArray<TemplateNode> nodes, string end)
    {
        if (nodes.Count == 0 || (nodes.Count == 1 && nodes[0] is TextNode))
        {
            EmitLiteral(code, nodes.Count == 0 ? "" : ((TextNode)nodes[0]).Text, end);
            return;
        }

        if (OnlyValue(nodes) is { } only)
        {
            code.Line(only + end);
            return;
        }

        code.Line("string.Concat(");
        code.Indent();
        for (var i = 0; i < nodes.Count; i++)
        {
            var close = i == nodes.Count - 1 ? ")" + end : ",";
            if (nodes[i] is TextNode text)
                EmitLiteral(code, text.Text, close);
            else if (nodes[i] is ValueNode value)
                code.Line(ValueEmitter.TopLevel.Text(value.Value) + close);
        }

        code.Outdent();
    }

    public static void EmitLiteral(CodeWriter code, string text, string end)
    {
        var lines = CSharpText.LiteralLines(text);
        for (var i = 0; i < lines.Count; i++)
            code.Line(i == lines.Count - 1 ? lines[i] + end : lines[i] + " +");
    }
}
