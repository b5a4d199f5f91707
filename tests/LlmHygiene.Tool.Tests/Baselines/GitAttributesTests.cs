using LlmHygiene.Tool.Baselines;
using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Baselines;

/// <summary>The line is added once, and only if git has no other instruction.</summary>
public sealed class GitAttributesTests : IDisposable
{
    private const string Line = "llmhygiene.baseline merge=union\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, Line)]
    [InlineData("* text=auto\n", "* text=auto\n" + Line)]
    [InlineData("* text=auto", "* text=auto\n" + Line)]
    [InlineData("# llmhygiene.baseline merge=union\n", "# llmhygiene.baseline merge=union\n" + Line)]
    [InlineData("llmhygiene.baseline text\n", "llmhygiene.baseline text\n" + Line)]
    [InlineData("llmhygiene.baseline merge=union\n", null)]
    [InlineData("*.baseline\ttext merge=ours\n", null)]
    [InlineData("**/llmhygiene.baseline -merge\n", null)]
    public void It_is_written_next_to_the_baseline(string? before, string? after)
    {
        Directory.CreateDirectory(_folder.Full(".git"));
        if (before is not null)
            _folder.With("src/Shop/.gitattributes", before);
        else
            Directory.CreateDirectory(_folder.Full("src/Shop"));

        var written = GitAttributes.Ensure(_folder.Full("src/Shop/llmhygiene.baseline"));
        Assert.Equal(after is null ? null : _folder.Full("src/Shop/.gitattributes"), written?.Replace('\\', '/'));
        Assert.Equal(after ?? before, _folder.Read("src/Shop/.gitattributes"));
        Assert.Null(GitAttributes.Ensure(_folder.Full("src/Shop/llmhygiene.baseline")));
    }

    [Fact]
    public void An_attribute_in_a_parent_folder_counts()
    {
        // As in a worktree.
        _folder.With(".git", "gitdir: elsewhere\n");
        _folder.With(".gitattributes", Line);
        Directory.CreateDirectory(_folder.Full("src"));
        Assert.Null(GitAttributes.Ensure(_folder.Full("src/llmhygiene.baseline")));
        Assert.False(File.Exists(_folder.Full("src/.gitattributes")));
    }
}
