using Confiture.Project;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Which DDL files count, and in which order.</summary>
public sealed class SchemaFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("confiture-files-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Numbers_sort_by_value_whether_decimal_or_hexadecimal()
    {
        string[] expected = ["1_a.sql", "02_b.sql", "2_c.sql", "0x0A_d.sql", "10_e.sql", "0X0b_f.sql", "20/1_x.sql", "20/10_y.sql", "100-g.sql", "Z.sql",
            "a.sql"];
        Write(expected);

        Assert.Equal(expected, Found("include_dirs: [.]"));
    }

    [Fact]
    public void Directories_keep_their_order_and_a_file_counts_once()
    {
        Write("one/1.sql", "one/deep/2.sql", "two/1.sql", "two/notes.txt", "three/0.sql");

        Assert.Equal(["three/0.sql", "two/1.sql", "one/1.sql", "one/deep/2.sql"], Found(
            """
            include_dirs:
              - two/
              - one
              - path: one/deep
              - {path: three, order: -1}
              - {path: missing, auto_discover: true}
            """));
    }

    [Fact]
    public void Patterns_and_excluded_directories_narrow()
    {
        Write("ddl/1.sql", "ddl/1.test.sql", "ddl/views/2.sql", "ddl/views/old/3.sql", "ddl/x.psql", "ddl/seeds/4.sql", "flat/5.sql", "flat/below/6.sql");

        Assert.Equal(["ddl/1.sql", "ddl/views/2.sql", "ddl/x.psql", "flat/5.sql"], Found(
            """
            include_dirs:
              - path: ddl
                include: ["**/*.sql", "*.psql"]
                exclude: ["**/*.test.sql", "seeds/**"]
              - {path: flat, recursive: false}
            exclude_dirs: [ddl/views/old, ddl/vi]
            """));
    }

    [Fact]
    public void A_missing_directory_is_an_error()
    {
        Write("ddl/1.sql");

        var error = Assert.Throws<ToolException>(() => Found("include_dirs: [ddl, dll]"));

        Assert.Equal("CONF-SCH-001", error.Code.Id);
        Assert.Contains("dll", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_the_python_tool_are_named_with_what_to_use_instead()
    {
        Write("ddl/1.sql");
        var environment = Load(
            """
            name: local
            include_dirs: [ddl]
            auto_backup: true
            require_confirmation: false
            build:
              sort_mode: hex
              separators: {style: block_comment}
            migration:
              strict_mode: true
              tracking_table: public.tb_confiture
              locking: {enabled: true, timeout_ms: 100}
            pggit: {enabled: false}
            """);

        Assert.Equal(100, environment.LockWait.TotalMilliseconds);
        Assert.Equal(
            ["auto_backup", "require_confirmation", "pggit", "build.sort_mode", "build.separators", "migration.strict_mode", "migration.locking.enabled"],
            environment.Notes.Select(note => note.Split('`')[1]));
    }

    [Fact]
    public void A_key_that_nobody_knows_is_still_an_error()
    {
        var error = Assert.Throws<ToolException>(() => Load("build: {sort_moed: hex}"));

        Assert.Contains("unknown key `sort_moed`", error.What, StringComparison.Ordinal);
    }

    private IEnumerable<string> Found(string yaml) => Load(yaml).SchemaFiles.Find().Select(file => Path.GetRelativePath(root, file));

    private ConfitureEnvironment Load(string yaml)
    {
        var path = Path.Combine(root, "local.yaml");
        File.WriteAllText(path, yaml);
        return ConfitureEnvironment.Load(path, root, _ => null);
    }

    private void Write(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "select 1;\n");
        }
    }
}
