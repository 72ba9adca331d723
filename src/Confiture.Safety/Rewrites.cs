using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Safety;

/// <summary>Answers the question of <see cref="RewriteJudge"/> with the analysis of statements.</summary>
public static class Rewrites
{
    private const int PerMajor = 1_00_00;

    /// <summary>A judge for statements that run in a schema, on the server that it was read from or the nearest that the analysis knows.</summary>
    public static Func<SqlScript, bool> In(DatabaseSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var version = Math.Clamp(schema.ServerVersion / PerMajor, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion);
        var analysis = new SafetyAnalysis(new() { Schema = schema, Version = version });
        return script => analysis.Of(script).Any(s => s.Work.Any(w => w.Work == TableWork.Rewrite));
    }
}
