using Confiture.Postgres;
using Confiture.Schema.Tests;

namespace Confiture.Migrations.Tests;

/// <summary>Columns that get other types while their table is in use and has partitions, or tables that inherit from it.</summary>
public sealed class RetypedFamilyTests(SharedServer shared)
{
    [Fact]
    public async Task A_partitioned_table_keeps_its_rows_keys_and_references_there_and_back_and_there_again()
    {
        const string sums = "select format('%s %s %s %s', count(*), sum(id), sum(value)::numeric(20,2), sum(device_id)) from readings";
        var pair = PairFile.Read("type_changes/partitioned_table.sql");
        using var project = await shared.MigratedAsync(pair.Before, pair.Rows.Split(";\n"));
        var before = await project.ScalarAsync<string>(sums);

        var texts = await project.GenerateAsync(pair.After);

        Assert.DoesNotContain(" TYPE ", texts);
        Assert.DoesNotContain("Meanwhile", texts);
        Assert.Contains("CREATE UNIQUE INDEX CONCURRENTLY readings_2a_pkey__new", texts);
        await project.UpAsync();
        Assert.Equal(before, await project.ScalarAsync<string>(sums));
        await RefusesAsync(project);
        await project.ExecuteAsync("insert into readings (id, device_id, day) values (5000000000, 1, 12)");
        Assert.Equal("readings_2a", await project.ScalarAsync<string>("select tableoid::regclass::text from readings where id = 5000000000"));
        await project.ExecuteAsync("delete from readings where id = 5000000000");
        await RetypingTests.DoesNotDriftAsync(project);

        await project.DownAsync(project.Set.Migrations.Count - 1);
        Assert.Equal(before, await project.ScalarAsync<string>(sums));
        await RefusesAsync(project);
        await project.UpAsync();
        Assert.Equal(before, await project.ScalarAsync<string>(sums));
        await RetypingTests.DoesNotDriftAsync(project);
    }

    [Fact]
    public async Task Rows_that_change_while_it_is_half_done_are_right_in_every_partition()
    {
        const string before = "create table visits (id int not null, day int, n int, primary key (id, day)) partition by range (day);\ncreate table visits_1 "
            + "partition of visits for values from (0) to (10);\ncreate table visits_2 partition of visits default;\n";
        using var project = await shared.MigratedAsync(before, "insert into visits select i, i % 20, i from generate_series(1, 1000) i");
        await project.GenerateAsync(before.Replace("n int", "n bigint", StringComparison.Ordinal));
        var count = project.Set.Migrations.Count;
        await project.UpAsync();
        for (var steps = 1; steps < count; steps++)
        {
            await project.DownAsync(steps);
            // One goes from one partition to another.
            await project.ExecuteAsync("update visits set n = n + 1 where id % 7 = 0", $"update visits set day = 19 - day where id = {steps}",
                $"insert into visits values ({2000 + steps}, {steps}, {steps})");
            var sum = await project.ScalarAsync<long>("select sum(n)::bigint from visits");
            await project.UpAsync();
            Assert.Equal(sum, await project.ScalarAsync<long>("select sum(n)::bigint from visits"));
        }

        await RetypingTests.DoesNotDriftAsync(project);
    }

    [Fact]
    public async Task Tables_that_inherit_get_the_new_type_with_their_own_keys_and_indexes()
    {
        const string sums = "select format('%s %s %s %s', (select sum(id) from people), (select sum(id) from only people), (select sum(age) from staff), "
            + "(select sum(age) from managers))";
        var pair = PairFile.Read("type_changes/inherited_table.sql");
        using var project = await shared.MigratedAsync(pair.Before, pair.Rows.Split(";\n"));
        var before = await project.ScalarAsync<string>(sums);

        var texts = await project.GenerateAsync(pair.After);

        Assert.DoesNotContain(" TYPE ", texts);
        await project.UpAsync();
        Assert.Equal(before, await project.ScalarAsync<string>(sums));
        foreach (var refused in (string[])["insert into managers (id, age) values (60, null)", "insert into staff (id, age, pay) values (21, 1, 2100)",
                "insert into managers (id, age) values (60, -1)", "insert into people (id) values (1)"])
        {
            await Assert.ThrowsAsync<ServerException>(() => project.ExecuteAsync(refused));
        }

        await RetypingTests.DoesNotDriftAsync(project);
        await project.DownAsync(project.Set.Migrations.Count - 1);
        Assert.Equal(before, await project.ScalarAsync<string>(sums));
    }

    private static async Task RefusesAsync(Project project)
    {
        foreach (var refused in (string[])
        [
            "insert into readings (id, device_id, day) values (7, 1, 7)", "insert into readings (id, device_id, day) values (900, 99, 1)",
            "insert into readings (id, device_id, day, value) values (900, 1, 1, -1)",
            "insert into readings (id, day) values (900, 1)", "delete from devices where id = 1", "insert into alarms values (9, 900, 900)",
            "insert into readings (id, device_id, day, value) values (900, 1, 1, 2000)",
        ])
        {
            await Assert.ThrowsAsync<ServerException>(() => project.ExecuteAsync(refused));
        }
    }
}
