using System.Text;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The lines for sudo that let a user change the units of targets, and nothing else: each command with its exact arguments.</summary>
public static class SudoersFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="user">Who deploys.</param>
    /// <param name="targets">The targets; those without a systemd unit need nothing.</param>
    public static string Of(string user, IEnumerable<Target> targets)
    {
        var text = new StringBuilder("# Lets ").Append(user).Append(" deploy with Fraisier. Check it with: visudo -cf FILE\n");
        HashSet<string> names = [];
        foreach (var target in targets)
        {
            if (target.Service is not ServiceSettings.Systemd { Sudo: not false } unit) continue;
            var name = Alias(target);
            for (var number = 2; !names.Add(name); number++) name = $"{Alias(target)}_{number}";
            text.Append("\n# ").Append(target.Name).Append('\n');
            text.Append("Cmnd_Alias ").Append(name).Append(" = ").AppendJoin(", \\\n    ", new UnitCommands(unit).All.Select(Line)).Append('\n');
            text.Append("Defaults!").Append(name).Append(" !requiretty\n");
            text.Append(user).Append(" ALL=(root) NOPASSWD: ").Append(name).Append('\n');
        }

        return text.ToString();
    }

    private static string Alias(Target target) =>
        "FRAISIER_" + string.Concat($"{target.Fraise}_{target.Environment}".Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static string Line(Command command) => string.Join(' ', [command.Program, .. command.Arguments.Select(Escaped)]);

    // As sudoers(5) wants it inside of commands.
    private static string Escaped(string argument) =>
        string.Concat(argument.Select(c => c is ',' or ':' or '=' or '\\' or '*' or '?' or '[' or ']' ? $"\\{c}" : $"{c}"));
}
