import { join } from "node:path";
import process from "node:process";
import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";

/** Declares `echo-cs shell-init`; what it does is loaded when it runs. */
export function shellInitCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("shell-init")
    .summary("print the shell function `echo`")
    .description(
      'Prints a function `echo` for your shell that hands `echo ask "…"` and the like to this program and leaves every other echo as it is. Evaluate it in the shell\'s start-up file.',
    )
    .argument("<shell>", "bash, zsh or fish")
    .action(async (name: string) => {
      const [{ SHELLS, shellInit }, { UserError }, { PACKAGE_ROOT }] = await Promise.all([
        import("../shell/shell-init.ts"),
        import("../../core/errors.ts"),
        import("../package-root.ts"),
      ]);
      const shell = SHELLS.find((known) => known === name);
      if (shell === undefined)
        throw new UserError({
          code: "unknown-shell",
          message: `There is no function for the shell "${name}".`,
          found: name,
          allowed: SHELLS,
          fix: `echo-cs shell-init ${SHELLS[0]}`,
        });
      io.stdout(shellInit(shell, { node: process.execPath, main: join(PACKAGE_ROOT, "dist", "cli", "main.js") }));
      setExit(0);
    });
  return withExamples(
    command,
    'eval "$(echo-cs shell-init bash)"   # in ~/.bashrc',
    'eval "$(echo-cs shell-init zsh)"    # in ~/.zshrc',
    "echo-cs shell-init fish | source    # in config.fish",
  );
}
