using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The migration tools whose databases can be taken over.</summary>
public static class OlderTools
{
    /// <summary>The words after <c>--from</c>.</summary>
    public static IReadOnlyList<string> Words => [.. All.Select(t => t.Word)];

    internal static IReadOnlyList<OlderTool> All { get; } =
    [
        AlembicTool.Tool, DbmateTool.Tool, DjangoTool.Tool, EfCoreTool.Tool, FlywayTool.Tool, GolangMigrateTool.Tool, LiquibaseTool.Tool, PrismaTool.Tool,
        PythonConfitureTool.Tool, SqitchTool.Tool,
    ];

    /// <summary>The tool of a word.</summary>
    /// <exception cref="ToolException">There is none (<c>BASE-CLI-001</c>).</exception>
    internal static OlderTool Named(string word) => All.FirstOrDefault(t => t.Word == word) ?? throw FoundationErrors.Usage.Error(
        $"`--from` names {word}, which is no tool that can be adopted.", "Each tool keeps its own table.", $"Choose one of: {string.Join(", ", Words)}.");
}
