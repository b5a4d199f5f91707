namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Receives the current step of an audit, which can take minutes.</summary>
internal interface IAuditProgress
{
    void Now(string what);
}
