using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the prompt file that a call runs by its path, where it is a file of the project: <c>Prompty.Load("news.prompty").Execute()</c>.
/// </summary>
internal static class PromptFileReader
{
    /// <summary>What the file states; null where it is no file of the project, or where code may change what it says.</summary>
    public static PromptReference? Of(SdkCall call, ClientChain chain)
    {
        if (call.PromptFile is not { } run)
            return null;
        PromptReference? found = null;
        foreach (var origin in chain.Values.Trace(run).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (Path(origin.Operation, run, chain) is not { } path || PathEnd.Of(path, chain.Values) is not { } name)
                return null;
            if (chain.FindPromptFile(name) is not { } file || (found is not null && found != file))
                return null;
            found = file;
        }

        return found;
    }

    private static IOperation? Path(IOperation origin, IOperation run, ClientChain chain)
    {
        if (run.WithoutConversion().Type?.SpecialType == SpecialType.System_String)
            return run;
        if (
            origin.WithoutConversion() is not IInvocationOperation load
            || chain.Catalog.FindPromptFunction(load.TargetMethod) is not { File: { } file } row
        )
            return null;
        var tracked = chain.Objects.Track(run);
        return row.Changeable.Any(member => tracked.WritesTo(member).Count > 0 || tracked.Escapes(member))
            ? null
            : load.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == file)?.Value;
    }
}
