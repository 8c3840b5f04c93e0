import { spawnSync } from "node:child_process";
import { appendFileSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type DocStep } from "../../scripts/doc-steps.ts";
import { differenceOf } from "../../scripts/same-output.ts";
import { shellLine, type Stage } from "../../scripts/shell-line.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { tempFolder } from "../../src/testing/temp-workspace.ts";

/** Programs that a page may name and that really run: what a reader does to files around ECHO. */
const REAL = new Set(["cp", "mkdir", "cat", "printf", "jq", "head", "tail", "ls", "rm", "mv", "sort", "sed", "grep"]);

/** Programs that a page may name and that are not ours to try. */
const THEIRS = new Set(["npm", "tsx", "git", "claude", "echo", "man", "source", "node", "docker", "cd"]);

/** Where the commands of a page run, by the name it declares. */
const WORKSPACES: Readonly<Record<string, () => Promise<string>>> = {
  example: exampleFolder,
  clone: cloneFolder,
  empty: async () => tempFolder(),
};

export async function workspaceOf(name: string): Promise<string> {
  const make = WORKSPACES[name];
  if (make === undefined) throw new Error(`there is no workspace "${name}"; known: ${Object.keys(WORKSPACES).join(", ")}`);
  return make();
}

/** The example book as a workspace of its own, so that commands work in it with `--demo` and without. */
async function exampleFolder(): Promise<string> {
  const folder = await demoFolder();
  linkTree(join(ROOT, "examples/northstar/exports"), join(folder, "exports"));
  linkTree(join(ROOT, "examples/northstar/references"), join(folder, "references"));
  linkTree(join(folder, "echo-demo/.echo"), join(folder, ".echo"));
  symlinkSync(join(ROOT, "examples"), join(folder, "examples"));
  writeFileSync(join(folder, "echo.yaml"), "company:\n  name: Northstar\ntimezone: UTC\ncurrency: USD\n");
  return folder;
}

/** A checkout, as far as a reader's commands see it. */
async function cloneFolder(): Promise<string> {
  const folder = tempFolder();
  symlinkSync(join(ROOT, "examples"), join(folder, "examples"));
  return folder;
}

function linkTree(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!statSync(join(from, name)).isFile()) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    linkSync(join(from, name), join(to, name));
  }
}

/** What a page does wrong, one entry a step that does not do what the page says. */
export async function runSteps(folder: string, steps: readonly DocStep[]): Promise<string[]> {
  const home = join(folder, ".home");
  const downloads = join(home, "Downloads");
  mkdirSync(downloads, { recursive: true });
  for (const name of [
    "hubspot/companies",
    "hubspot/contacts",
    "stripe/subscriptions",
    "stripe/invoices",
    "surveys/nps",
    "calendar/meetings",
  ])
    linkSync(join(ROOT, `examples/northstar/exports/${name}.csv`), join(downloads, `${name.replace("/", "-")}.csv`));
  const state = { cwd: folder, home };
  const problems: string[] = [];
  for (const step of steps) {
    if (step.kind === "file") {
      mkdirSync(dirname(join(state.cwd, step.name)), { recursive: true });
      writeFileSync(join(state.cwd, step.name), step.text);
    } else if (step.skipped === undefined) {
      const wrong = await runCommand(step, state);
      if (wrong !== undefined) problems.push(`line ${step.line}: ${step.text}\n${wrong}`);
    }
  }
  return problems;
}

const NOTHING: Buffer = Buffer.alloc(0);

interface State {
  cwd: string;
  readonly home: string;
}

interface Outcome {
  readonly bytes: Buffer;
  readonly said: string;
  readonly exit: number;
}

async function runCommand(step: Extract<DocStep, { kind: "command" }>, state: State): Promise<string | undefined> {
  let last: Outcome = { bytes: NOTHING, said: "", exit: 0 };
  for (const pipeline of pipelinesOf(step.text)) {
    let input: Buffer = NOTHING;
    let exit = 0;
    let said = "";
    for (const stage of pipeline) {
      const outcome = await runStage(stage, input, state);
      input = outcome.bytes;
      said += outcome.said;
      if (stage.words[0] === "echo-cs") exit = outcome.exit;
      if (stage.into !== undefined) {
        (stage.into.append ? appendFileSync : writeFileSync)(at(state, stage.into.file), input);
        input = NOTHING;
      }
    }
    last = { bytes: input, said, exit };
    if (exit !== 0) break;
  }
  if (last.exit !== step.exit) return `exit ${last.exit}, the page says ${step.exit}\n${last.said}`;
  return step.output === undefined ? undefined : differenceOf(step.output, last.bytes.length === 0 ? last.said : last.bytes.toString());
}

/** The text in `$( )` of an `eval` is the command that matters. */
function pipelinesOf(line: string): Stage[][] {
  const inner = /^eval "\$\((.*?)\)"/.exec(line)?.[1];
  return shellLine(inner ?? line);
}

async function runStage(stage: Stage, input: Buffer, state: State): Promise<Outcome> {
  const [program = "", ...args] = stage.words;
  if (program === "cd") state.cwd = at(state, args[0] ?? "");
  if (program === "echo-cs") {
    const ran = await runCli(args, { cwd: state.cwd, stdin: [input], env: stage.env });
    return { bytes: Buffer.from(ran.stdout), said: ran.stderr, exit: ran.exit };
  }
  if (THEIRS.has(program)) return { bytes: input, said: "", exit: 0 };
  if (!REAL.has(program)) throw new Error(`documents name a program that is neither run nor passed over: ${program}`);
  const raw = stage.into === undefined ? stage.raw : stage.raw.replace(/\s*>>?\s*\S+\s*$/, "");
  const { status, stdout, stderr } = spawnSync("bash", ["-c", raw], {
    cwd: state.cwd,
    input,
    env: { PATH: process.env["PATH"], HOME: state.home },
  });
  if (status !== 0) throw new Error(`${stage.raw}: ${stderr.toString()}`);
  return { bytes: stdout, said: stderr.toString(), exit: 0 };
}

function at({ cwd, home }: State, path: string): string {
  const found = resolve(cwd, path.replace(/^~(?=\/)/, home));
  mkdirSync(dirname(found), { recursive: true });
  return found;
}
