import { shellQuote } from "./quote.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** Where the running program lives: the absolute paths of node and of the built main file. */
export interface ProgramPath {
  readonly node: string;
  readonly main: string;
}

/**
 * The text to `eval` in `shell`: a function `echo` that hands `ask`, `qbr`, `triage` and `batch` to `program` where the
 * arguments can hardly be meant for printing, and is the shell's own `echo` for all else. It also defines `__echo_cs`, which decides.
 */
export function shellInit(shell: Shell, program: ProgramPath): string {
  return shell === "fish" ? fishInit(program) : posixInit(program);
}

/**
 * For bash (3.2 and later) and zsh. It sets no variable and expands nothing unquoted, so that `set -eu`, a strange IFS and zsh's
 * options leave it alone; the keyword `function` and the backslash keep a user's aliases out.
 *
 * Standard input counts for `triage` only while no plain word follows: inside `while read …; do echo triage "$id"; done < file`
 * it is the loop's input, which must not be swallowed.
 */
function posixInit({ node, main }: ProgramPath): string {
  return `function __echo_cs {
  case "\${1-}" in
    ask)
      while [[ $# -gt 1 ]]; do
        shift
        case "$1" in *" "*) return 0 ;; esac
      done ;;
    qbr)
      while [[ $# -gt 1 ]]; do
        shift
        case "$1" in --account|--account=*|--all) return 0 ;; esac
      done ;;
    triage|batch)
      if [[ "$1" == triage ]]; then
        case "\${2--}" in -*) if [[ -p /dev/stdin || -f /dev/stdin ]]; then return 0; fi ;; esac
      fi
      while [[ $# -gt 1 ]]; do
        shift
        if [[ -f "$1" || -p "$1" ]]; then return 0; fi
      done ;;
  esac
  return 1
}
function echo {
  if __echo_cs "$@"; then
    ${shellQuote("bash", node)} ${shellQuote("bash", main)} "$@"
  else
    \\builtin echo "$@"
  fi
}
`;
}

/** A fish function shares fish's own standard input, so only an external \`test\` sees the pipe that leads into it. */
function fishInit({ node, main }: ProgramPath): string {
  return `function __echo_cs
    switch "$argv[1]"
        case ask
            for word in $argv[2..-1]
                string match -q -- '* *' "$word"; and return 0
            end
        case qbr
            for word in $argv[2..-1]
                string match -q -r -- '^--(account$|account=|all$)' "$word"; and return 0
            end
        case triage batch
            if test "$argv[1]" = triage
                if not set -q argv[2]; or string match -q -- '-*' "$argv[2]"
                    command test -p /dev/stdin; and return 0
                    command test -f /dev/stdin; and return 0
                end
            end
            for word in $argv[2..-1]
                test -f "$word"; and return 0
                test -p "$word"; and return 0
            end
    end
    return 1
end
function echo
    if __echo_cs $argv
        ${shellQuote("fish", node)} ${shellQuote("fish", main)} $argv
    else
        builtin echo $argv
    end
end
`;
}
