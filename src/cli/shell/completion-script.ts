import { COMPLETE } from "../everywhere.ts";
import { shellQuote } from "./quote.ts";
import type { ProgramPath, Shell } from "./shell-init.ts";

/** The text to `eval` in `shell`: completes commands, options, their values and account names of `echo-cs` by asking `program`. */
export function completionScript(shell: Shell, { node, main }: ProgramPath): string {
  const asks = [node, main].map((part) => shellQuote(shell, part)).join(" ");
  return SCRIPTS[shell](`${asks} ${COMPLETE}`);
}

const SCRIPTS: Readonly<Record<Shell, (asks: string) => string>> = {
  // For bash 3.2 and later. The word being typed ends at the cursor.
  bash: (asks) => `_echo_cs() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :files) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=( "$line" ); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}") ;;
      :folders) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=( "$line" ); done < <(compgen -d -- "\${COMP_WORDS[COMP_CWORD]}") ;;
      *) line="\${line%%$'\\t'*}"
        # bash takes what stands before an equals sign for a word of its own.
        case "$line" in --*=*) [[ "\${COMP_WORDS[COMP_CWORD]}" == --* ]] || line="\${line#*=}" ;; esac
        COMPREPLY+=( "$line" ) ;;
    esac
  done < <(${asks} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _echo_cs echo-cs
`,
  zsh: (asks) => `#compdef echo-cs
_echo_cs() {
  local line
  local -a offers
  for line in "\${(@f)$(${asks} "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case "$line" in
      '') ;;
      :files) _files ;;
      :folders) _files -/ ;;
      *$'\\t'*) offers+=( "\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}" ) ;;
      *) offers+=( "\${line//:/\\\\:}" ) ;;
    esac
  done
  (( \${#offers} )) && _describe echo-cs offers -M 'm:{a-zA-Z}={A-Za-z}'
}
if [[ "\${funcstack[1]-}" == _echo_cs ]]; then
  _echo_cs "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
  compdef _echo_cs echo-cs
fi
`,
  fish: (asks) => `function __echo_cs_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l offers (${asks} $words[2..-1] 2>/dev/null)
    switch "$offers[1]"
        case :files
            __fish_complete_path (commandline -ct)
        case :folders
            __fish_complete_directories (commandline -ct)
        case '*'
            printf '%s\\n' $offers
    end
end
complete -c echo-cs -f -a '(__echo_cs_complete)'
`,
};
