using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the statements that render one template with blocks.</summary>
internal sealed class TemplateEmitter(CodeWriter code)
{
    private const int GuessedValueLength = 16;

    private int _level;

    public void Emit(EquatableArray<TemplateNode> nodes)
    {
        code.Line($"var text = new {TypeNames.StringBuilder}({GuessedLength(nodes).ToString(CultureInfo.InvariantCulture)});");
        EmitNodes(nodes);
        code.Line("return text.ToString();");
    }

    /// <summary>A value as the model reads it: invariant, dates as yyyy-MM-dd, an option by its text, null as nothing.</summary>
    /// <param name="level">How many #each blocks are open.</param>
    public static string Text(TemplateValue value, int level)
    {
        var name = Expression(value, level);
        var dot = value.IsOptional ? "?." : ".";
        return value.Type.Kind switch
        {
            InputKind.Int => $"{name}{dot}ToString({TypeNames.InvariantCulture})",
            InputKind.Number => $"{name}{dot}ToString(\"R\", {TypeNames.InvariantCulture})",
            InputKind.Date => $"{name}{dot}ToString(\"yyyy-MM-dd\", {TypeNames.InvariantCulture})",
            InputKind.Bool when value.IsOptional => $"({name} is null ? null : {name} == true ? \"true\" : \"false\")",
            InputKind.Bool => $"({name} ? \"true\" : \"false\")",
            InputKind.Enum when value.IsOptional => $"({name} is null ? null : WireText({name}.Value))",
            InputKind.Enum => $"WireText({name})",
            _ => name,
        };
    }

    private void EmitNodes(EquatableArray<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    foreach (var line in CSharpText.LiteralLines(text.Text)) code.Line($"text.Append({line});");
                    break;
                case ValueNode value:
                    code.Line($"text.Append({Text(value.Value, _level)});");
                    break;
                case IfNode block:
                    EmitIf(block);
                    break;
                case EachNode block:
                    EmitEach(block);
                    break;
            }
        }
    }

    private void EmitIf(IfNode block)
    {
        code.Open($"if ({Condition(block.Condition, block.Negated)})");
        EmitNodes(block.Then);
        code.Close();
        if (block.Else.Count == 0) return;

        code.Open("else");
        EmitNodes(block.Else);
        code.Close();
    }

    private void EmitEach(EachNode block)
    {
        // Lists of lists do not exist, so this is a property and is read in place.
        var list = Expression(block.List, _level);
        _level++;
        var index = Index(_level);
        if (block.List.IsOptional) code.Open($"if ({list} is not null)");
        code.Open($"for (var {index} = 0; {index} < {list}.Count; {index}++)");
        if (Uses(block.Body, ValueSource.Item)) code.Line($"var {Item(_level)} = {list}[{index}];");
        EmitNodes(block.Body);
        code.Close();
        if (block.List.IsOptional) code.Close();
        _level--;
    }

    // Whether these nodes mean the current item, and not that of a block within.
    private static bool Uses(IEnumerable<TemplateNode> nodes, ValueSource source) => nodes.Any(node => node switch
    {
        ValueNode value => value.Value.Source == source,
        IfNode block => block.Condition.Source == source || Uses(block.Then, source) || Uses(block.Else, source),
        _ => false,
    });

    private string Condition(TemplateValue value, bool negated)
    {
        var name = Expression(value, _level);
        return (value.Type, value.IsOptional) switch
        {
            ({ IsList: true }, true) => negated ? $"{name} is null || {name}.Count == 0" : $"{name} is not null && {name}.Count > 0",
            ({ IsList: true }, false) => $"{name}.Count {(negated ? "==" : ">")} 0",
            ({ Kind: InputKind.String }, _) => $"{(negated ? "" : "!")}string.IsNullOrEmpty({name})",
            ({ Kind: InputKind.Bool }, true) => $"{name} {(negated ? "!=" : "==")} true",
            ({ Kind: InputKind.Bool }, false) => (negated ? "!" : "") + name,
            _ => $"{name} is {(negated ? "null" : "not null")}",
        };
    }

    private static string Expression(TemplateValue value, int level) => value.Source switch
    {
        ValueSource.Item => Item(level),
        ValueSource.Index => Index(level),
        _ => CSharpText.Identifier(value.Name),
    };

    private static string Item(int level) => "item" + Number(level);

    private static string Index(int level) => "index" + Number(level);

    private static string Number(int level) => level == 1 ? "" : level.ToString(CultureInfo.InvariantCulture);

    private static int GuessedLength(IEnumerable<TemplateNode> nodes) => nodes.Sum(static node => node switch
    {
        TextNode text => text.Text.Length,
        IfNode block => GuessedLength(block.Then),
        EachNode block => GuessedLength(block.Body),
        _ => GuessedValueLength,
    });
}
