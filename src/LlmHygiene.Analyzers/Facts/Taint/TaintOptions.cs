using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>What a project says about trust.</summary>
/// <param name="Trusted">Methods whose result is safe, or that check what they are given.</param>
/// <param name="TrustsFiles">False where the content of files counts as input.</param>
/// <param name="TrustsDatabases">False where the content of databases counts as input.</param>
internal sealed record TaintOptions(TrustedMethods Trusted, bool TrustsFiles, bool TrustsDatabases)
{
    public bool Counts(TextSourceKind kind) =>
        kind switch
        {
            TextSourceKind.File => !TrustsFiles,
            TextSourceKind.Database => !TrustsDatabases,
            _ => true,
        };
}
