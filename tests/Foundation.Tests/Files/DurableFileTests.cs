using Foundation.Files;
using Foundation.Processes;
using Xunit;

namespace Foundation.Tests.Files;

public sealed class DurableFileTests
{
    [Fact]
    public void A_file_is_replaced_with_its_permissions_and_leaves_no_draft()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state.json");
        DurableFile.Replace(path, "old");
        Assert.Equal(DurableFile.Private, File.GetUnixFileMode(path));

        const UnixFileMode Everyone = (UnixFileMode)0b111_110_110;
        DurableFile.Replace(path, "neu ü", Everyone);

        Assert.Equal("neu ü", File.ReadAllText(path));
        Assert.Equal(Everyone, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task On_a_full_disk_the_old_content_survives_and_the_draft_is_gone()
    {
        using var folder = new TemporaryFolder();
        var runner = new CommandRunner();
        await runner.OutputOfAsync(Command.Of("mount", "-t", "tmpfs", "-o", "size=64k", "full", folder.Path), CancellationToken.None);
        try
        {
            var path = folder.File("state.json");
            DurableFile.Replace(path, "old");

            var error = Assert.Throws<IOException>(() => DurableFile.Replace(path, new string('x', 100_000)));

            Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
            DurableFile.Replace(path, "new");
            Assert.Equal("new", File.ReadAllText(path));
        }
        finally
        {
            await runner.OutputOfAsync(Command.Of("umount", folder.Path), CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_reader_sees_the_old_text_or_the_new_one_while_many_write()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state");
        string[] versions = [.. "abcd".Select(letter => new string(letter, 50_000))];
        DurableFile.Replace(path, versions[0]);
        var writers = Task.WhenAll(versions.Select(text => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++) DurableFile.Replace(path, text);
        })));

        while (!writers.IsCompleted) Assert.Contains(await File.ReadAllTextAsync(path), versions);

        await writers;
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_symbolic_link_is_renamed_over_another_one()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("current"), "releases/1");
        File.CreateSymbolicLink(folder.File("next"), "releases/2");

        DurableFile.Rename(folder.File("next"), folder.File("current"));

        Assert.Equal("releases/2", new FileInfo(folder.File("current")).LinkTarget);
        Assert.False(File.Exists(folder.File("next")));
    }

    [Fact]
    public void A_rename_that_the_system_refuses_names_both_files_and_the_reason()
    {
        var error = Assert.Throws<IOException>(() => DurableFile.Rename("/nowhere/a", "/nowhere/b"));

        Assert.Equal("rename /nowhere/a to /nowhere/b: No such file or directory", error.Message);
    }

    [Fact]
    public void The_owner_of_a_file_is_known()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(FileOwner.EffectiveUser, FileOwner.Of(folder.Path));
        Assert.Null(FileOwner.Of("/nowhere"));
    }
}
