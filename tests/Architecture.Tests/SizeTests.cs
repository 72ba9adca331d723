namespace Architecture.Tests;

/// <summary>A file is one type or one tight family, and a method does one thing.</summary>
public sealed class SizeTests
{
    private const int FileLimit = 400;
    private const int MethodLimit = 40;

    private static IReadOnlyList<string> Sources { get; } = Repository.Files(".cs", "src", "tests", "benchmarks", "examples");

    [Fact]
    public void No_file_has_400_lines()
    {
        Assert.NotEmpty(Sources);
        Assert.DoesNotContain(Sources.Select(path => (Path: path, Lines: File.ReadLines(Repository.PathOf(path)).Count())), file => file.Lines >= FileLimit);
    }

    [Fact]
    public void No_method_has_40_lines() => Assert.Empty(
        from path in Sources
        from method in Methods.In(Repository.Read(path))
        where method.Lines >= MethodLimit
        select $"{path}:{method.FirstLine}: {method.Lines} lines: {method.Signature}");

    [Fact]
    public void The_measure_sees_methods_of_every_shape()
    {
        var methods = Methods.In("""
            namespace N;
            public sealed record R(int A)
            {
                private static readonly string Brace = "{" + $"{(1 > 0 ? "}" : '{')}" + @"\";
                private static readonly int[] Numbers = new[] { 1, 2 }.Select(n => { return n; }).ToArray();
                public int P { get; } = Make();
                // { a comment
                public static int Make() => 1;

                public async Task<int> DoAsync<T>(
                    T value)
                    where T : class
                {
                    if (value is null) { return 0; }
                    return 1;
                }

                private sealed class Inner
                {
                    public Inner() { }
                }
            }
            """);

        Assert.Equal(
            [("public static int Make()", 1), ("public async Task<int> DoAsync<T>(     T value)     where T : class", 7), ("public Inner()", 1)],
            methods.Select(m => (System.Text.RegularExpressions.Regex.Replace(m.Signature, " {4,}", "     "), m.Lines)));
    }
}
