using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Locking;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_new_files_and_replaces_old_ones_without_a_byte_order_mark()
    {
        var path = _folder.Full("new/prompts.lock");
        AtomicFile.Write(path, "é\n");
        Assert.Equal([0xC3, 0xA9, (byte)'\n'], File.ReadAllBytes(path));
        AtomicFile.Write(path, "b\n");
        Assert.Equal("b\n", _folder.Read("new/prompts.lock"));
        Assert.Single(Directory.GetFiles(_folder.Full("new")));
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder.Full("prompts.lock"));
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_folder.Full("prompts.lock"), "a\n"));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.With("real.lock", "old\n");
        File.CreateSymbolicLink(_folder.Full("prompts.lock"), _folder.Full("real.lock"));
        AtomicFile.Write(_folder.Full("prompts.lock"), "new\n");
        Assert.NotNull(new FileInfo(_folder.Full("prompts.lock")).LinkTarget);
        Assert.Equal("new\n", _folder.Read("real.lock"));
    }
}
