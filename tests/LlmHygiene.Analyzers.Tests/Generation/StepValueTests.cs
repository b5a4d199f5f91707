using System.Collections.Immutable;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Interception;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// The first build in a process must stay cheap. For each struct that is a value of a step, the JIT compiles some hundred methods of
/// Roslyn again; for classes, pairs of classes and lists of classes it does so once, for the generators of all packages.
/// </summary>
public class StepValueTests
{
    [Fact]
    public void Prompts_pass_through_steps_as_classes() =>
        Check(
            PromptProject
                .With(
                    "name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello.\n",
                    "name: b\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello.\n"
                )
                .Driver(),
            new PromptProject { Source = "class C { }" }.Compilation()
        );

    [Fact]
    public void Prompt_methods_pass_through_steps_as_classes()
    {
        var project = new PromptProject
        {
            Generator = new PromptMethodGenerator(),
            Source = """
                using System.Threading.Tasks;
                using LlmHygiene;
                using Microsoft.Extensions.AI;
                public static partial class Prompts
                {
                    [Prompt("a", "1.0.0", User = "{{x}}")]
                    public static partial Task<string> Ask(IChatClient client, string x);
                }
                """,
        };
        Check(project.Driver(), project.Compilation());
    }

    [Fact]
    public void Intercepted_calls_pass_through_steps_as_classes()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            class First
            {
                public Task<ChatResponse> Ask(IChatClient client) => client.GetResponseAsync("Say it.");
            }
            """
        );
        Check(project.Driver(), project.Compilation());
    }

    private static void Check(GeneratorDriver driver, Compilation compilation)
    {
        var result = driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.NotEmpty(result.GeneratedSources);
        var steps = new HashSet<IncrementalGeneratorRunStep>();
        foreach (var step in result.TrackedOutputSteps.Values.SelectMany(static steps => steps))
            Add(step);
        var values = steps.SelectMany(step => step.Inputs.Select(input => input.Source.Outputs[input.OutputIndex].Value)).OfType<object>();
        Assert.DoesNotContain(values.Select(static value => value.GetType()), static type => !IsShared(type));

        void Add(IncrementalGeneratorRunStep step)
        {
            // What Roslyn does to find an attribute is compiled once for all generators.
            if (step.Name?.EndsWith("_ForAttributeWithMetadataName", StringComparison.Ordinal) != true && steps.Add(step))
                foreach (var input in step.Inputs)
                    Add(input.Source);
        }
    }

    private static bool IsShared(Type type) =>
        !type.IsValueType
        || type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(ValueTuple<,>) || type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            && Array.TrueForAll(type.GetGenericArguments(), static argument => !argument.IsValueType);
}
