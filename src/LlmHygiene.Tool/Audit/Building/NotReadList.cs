using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Collects what could not be read. Thread-safe.</summary>
internal sealed class NotReadList(AuditPaths paths)
{
    private readonly List<AuditNotRead> _all = [];

    public IReadOnlyList<AuditNotRead> All => _all;

    public void Add(string path, string? framework, string kind, string reason)
    {
        lock (_all)
            _all.Add(new AuditNotRead(paths.Of(path), framework is { Length: > 0 } ? framework : null, kind, reason));
    }
}
