using System.Globalization;
using Confiture.Benchmarks;

// Ratios within one run: this machine against itself. Absolute times are shown for orientation and decide nothing but the start-up's CPU time.
var binaries = args.Length > 0 ? args[0] : "artifacts/bin";
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;

if (Environment.GetEnvironmentVariable("SQUAWK") is { Length: > 0 } squawk)
    return await LintSpeed.RunAsync(Path.GetFullPath(Path.Combine(binaries, "confiture")), squawk, rounds) ? 0 : 1;

var passed = await StartUp.RunAsync(Path.GetFullPath(Path.Combine(binaries, "confiture")));
passed &= await SchemaWork.RunAsync(rounds);
foreach (var durable in (bool[])[true, false])
{
    passed &= await MigrateUp.RunAsync(Path.GetFullPath(Path.Combine(binaries, "confiture")), durable, rounds);
}

return passed ? 0 : 1;
