using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A parameter that a provider takes.</summary>
internal sealed record ProviderParameter(string Provider, RequestParameter Parameter);
