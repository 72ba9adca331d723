using System.Reflection;

namespace Architecture.Tests;

/// <summary>What is the same thing everywhere has one name.</summary>
public sealed class ParameterTests
{
    // The user's wish to stop a deployment is not a cancellation: what was begun is undone first.
    private static readonly string[] Names = ["cancellation", "interruption"];

    [Fact]
    public void Every_public_method_calls_its_token_cancellation()
    {
        var parameters = (
            from assembly in Repository.ProductAssemblies()
            from type in assembly.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            where parameter.ParameterType == typeof(CancellationToken) && !type.IsSubclassOf(typeof(Delegate))
            select (Place: $"{type.Name}.{method.Name}", parameter.Name)).ToList();
        Assert.InRange(parameters.Count, 50, int.MaxValue);
        Assert.Empty(parameters.Where(p => !Names.Contains(p.Name)).Select(p => $"{p.Place} says {p.Name}"));
    }
}
