namespace Confiture.Postgres.Tests.Owner;

internal sealed class Narration : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}
