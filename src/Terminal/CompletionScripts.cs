namespace Terminal;

/// <summary>The scripts: each hands the line and the cursor's place to the tool, which answers with one word on a line.</summary>
internal static class CompletionScripts
{
    // Bash splits words at `=` and `:`, the tool does not: the query uses a space instead of `=`, and only the part after `:` of each answer is returned.
    private const string Bash = """
        # bash completion for NAME. In ~/.bashrc: source <(NAME completion bash)
        _NAME_complete() {
            local line text=${COMP_LINE:0:COMP_POINT}
            local word=${text##*[[:space:]]}
            COMPREPLY=()
            if [[ $word == --*=* ]]; then
                text=${text%"$word"}${word/=/ }
                word=${word#*=}
            fi
            while IFS= read -r line; do
                [[ -n $line && $line == "$word"* ]] && COMPREPLY+=("${line#"${word%"${COMP_WORDS[COMP_CWORD]}"}"}")
            done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$text" 2>/dev/null)
        }
        complete -o default -o bashdefault -F _NAME_complete NAME

        """;

    private const string Zsh = """
        #compdef NAME
        # zsh completion for NAME. In ~/.zshrc, after compinit: source <(NAME completion zsh)
        _NAME() {
            local -a answers
            answers=("${(@f)$("${words[1]}" "[suggest:$(( CURSOR ))]" "$BUFFER" 2>/dev/null)}")
            answers=("${(@)answers:#}")
            if (( ${#answers} )); then
                compadd -- "${answers[@]}" && return
            fi
            _files
        }
        if [ "$funcstack[1]" = "_NAME" ]; then
            _NAME "$@"
        else
            compdef _NAME NAME
        fi

        """;

    private const string Fish = """
        # fish completion for NAME. In ~/.config/fish/completions/NAME.fish: NAME completion fish | source
        function __NAME_complete
            set -l line (commandline -cp | string collect)
            set -l words (commandline -opc)
            set -l answers ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -v -- '')
            if test (count $answers) -gt 0
                printf '%s\n' $answers
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c NAME -f -a '(__NAME_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion for NAME. In $PROFILE: NAME completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName NAME -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            & $commandAst.CommandElements[0].Extent.Text "[suggest:$cursorPosition]" $line 2>$null |
                Where-Object { $_ -and $_.StartsWith($wordToComplete) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells, by the names of their programs.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell; null for one that there is none for.</summary>
    public static string? Of(string shell, string tool)
    {
        var script = shell switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, "pwsh" => PowerShell, _ => null };
        return script?.Replace("NAME", tool, StringComparison.Ordinal).ReplaceLineEndings("\n");
    }
}
