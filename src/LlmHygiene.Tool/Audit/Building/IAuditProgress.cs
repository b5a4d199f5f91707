namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Told what an audit does now: it may take minutes.</summary>
internal interface IAuditProgress
{
    void Now(string what);
}
