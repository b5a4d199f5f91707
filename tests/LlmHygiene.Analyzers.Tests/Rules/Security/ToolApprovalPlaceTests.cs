using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>LLMH6005 where a dialog asks, and where another project decides who is asked.</summary>
public class ToolApprovalPlaceTests
{
    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source) =>
        await RuleTest.DiagnosticsAsync<ToolAnalyzer>([source], only: "LLMH6005");

    [Theory]
    [InlineData("if (new SaveFileDialog().ShowDialog() == 1) File.Delete(id);", 0)]
    [InlineData("new SaveFileDialog().ShowDialog(); File.Delete(id);", 0)]
    [InlineData("if (MessageBox.Show(id) == 1) File.Delete(id);", 0)]
    [InlineData("if (await new ContentDialog().ShowAsync() == 1) File.Delete(id);", 0)]
    [InlineData("if (await page.DisplayAlert(id) == 1) File.Delete(id);", 0)]
    [InlineData("var file = await page.StorageProvider.SaveFilePickerAsync(); File.WriteAllText(file, id);", 0)]
    [InlineData("File.Delete(id); MessageBox.Show(id);", 1)]
    [InlineData("File.Delete(id); await page.DisplayAlert(id);", 1)]
    [InlineData("page.Show(); File.Delete(id);", 1)]
    public async Task A_dialog_asks(string body, int findings) =>
        Assert.Equal(
            findings,
            (
                await AnalyzeAsync(
                    $$"""
                    #pragma warning disable CS1998, CS0626
                    class SaveFileDialog { public extern int ShowDialog(); }
                    static class MessageBox { public static int Show(string text) => 1; }
                    class ContentDialog { public Task<int> ShowAsync() => Task.FromResult(1); }
                    class Page
                    {
                        public Task<int> DisplayAlert(string text) => Task.FromResult(1);
                        public void Show() { }
                        public Storage StorageProvider { get; } = new();
                    }
                    class Storage { public extern Task<string> SaveFilePickerAsync(); }
                    class Files(Page page)
                    {
                        public object Make() => new ChatOptions { Tools = [AIFunctionFactory.Create(Tool)] };
                        public object Page => page;
                        private async Task Tool(string id) { {{body}} }
                    }
                    """
                )
            ).Count
        );

    // Who only makes a tool does not decide who is asked before it runs.
    [Theory]
    [InlineData("AIFunctionFactory.Create(Remove)", 0)]
    [InlineData("KernelFunctionFactory.CreateFromMethod(Remove)", 0)]
    [InlineData("new[] { AIFunctionFactory.Create(Remove) }", 0)]
    [InlineData("new ChatOptions { Tools = [AIFunctionFactory.Create(Remove)] }", 1)]
    [InlineData("(AIFunctionFactory.Create(Remove), client.AsBuilder().UseFunctionInvocation())", 1)]
    [InlineData("KernelPluginFactory.CreateFromFunctions(\"p\", [KernelFunctionFactory.CreateFromMethod(Remove)])", 0)]
    [InlineData("(KernelFunctionFactory.CreateFromMethod(Remove), FunctionChoiceBehavior.Auto())", 1)]
    public async Task A_tool_that_another_project_runs_is_approved_there(string tool, int findings) =>
        Assert.Equal(
            findings,
            (
                await AnalyzeAsync(
                    $$"""
                    using Microsoft.SemanticKernel;
                    public class Files(IChatClient client)
                    {
                        public object Make() => {{tool}};
                        public object Client => client;
                        private static void Remove(string id) => File.Delete(id);
                    }
                    """
                )
            ).Count
        );
}
