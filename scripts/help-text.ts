import { writeFileSync } from "node:fs";
import { HELP_WIDTH } from "../src/cli/help-text.ts";
import { runProgram } from "../src/cli/run-program.ts";
import { rootPath } from "./root.ts";

/** Writes src/cli/help-text.ts: what `echo-cs --help` prints, so that the program can print it without being built first. */
let text = "";
const nothing = { async *[Symbol.asyncIterator]() {} };
await runProgram(["--help"], {
  cwd: process.cwd(),
  env: {},
  stdout: (part) => (text += part),
  stderr: () => {},
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
  width: HELP_WIDTH,
  stdin: nothing,
  now: () => new Date(0),
  signal: new AbortController().signal,
});
writeFileSync(
  rootPath("src/cli/help-text.ts"),
  `/** The width at which HELP_TEXT is wrapped. */
export const HELP_WIDTH = ${HELP_WIDTH};

/** What \`echo-cs --help\` prints. Written by \`npm run docs\`; a test holds it to the commands' own declarations. */
export const HELP_TEXT = ${JSON.stringify(text)};
`,
);
