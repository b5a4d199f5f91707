using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>The values that pass through the steps of a generator.</summary>
internal static class StepValues
{
    /// <summary>Asserts that each value has a type for which Roslyn contains compiled code already.</summary>
    public static void AssertShared(GeneratorDriver driver, Compilation compilation)
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
