#!/usr/bin/env node

const argv = process.argv.slice(2);
// A reader that has seen enough (`| head -1`) closes the pipe: that is the end of the work, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  // Half an answer must not pass for a whole one, least of all in a script.
  process.stderr.write(
    `echo-cs: the output cannot be written: ${error.code === "ENOSPC" ? "no space left on the device" : error.message}\n`,
  );
  process.exit(1);
});
process.stderr.on("error", () => process.exit(1));

/** Runs the command line of this process. */
async function main(): Promise<void> {
  if (argv.length === 0 || (argv.length === 1 && (argv[0] === "--help" || argv[0] === "-h"))) {
    // Asked for most often and by people who wait: printed without loading the program.
    const { HELP_TEXT } = await import("./help-text.ts");
    process.stdout.write(HELP_TEXT);
    return;
  }
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    const { VERSION } = await import("./version.ts");
    process.stdout.write(`${VERSION}\n`);
    return;
  }

  // Routing, and an import that finds nothing changed, take less time than loading the whole command line does; what these doors do not
  // know goes on to the program.
  const quick =
    argv[0] === "route"
      ? (await import("./commands/route-quick.ts")).runRouteQuick
      : argv[0] === "import"
        ? (await import("./commands/import-unchanged-run.ts")).runImportQuick
        : undefined;
  const [{ processIo }, program] = await Promise.all([
    import("./io.ts"),
    quick === undefined ? import("./run-command-line.ts") : undefined,
  ]);
  const io = processIo();
  process.exitCode = (await quick?.(argv, io)) ?? (await (program ?? (await import("./run-command-line.ts"))).runCommandLine(argv, io));
}

void main();
