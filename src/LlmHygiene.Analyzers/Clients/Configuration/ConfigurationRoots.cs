using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>Which configurations of one compilation have the values of the settings files.</summary>
internal sealed class ConfigurationRoots(SettingsFileSet files)
{
    private readonly RetryableLazy<object> _haveFiles = new();
    private readonly RetryableLazy<object> _isWrittenInCode = new();

    /// <summary>True where the project adds one of its settings files to a configuration that it builds itself.</summary>
    public bool HaveFiles(SourceScope scope) => (bool)_haveFiles.Get(() => scope.InvocationsNamed(ConfigurationSdk.AddFile).Any(AddsFile));

    /// <summary>True where code adds values that take precedence over those of the files.</summary>
    public bool IsWrittenInCode(SourceScope scope) =>
        (bool)_isWrittenInCode.Get(() => scope.InvocationsNamed(ConfigurationSdk.AddInCode).Any());

    /// <summary>True for the configuration of a host that has only the sources that the project adds, and no file among them.</summary>
    public bool IsEmpty(IOperation configuration, ValueTracker values)
    {
        if (configuration is not IPropertyReferenceOperation { Instance: { } host })
            return false;
        foreach (var origin in values.Trace(host).Origins)
            if (
                origin.Operation is IInvocationOperation { TargetMethod.Name: var name }
                && ConfigurationSdk.EmptyHosts.Contains(name)
                && !HaveFiles(values.Scope)
            )
                return true;
        return false;
    }

    // `AddJsonFile("appsettings.json")`, `AddJsonFile($"appsettings.{environment}.json")`
    private bool AddsFile(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        foreach (var part in argument.Expression.DescendantNodesAndSelf())
        {
            var text = part switch
            {
                LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
                InterpolatedStringTextSyntax written => written.TextToken.ValueText,
                _ => "",
            };
            var name = text.Substring(text.LastIndexOfAny(['/', '\\']) + 1);
            if (name.Length > 0 && files.Files.Any(file => file.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
