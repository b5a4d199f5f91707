using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the statements that render a template with blocks, or one that is too long for an expression.</summary>
internal sealed class TemplateEmitter
{
    private const int GuessedValueLength = 16;

    private readonly CodeWriter _code;
    private readonly List<string> _lists = [];
    private readonly ValueEmitter _values;

    // A pattern variable of a condition is also in scope after its block, so each needs its own name.
    private int _variables;

    public TemplateEmitter(CodeWriter code)
    {
        _code = code;
        _values = new ValueEmitter(_lists);
    }

    public void Emit(EquatableArray<TemplateNode> nodes)
    {
        _code.Line($"var text = new {TypeNames.PromptTextBuilder}({GuessedLength(nodes).ToString(CultureInfo.InvariantCulture)});");
        EmitNodes(nodes);
        if (nodes.Count > 0 && IsBlock(nodes[nodes.Count - 1]))
            _code.Line();
        _code.Line("return text.ToStringAndClear();");
    }

    private void EmitNodes(EquatableArray<TemplateNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0 && IsBlock(nodes[i - 1]))
                _code.Line();
            switch (nodes[i])
            {
                case TextNode text:
                    EmitLiteral(text.Text);
                    break;
                case ValueNode value:
                    _code.Line($"text.Append({_values.Part(value.Value)});");
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

    private static bool IsBlock(TemplateNode node) => node is IfNode or EachNode;

    private void EmitLiteral(string text)
    {
        if (CSharpText.LiteralLines(text) is [var line])
        {
            _code.Line($"text.Append({line});");
            return;
        }

        _code.Line("text.Append(");
        _code.Indent();
        MessageEmitter.EmitLiteral(_code, text, ");");
        _code.Outdent();
    }

    private void EmitIf(IfNode block)
    {
        _code.Open($"if ({_values.Condition(block.Condition, block.Negated)})");
        EmitNodes(block.Then);
        _code.Close();
        if (block.Else.Count == 0)
            return;

        _code.Open("else");
        EmitNodes(block.Else);
        _code.Close();
    }

    private void EmitEach(EachNode block)
    {
        var list = _values.Expression(block.List);
        var level = _lists.Count + 1;
        var mayBeMissing = block.List.MayBeMissing;
        if (mayBeMissing)
        {
            var variable = ValueEmitter.Numbered("list", ++_variables);
            _code.Open($"if ({list} is {{ }} {variable})");
            list = variable;
        }

        _lists.Add(list);
        var index = ValueEmitter.Index(level);
        _code.Open($"for (var {index} = 0; {index} < {list}.Count; {index}++)");
        if (UsesItem(block.Body, outward: 0))
            _code.Line($"var {ValueEmitter.Item(level)} = {list}[{index}];");
        EmitNodes(block.Body);
        _code.Close();
        if (mayBeMissing)
            _code.Close();
        _lists.RemoveAt(_lists.Count - 1);
    }

    /// <param name="outward">The number of blocks between the nodes and the block whose item is meant.</param>
    private static bool UsesItem(IEnumerable<TemplateNode> nodes, int outward)
    {
        return nodes.Any(node =>
            node switch
            {
                ValueNode value => Is(value.Value),
                IfNode block => Is(block.Condition) || UsesItem(block.Then, outward) || UsesItem(block.Else, outward),
                EachNode block => Is(block.List) || UsesItem(block.Body, outward + 1),
                _ => false,
            }
        );

        bool Is(TemplateValue value) => value.Source == ValueSource.Item && value.Outward == outward;
    }

    private static int GuessedLength(IEnumerable<TemplateNode> nodes) =>
        nodes.Sum(static node =>
            node switch
            {
                TextNode text => text.Text.Length,
                IfNode block => GuessedLength(block.Then),
                EachNode block => GuessedLength(block.Body),
                _ => GuessedValueLength,
            }
        );
}
