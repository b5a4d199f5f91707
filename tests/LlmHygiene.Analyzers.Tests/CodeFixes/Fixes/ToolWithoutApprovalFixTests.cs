using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH6005: the function asks before it runs.</summary>
public sealed class ToolWithoutApprovalFixTests
{
    [Theory]
    [InlineData(
        "AITool A() => AIFunctionFactory.{|LLMH6005:Create|}(Remove);",
        "AITool A() => new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Remove));"
    )]
    [InlineData(
        "object A() => new ChatOptions { Tools = [AIFunctionFactory.{|LLMH6005:Create|}(Remove)] };",
        "object A() => new ChatOptions { Tools = [new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Remove))] };"
    )]
    public Task The_function_is_wrapped(string before, string after) => Test(before, after);

    [Theory]
    [InlineData("string A() => AIFunctionFactory.{|LLMH6005:Create|}(Remove).Name;")]
    [InlineData("object A() => Microsoft.SemanticKernel.KernelFunctionFactory.{|LLMH6005:CreateFromMethod|}(Remove).Name;")]
    public Task There_is_no_fix_where_the_function_is_not_handed_on(string member) => Test(member, member);

    private static Task Test(string before, string after) =>
        FixTest
            .Create<ToolWithoutApprovalFix>("LLMH6005", Frame(before), Frame(after), analyzers: new ToolAnalyzer())
            .RunAsync(TestContext.Current.CancellationToken);

    private static string Frame(string member) =>
        $"class C\n{{\n    {member}\n    private static void Remove(string id) => File.Delete(id);\n"
        + "    private readonly object? tools;\n    object? Tools => tools;\n}\n";
}
