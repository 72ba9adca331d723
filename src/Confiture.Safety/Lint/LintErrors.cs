using Foundation.Errors;

namespace Confiture.Safety;

/// <summary>The errors of linting.</summary>
public static class LintErrors
{
    /// <summary>The query of a rule of the user's own fails or returns something else than names.</summary>
    public static readonly ErrorCode BadQuery = new("CONF-LNT-001", ExitCode.Usage, "The query of a lint rule fails");

    /// <summary>An assembly with rules cannot be used.</summary>
    public static readonly ErrorCode BadAssembly = new("CONF-LNT-002", ExitCode.Usage, "An assembly with lint rules cannot be used");

    /// <summary>There is nothing to judge.</summary>
    public static readonly ErrorCode NothingToLint = new("CONF-LNT-003", ExitCode.Usage, "There is nothing to lint");
}
