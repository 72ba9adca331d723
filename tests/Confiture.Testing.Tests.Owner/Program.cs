using Confiture.Testing;

// hold PROJECT SERVER COUNT   creates databases, names them, and keeps them until its input ends
// work PROJECT SERVER COUNT   creates databases, writes a row into each, and drops them; all at once
await using var databases = await TestDatabases.StartAsync(args[1], new() { Server = args[2] });
var each = Enumerable.Range(0, int.Parse(args[3])).Select(async i =>
{
    var database = await databases.CreateAsync();
    await database.ExecuteAsync($"insert into t (id) values ({i})");
    if (await database.ScalarAsync<long>("select count(*) from t") != 1) throw new InvalidOperationException("somebody else's row");
    if (args[0] == "work") await database.DisposeAsync();
    return database.Url.Database;
});
Console.WriteLine(string.Join(' ', await Task.WhenAll(each)));
Console.Out.Flush();
if (args[0] == "hold") await Console.In.ReadToEndAsync();
