using Fluid;
using HandlebarsDotNet;
using LlmHygiene.Benchmarks.Prompts;
using Microsoft.SemanticKernel;

namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>
/// The same prompts in the languages of other engines, parsed once. Values that they would format differently, such as dates, are passed as
/// text, so that formatting them is not measured.
/// </summary>
internal sealed class TemplateEngines
{
    private static readonly KernelPromptTemplateFactory s_kernelFactory = new();

    private readonly HandlebarsTemplate<object, object> _handlebars;
    private readonly Lazy<IFluidTemplate> _fluid;
    private readonly IPromptTemplate _semanticKernel;
    private readonly Kernel _kernel = new();
    private readonly Fluid.TemplateOptions _fluidOptions = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy() };
    private readonly Template _template;
    private readonly Dictionary<string, object?> _values;

    public TemplateEngines(Template template)
    {
        _template = template;
        _values = Values(template);

        var handlebars = HandlebarsDotNet.Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        _handlebars = handlebars.Compile(HandlebarsText(template));
        _fluid = new(() => ParseFluid(template));

        var text = SemanticKernelText(template);
        _semanticKernel = s_kernelFactory.Create(
            new PromptTemplateConfig(text)
            {
                AllowDangerouslySetContent = true,
                InputVariables = [.. Names(template).Select(name => new InputVariable { Name = name, AllowDangerouslySetContent = true })],
            }
        );
    }

    /// <summary>Why Fluid cannot be measured, or null: a feed may only have a version of Parlot that does not fit.</summary>
    public static string? WhyNoFluid { get; } = TryFluid();

    public string Handlebars() => _handlebars(_values);

    public string Fluid()
    {
        // A context holds the state of one rendering.
        var context = new TemplateContext(_fluidOptions);
        foreach (var (name, value) in _values)
            context.SetValue(name, value);
        return _fluid.Value.Render(context);
    }

    public string SemanticKernel()
    {
        var arguments = new KernelArguments();
        foreach (var (name, value) in _values)
            arguments[name] = value;

        // It has no loops: the list is joined by its caller.
        if (_template == Template.Notes)
            arguments["notes"] = string.Concat(RenderingInputs.Notes.Notes.Select(static (note, i) => $"{i}. {note}\n"));
        return _semanticKernel.RenderAsync(_kernel, arguments).GetAwaiter().GetResult();
    }

    // In separate methods: an exception about something that a parser's constructor needs is thrown where the method is called.
    private static IFluidTemplate ParseFluid(Template template) => new FluidParser().Parse(FluidText(template));

    private static string? TryFluid()
    {
        try
        {
            ParseFluid(Template.Small);
            return null;
        }
        catch (Exception missing) when (missing is MissingMethodException or TypeLoadException or FileLoadException)
        {
            return "Fluid does not run with the Parlot that the package feed has: " + missing.Message;
        }
    }

    private static IEnumerable<string> Names(Template template) => Values(template).Keys;

    private static Dictionary<string, object?> Values(Template template)
    {
        switch (template)
        {
            case Template.Small:
                return new() { ["tone"] = RenderingInputs.Small.Tone, ["ticket"] = RenderingInputs.Small.Ticket };
            case Template.ManyValues:
                var many = RenderingInputs.ManyValues;
                return new()
                {
                    ["id"] = many.Id,
                    ["customer"] = many.Customer,
                    ["company"] = many.Company,
                    ["city"] = many.City,
                    ["country"] = many.Country,
                    ["product"] = many.Product,
                    ["edition"] = many.Edition,
                    ["build"] = many.Build,
                    ["platform"] = many.Platform,
                    ["channel"] = many.Channel,
                    ["agent"] = many.Agent,
                    ["team"] = many.Team,
                    ["opened"] = "2026-11-23",
                    ["replies"] = many.Replies,
                    ["rating"] = "4.5",
                    ["urgent"] = "true",
                    ["tone"] = "friendly",
                    ["words"] = many.Words,
                    ["subject"] = many.Subject,
                    ["text"] = many.Text,
                };
            case Template.Notes:
                return new() { ["notes"] = RenderingInputs.Notes.Notes, ["question"] = RenderingInputs.Notes.Question };
            default:
                var document = RenderingInputs.Document;
                return new()
                {
                    ["tone"] = document.Tone,
                    ["document"] = document.Document,
                    ["question"] = document.Question,
                };
        }
    }

    private static string HandlebarsText(Template template) =>
        template switch
        {
            Template.Small => SmallText,
            Template.ManyValues => ManyValuesText,
            Template.Notes => "Answer from these notes alone:\n{{#each notes}}{{@index}}. {{this}}\n{{/each}}Question: {{question}}\n",
            _ => "Answer from this document alone.\n{{#if tone}}Use a {{tone}} tone.\n{{/if}}Document:\n{{document}}\nQuestion: "
                + "{{question}}\n",
        };

    private static string FluidText(Template template) =>
        template switch
        {
            Template.Small => SmallText,
            Template.ManyValues => ManyValuesText,
            Template.Notes =>
                "Answer from these notes alone:\n{% for note in notes %}{{forloop.index0}}. {{note}}\n{% endfor %}Question: {{question}}\n",
            _ => "Answer from this document alone.\n{% if tone %}Use a {{tone}} tone.\n{% endif %}Document:\n{{document}}\nQuestion: "
                + "{{question}}\n",
        };

    // It has no blocks: the condition is left out.
    private static string SemanticKernelText(Template template) =>
        template switch
        {
            Template.Small => Dollar(SmallText),
            Template.ManyValues => Dollar(ManyValuesText),
            Template.Notes => Dollar("Answer from these notes alone:\n{{notes}}Question: {{question}}\n"),
            _ => Dollar("Answer from this document alone.\nUse a {{tone}} tone.\nDocument:\n{{document}}\nQuestion: {{question}}\n"),
        };

    private static string Dollar(string text) => text.Replace("{{", "{{$", StringComparison.Ordinal);

    private const string SmallText = "Summarise this support ticket in a {{tone}} tone, in at most three sentences: {{ticket}}";

    private const string ManyValuesText =
        "Ticket {{id}} of {{customer}} ({{company}}, {{city}}, {{country}}).\n"
        + "Product: {{product}} {{edition}}, build {{build}}, on {{platform}}, through {{channel}}.\n"
        + "Agent: {{agent}} of {{team}}. Opened {{opened}}, {{replies}} replies, rated {{rating}}, urgent: {{urgent}}.\n"
        + "Reply in a {{tone}} tone, in at most {{words}} words.\nSubject: {{subject}}\n{{text}}\n";
}
