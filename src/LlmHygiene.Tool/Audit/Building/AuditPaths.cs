namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Paths as a report shows them: relative to the audited folder, with '/', so that they are the same on every machine.</summary>
internal sealed class AuditPaths(string folder)
{
    public string Folder => folder;

    public string Of(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
