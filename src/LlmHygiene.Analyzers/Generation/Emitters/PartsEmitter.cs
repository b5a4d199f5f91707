using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the content of a message that has images, or several texts.</summary>
internal static class PartsEmitter
{
    private const string Contents = "contents";

    public static void Emit(CodeWriter code, EquatableArray<MessagePart> parts, int message, string suffix)
    {
        var list = $"{TypeNames.List}<{TypeNames.AIContent}>";
        code.Line();
        code.Open($"private {list} {PromptNames.RenderMethod(message)}{suffix}()");
        code.Line($"var {Contents} = new {list}();");
        var images = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            switch (parts[i])
            {
                case TextPart text:
                    EmitCall(
                        code,
                        $"{Contents}.Add(new {TypeNames.TextContent}(",
                        text.Text,
                        "",
                        "));",
                        PromptNames.RenderMethod(message, i + 1) + suffix
                    );
                    break;
                case ImageUriPart image:
                    var mediaType = image.MediaType is { } type ? ", " + CSharpText.Literal(type) : "";
                    EmitCall(
                        code,
                        $"{Contents}.Add({TypeNames.PromptImage}.FromUri(",
                        image.Uri,
                        mediaType,
                        ").ToContent());",
                        PromptNames.RenderMethod(message, i + 1) + suffix
                    );
                    break;
                case ImageInputPart image:
                    EmitImage(code, image.Image, ref images);
                    break;
            }
        }

        code.Line($"return {Contents};");
        code.Close();

        for (var i = 0; i < parts.Count; i++)
            if (Template(parts[i]) is { } nodes && MessageEmitter.NeedsMethod(nodes))
                MessageEmitter.EmitMethod(code, nodes, PromptNames.RenderMethod(message, i + 1) + suffix);
    }

    private static EquatableArray<TemplateNode>? Template(MessagePart part) =>
        part switch
        {
            TextPart text => text.Text,
            ImageUriPart image => image.Uri,
            _ => null,
        };

    private static void EmitCall(CodeWriter code, string start, EquatableArray<TemplateNode> text, string more, string end, string method)
    {
        if (MessageEmitter.NeedsMethod(text))
        {
            code.Line($"{start}{method}(){more}{end}");
        }
        else if (MessageEmitter.OnlyLiteral(text) is { } literal)
        {
            code.Line(start + literal + more + end);
        }
        else
        {
            code.Line(start);
            code.Indent();
            MessageEmitter.EmitText(code, text, more + end);
            code.Outdent();
        }
    }

    private static void EmitImage(CodeWriter code, TemplateValue image, ref int variables)
    {
        var name = ValueEmitter.TopLevel.Expression(image);
        if (!image.Type.IsList && !image.MayBeMissing)
        {
            code.Line($"{Contents}.Add({name}.ToContent());");
            return;
        }

        var variable = ValueEmitter.Numbered("image", ++variables);
        if (image.Type.IsList)
        {
            var list = image.MayBeMissing ? $"{name} ?? {TypeNames.Array}.Empty<{TypeNames.PromptImage}>()" : name;
            code.Line($"foreach (var {variable} in {list}) {Contents}.Add({variable}.ToContent());");
        }
        else
        {
            code.Line($"if ({name} is {{ }} {variable}) {Contents}.Add({variable}.ToContent());");
        }
    }
}
