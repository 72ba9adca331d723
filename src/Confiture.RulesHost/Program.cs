using Confiture.RulesHost;

// The answers have this stream to themselves: what rules print goes where errors go.
using var answers = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
await new RuleServer(Console.OpenStandardInput(), answers).RunAsync();
