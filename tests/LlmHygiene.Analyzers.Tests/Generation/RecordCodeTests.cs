using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Records, members and nested lists in generated classes that are compiled and run.</summary>
public class RecordCodeTests
{
    // A line that ends with a backslash continues on the next one.
    private static readonly string s_offer = """
        name: offer
        version: 1.0.0
        inputs:
          customer:
            optional: true
            description: Who asks
            fields:
              name: string
              email: { type: string, optional: true }
              age: { type: int, optional: true }
              since: date
              vip: bool
              mood: { enum: [calm, very-angry] }
              level: { enum: [low, high], optional: true }
              address: { optional: true, fields: { city: string, floor: { type: number, default: 1.5 } } }
          orders:
            list:
              fields:
                number: int
                lines: { list: { fields: { product: string, kind: { enum: [a, b], default: b } } } }
                notes: { list: string, optional: true }
          place: { fields: { hall: string } }
        messages:
          - role: system
            content: "{{customer.name}},{{customer.email}},{{customer.age}},{{customer.since}},{{customer.vip}},{{customer.mood}},\
              {{customer.level}},{{customer.address.city}},{{customer.address.floor}},{{place.hall}}"
          - role: user
            content: |
              {{#if customer}}known{{/if}}{{#if customer.email}} mail{{else}} no mail{{/if}}{{#if customer.vip}} vip{{/if}}\
              {{#unless customer.address}} homeless{{/unless}}
              {{#each orders}}
              {{@index}} #{{number}}:{{#each lines}}{{#if @first}} {{/if}}{{@index}}={{product}}/{{this.kind}}\
              {{#if @last}};{{else}}, {{/if}}\
              {{#unless @first}}.{{/unless}}{{/each}}{{#each notes}}{{#unless @last}}{{number}}{{this}}{{/unless}}{{/each}}\
              {{#if notes}}!{{/if}} {{@last}}
              {{/each}}
        """.ReplaceLineEndings("\n").Replace("\\\n      ", "", StringComparison.Ordinal);

    private const string Program = """
        using System;
        using System.Linq;
        using P = Shop.Prompts.OfferPrompt.V1;
        public static class Test
        {
            public static string Run()
            {
                var full = new P
                {
                    Customer = new P.CustomerRecord
                    {
                        Name = "Ada", Age = 36, Since = new DateTime(2026, 1, 31), Vip = true, Mood = P.CustomerRecord.MoodOption.VeryAngry,
                        Address = new P.CustomerRecord.AddressRecord { City = "Bern" },
                    },
                    Orders = new[]
                    {
                        new P.OrdersItem
                        {
                            Number = 7,
                            Lines = new[] { new P.OrdersItem.LinesItem { Product = "x" }, new P.OrdersItem.LinesItem { Product = "y",
                                Kind = P.OrdersItem.LinesItem.KindOption.A } },
                            Notes = new[] { "n", "m" },
                        },
                        new P.OrdersItem { Number = 8, Lines = Array.Empty<P.OrdersItem.LinesItem>() },
                    },
                    Place = new P.PlaceRecord { Hall = "A" },
                };
                var empty = full with { Customer = null, Orders = Array.Empty<P.OrdersItem>() };
                return string.Join("|", full.ToMessages().Concat(empty.ToMessages()).Select(message => message.Text));
            }
        }
        """;

    [Fact]
    public void Members_and_nested_lists_are_rendered_null_safe() =>
        Assert.Equal(
            "Ada,,36,2026-01-31,true,very-angry,,Bern,1.5,A"
                + "|known no mail vip\n0 #7: 0=x/b, 1=y/a;.7n! false\n1 #8: true\n"
                + "|,,,,,,,,,A"
                + "| no mail homeless\n",
            (PromptProject.With(s_offer) with { Source = Program }).Run<string>()
        );

    [Fact]
    public void Where_required_is_missing_records_have_constructors() =>
        Assert.Equal(
            "Bern,2|x",
            (
                PromptProject.With(
                    """
                    name: offer
                    version: 1.0.0
                    inputs:
                      to: { fields: { city: string, floor: { type: int, default: 2 } } }
                      lines: { list: { fields: { product: string } } }
                    messages:
                      - role: user
                        content: "{{to.city}},{{to.floor}}|{{#each lines}}{{product}}{{/each}}"
                    """
                ) with
                {
                    Language = LanguageVersion.CSharp9,
                    Source = """
                    using P = Shop.Prompts.OfferPrompt.V1;
                    public static class Test
                    {
                        public static string Run() => new P(new P.ToRecord("Bern"), new[] { new P.LinesItem("x") }).ToMessages()[0].Text;
                    }
                    """,
                }
            ).Run<string>()
        );

    [Fact]
    public void A_broken_file_still_has_its_records() =>
        (
            PromptProject.With(
                "name: a\nversion: 1.0.0\ninputs:\n  c: { fields: { x: strng, y: { enum: [a] } } }\n"
                    + "  xs: { list: { fields: { z: int } } }\nmessages:\n  - role: user\n    content: \"{{c.x}} {{oops}}\"\n"
            ) with
            {
                Source =
                    "class User { object Use() => new Shop.Prompts.APrompt.V1 { C = new Shop.Prompts.APrompt.V1.CRecord { Y = "
                    + "Shop.Prompts.APrompt.V1.CRecord.YOption.A }, Xs = new[] { new Shop.Prompts.APrompt.V1.XsItem { Z = 1 } } }; }",
            }
        ).Build();

    [Fact]
    public void Few_shot_messages_keep_their_order_and_roles() =>
        Assert.Equal(
            "system:Classify.|user:It broke.|assistant:bug|user:I paid twice.|assistant:billing|user:Hello",
            (
                PromptProject.With(
                    """
                    name: classify
                    version: 1.0.0
                    inputs: { ticket: string }
                    messages:
                      - { role: system, content: Classify. }
                      - { role: user, content: It broke. }
                      - { role: assistant, content: bug }
                      - { role: user, content: I paid twice. }
                      - { role: assistant, content: billing }
                      - { role: user, content: "{{ticket}}" }
                    """
                ) with
                {
                    Source = """
                    using System.Linq;
                    public static class Test
                    {
                        public static string Run() => string.Join("|", new Shop.Prompts.ClassifyPrompt.V1 {
                            Ticket = "Hello" }.ToMessages().Select(message => message.Role + ":" + message.Text));
                    }
                    """,
                }
            ).Run<string>()
        );
}
