import { join } from "node:path";
import process from "node:process";
import { Argument, Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";

/** Declares `echo-cs completions`; what it does is loaded when it runs. */
export function completionsCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("completions")
    .summary("print what completes commands and account names in your shell")
    .description(
      "Prints a script for your shell that completes commands, options and their values, and the accounts, agents and tasks of the workspace. Evaluate it in the shell's start-up file.",
    )
    .addArgument(new Argument("<shell>", "whose script").choices(["bash", "zsh", "fish"]))
    .action(async (shell: "bash" | "zsh" | "fish") => {
      const [{ completionScript }, { PACKAGE_ROOT }] = await Promise.all([
        import("../shell/completion-script.ts"),
        import("../package-root.ts"),
      ]);
      io.stdout(completionScript(shell, { node: process.execPath, main: join(PACKAGE_ROOT, "dist", "cli", "main.js") }));
      setExit(0);
    });
  return withExamples(
    command,
    'eval "$(echo-cs completions bash)"   # in ~/.bashrc',
    'eval "$(echo-cs completions zsh)"    # in ~/.zshrc, after compinit',
    "echo-cs completions fish > ~/.config/fish/completions/echo-cs.fish",
  );
}
