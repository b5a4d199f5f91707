using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the functions that are made of the prompt files in a directory: through the plugin that a method makes of the directory, or by
/// the name of that plugin.
/// </summary>
internal sealed class PromptDirectories(ValueTracker values, SdkCatalog catalog)
{
    // What a file of the project says is not read; a directory that is not known may be anybody's.
    private static readonly KernelFunctionPrompt s_own = new([], [], IsUnknown: false) { IsFile = true };
    private static readonly KernelFunctionPrompt s_unknown = new([], [], IsUnknown: true) { IsFile = true };

    /// <summary>Null for a function that is not known to be a prompt file.</summary>
    public KernelFunctionPrompt? OfFunction(IOperation function)
    {
        switch (function)
        {
            // `plugin["Summarize"]`, `kernel.Plugins["Writer"]["Summarize"]`
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } plugin }:
                return OfPluginObject(plugin);
            // `kernel.Plugins.GetFunction("Writer", "Summarize")`
            case IInvocationOperation call when catalog.FindPromptFunction(call.TargetMethod) is { Directory: null, Plugin: { } name }:
                return OfPlugin(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value);
            default:
                return null;
        }
    }

    /// <summary>The plugin of that name; null where no directory is seen to become it.</summary>
    public KernelFunctionPrompt? OfPlugin(IOperation? name)
    {
        if (name is null || values.TraceConstant(name).SingleConstant is not { } wanted)
            return null;
        foreach (var method in catalog.PromptDirectoryMethods)
        foreach (var call in values.Scope.Invocations(method, Forwarding.IsCallWithArguments))
            if (IsDirectory(call) && string.Equals(NameOf(call), wanted, StringComparison.OrdinalIgnoreCase))
                return s_own;
        return null;
    }

    private KernelFunctionPrompt? OfPluginObject(IOperation plugin)
    {
        KernelFunctionPrompt? found = null;
        foreach (var origin in values.Trace(plugin).Origins)
        {
            var one = origin.Operation switch
            {
                IInvocationOperation call when IsDirectory(call) => NameOf(call) is null ? s_unknown : s_own,
                IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var name }] } => OfPlugin(name),
                _ => null,
            };
            if (one is null)
                return null;
            found = found is null || one == s_unknown ? one : found;
        }

        return found;
    }

    private bool IsDirectory(IInvocationOperation call) => catalog.FindPromptFunction(call.TargetMethod) is { Directory: not null };

    // The name that is given, otherwise that of the directory.
    private string? NameOf(IInvocationOperation call)
    {
        var row = catalog.FindPromptFunction(call.TargetMethod)!;
        var given = call.Arguments.FirstOrDefault(argument =>
            argument.Parameter?.Name == row.Plugin && argument.ArgumentKind != ArgumentKind.DefaultValue
        );
        return (given is null ? null : values.TraceConstant(given.Value).SingleConstant)
            ?? PathEnd.Of(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.Directory)?.Value, values);
    }
}
