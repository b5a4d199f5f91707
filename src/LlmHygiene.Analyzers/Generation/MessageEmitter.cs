using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the messages: one expression where a template has no blocks, a method of its own where it has.</summary>
internal static class MessageEmitter
{
    public const string Method = "ToMessages";

    public static void EmitToMessages(CodeWriter code, PromptModel prompt)
    {
        code.Line();
        code.Line("/// <summary>The messages to send, with the inputs filled in.</summary>");
        EmitMethod(code, prompt, "public", suffix: "");
    }

    /// <param name="suffix">What tells the methods of this version from those of another.</param>
    public static void EmitMethod(CodeWriter code, PromptModel prompt, string accessibility, string suffix)
    {
        code.Open($"{accessibility} {TypeNames.ReadOnlyList}<{TypeNames.ChatMessage}> {Method}{suffix}() => new {TypeNames.ChatMessage}[]");
        for (var i = 0; i < prompt.Messages.Count; i++)
        {
            var message = prompt.Messages[i];
            var role = $"{TypeNames.ChatRole}.{message.Role}";
            if (HasBlocks(message))
            {
                code.Line($"new({role}, {PromptNames.RenderMethod(i + 1)}{suffix}()),");
            }
            else
            {
                code.Line($"new(");
                code.Indent();
                code.Line($"{role},");
                EmitConcat(code, message.Content);
                code.Outdent();
            }
        }

        code.Close("};");
    }

    public static void EmitRenderMethods(CodeWriter code, PromptModel prompt, string suffix = "")
    {
        for (var i = 0; i < prompt.Messages.Count; i++)
        {
            var message = prompt.Messages[i];
            if (!HasBlocks(message)) continue;
            code.Line();
            code.Open($"private string {PromptNames.RenderMethod(i + 1)}{suffix}()");
            new TemplateEmitter(code).Emit(message.Content);
            code.Close();
        }
    }

    private static bool HasBlocks(PromptMessage message) => message.Content.Any(static node => node is IfNode or EachNode);

    private static void EmitConcat(CodeWriter code, EquatableArray<TemplateNode> nodes)
    {
        if (nodes.Count == 1 && nodes[0] is TextNode only)
        {
            EmitLiteral(code, only.Text, "),");
            return;
        }

        code.Line("string.Concat(");
        code.Indent();
        for (var i = 0; i < nodes.Count; i++)
        {
            var end = i == nodes.Count - 1 ? "))," : ",";
            if (nodes[i] is TextNode text) EmitLiteral(code, text.Text, end);
            else if (nodes[i] is ValueNode value) code.Line(TemplateEmitter.Text(value.Value, level: 0) + end);
        }

        code.Outdent();
    }

    private static void EmitLiteral(CodeWriter code, string text, string end)
    {
        var lines = CSharpText.LiteralLines(text);
        for (var i = 0; i < lines.Count; i++) code.Line(i == lines.Count - 1 ? lines[i] + end : lines[i] + " +");
    }
}
