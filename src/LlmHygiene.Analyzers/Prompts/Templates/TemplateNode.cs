using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>A piece of a message's template, with every name already resolved.</summary>
internal abstract record TemplateNode;

internal sealed record TextNode(string Text) : TemplateNode;

internal sealed record ValueNode(TemplateValue Value) : TemplateNode;

/// <param name="Negated">Written as <c>#unless</c>.</param>
internal sealed record IfNode(
    TemplateValue Condition,
    bool Negated,
    EquatableArray<TemplateNode> Then,
    EquatableArray<TemplateNode> Else) : TemplateNode;

internal sealed record EachNode(TemplateValue List, EquatableArray<TemplateNode> Body) : TemplateNode;

internal enum ValueSource
{
    /// <summary>An input of the prompt.</summary>
    Input,

    /// <summary><c>{{this}}</c>: the current item of the innermost list.</summary>
    Item,

    /// <summary><c>{{@index}}</c>: the place of that item, from 0.</summary>
    Index,
}

/// <param name="Name">The property, for <see cref="ValueSource.Input"/>; otherwise empty.</param>
internal sealed record TemplateValue(ValueSource Source, string Name, InputType Type, bool IsOptional);
