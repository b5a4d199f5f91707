using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>A piece of a message's template, with every name already resolved.</summary>
internal abstract record TemplateNode;

internal sealed record TextNode(string Text) : TemplateNode;

internal sealed record ValueNode(TemplateValue Value) : TemplateNode;

/// <param name="Negated">True when written as <c>#unless</c>.</param>
internal sealed record IfNode(TemplateValue Condition, bool Negated, EquatableArray<TemplateNode> Then, EquatableArray<TemplateNode> Else)
    : TemplateNode;

internal sealed record EachNode(TemplateValue List, EquatableArray<TemplateNode> Body) : TemplateNode;

internal enum ValueSource
{
    /// <summary>An input of the prompt.</summary>
    Input,

    /// <summary><c>{{this}}</c>: the current item of a list.</summary>
    Item,

    /// <summary><c>{{@index}}</c>: the zero-based index of that item.</summary>
    Index,

    /// <summary><c>{{@first}}</c>: whether it is the first of its list.</summary>
    First,

    /// <summary><c>{{@last}}</c>: whether it is the last of its list.</summary>
    Last,
}

/// <summary>A value that a tag names: its start, and the fields that follow.</summary>
/// <param name="Name">The property, for <see cref="ValueSource.Input"/>; otherwise empty.</param>
/// <param name="Type">The type of the value, at the end of <see cref="Path"/>.</param>
/// <param name="IsOptional">True when the value itself is optional, whatever leads to it.</param>
internal sealed record TemplateValue(ValueSource Source, string Name, InputType Type, bool IsOptional)
{
    /// <summary>
    /// The item that is meant, for <see cref="ValueSource.Item"/>: 0 for the innermost <c>#each</c>, 1 for the one around it.
    /// </summary>
    public int Outward { get; init; }

    /// <summary>The fields, as in <c>{{customer.address.city}}</c>.</summary>
    public EquatableArray<PathStep> Path { get; init; }

    /// <summary>True when the value is optional, or a record on the path to it is.</summary>
    public bool MayBeMissing => IsOptional || Path.Any(static step => step.OfOptional);
}

/// <param name="Name">The property.</param>
/// <param name="OfOptional">True when the record that has the property is optional.</param>
internal sealed record PathStep(string Name, bool OfOptional);
