using System.Text;
using Foundation.Errors;

namespace Foundation.Configuration;

/// <summary>One mistake in a configuration file.</summary>
internal sealed record Problem(Place Place, string Message, bool UnsetVariable = false);

/// <summary>Everything that is wrong with one file, so that it can be said at once.</summary>
internal sealed class Problems(string name)
{
    private const int MostShown = 100;
    private readonly List<Problem> list = [];

    public string Name { get; } = name;

    public void Add(Place place, string message, bool unsetVariable = false) => list.Add(new(place, message, unsetVariable));

    public string At(Place place) => $"{Name}:{place}";

    /// <summary>The error for a file that cannot be read any further.</summary>
    public ToolException Fatal(Place place, string message) => ErrorOf([new(place, message)]);

    /// <summary>One error for all problems, or null when there are none.</summary>
    public ToolException? Error(IEnumerable<Problem> more)
    {
        Problem[] all = [.. list.Concat(more).Distinct().OrderBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)];
        return all.Length == 0 ? null : ErrorOf(all);
    }

    private ToolException ErrorOf(Problem[] all)
    {
        var unset = all.All(problem => problem.UnsetVariable);
        string[] lines = [.. all.Take(MostShown).Select(problem => $"{At(problem.Place)}: {problem.Message}")];
        var what = new StringBuilder(lines[0]);
        if (all.Length > 1) what.Append($" ({all.Length} mistakes in total)");
        if (all.Length > MostShown) lines = [.. lines, $"... and {all.Length - MostShown} more"];
        return (unset ? FoundationErrors.UnsetVariable : FoundationErrors.Configuration).Error(
            what.ToString(),
            unset
                ? "The configuration refers to environment variables that are not set; nothing was done."
                : $"{Name} is not a valid configuration; nothing was done.",
            unset ? "Set the variables, or give defaults in the file: `${NAME:-default}`." : $"Correct {Name} at the places shown and run the command again.")
            .With(lines);
    }
}
