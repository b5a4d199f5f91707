using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>A piece of a message's template, with every name already resolved.</summary>
internal abstract record TemplateNode;

internal sealed record TextNode(string Text) : TemplateNode;

internal sealed record ValueNode(TemplateValue Value) : TemplateNode;

/// <param name="Negated">Written as <c>#unless</c>.</param>
internal sealed record IfNode(TemplateValue Condition, bool Negated, EquatableArray<TemplateNode> Then, EquatableArray<TemplateNode> Else)
    : TemplateNode;

internal sealed record EachNode(TemplateValue List, EquatableArray<TemplateNode> Body) : TemplateNode;

internal enum ValueSource
{
    /// <summary>An input of the prompt.</summary>
    Input,

    /// <summary><c>{{this}}</c>: the current item of a list.</summary>
    Item,

    /// <summary><c>{{@index}}</c>: the place of that item, from 0.</summary>
    Index,

    /// <summary><c>{{@first}}</c>: whether it is the first of its list.</summary>
    First,

    /// <summary><c>{{@last}}</c>: whether it is the last of its list.</summary>
    Last,
}

/// <summary>A value that a tag names: where it begins, and the fields that lead on from there.</summary>
/// <param name="Name">The property, for <see cref="ValueSource.Input"/>; otherwise empty.</param>
/// <param name="Type">The type of the value, at the end of <see cref="Path"/>.</param>
/// <param name="IsOptional">The value itself is optional, whatever leads to it.</param>
internal sealed record TemplateValue(ValueSource Source, string Name, InputType Type, bool IsOptional)
{
    /// <summary>
    /// Which item is meant, for <see cref="ValueSource.Item"/>: that of the innermost <c>#each</c> is 0, that of the one
    /// around it is 1.
    /// </summary>
    public int Outward { get; init; }

    /// <summary>The fields, as in <c>{{customer.address.city}}</c>.</summary>
    public EquatableArray<PathStep> Path { get; init; }

    /// <summary>The value is optional, or a record on the way to it is.</summary>
    public bool MayBeMissing => IsOptional || Path.Any(static step => step.OfOptional);
}

/// <param name="Name">The property.</param>
/// <param name="OfOptional">The record that has the property is optional.</param>
internal sealed record PathStep(string Name, bool OfOptional);
