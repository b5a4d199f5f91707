namespace LlmHygiene.Tool.Audit;

/// <summary>Told what an audit does now: it may take minutes.</summary>
internal interface IAuditProgress
{
    void Now(string what);
}
