import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { EXIT } from "../../src/core/exit-codes.ts";
import type { Violations } from "./violations.ts";

/** One command line of the program. */
export interface CommandLine {
  readonly name: string;
  readonly argv: readonly string[];
  readonly stdin?: string | undefined;
  /** Exit codes that are right for it, as the workspace may be at that moment. */
  readonly exits: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  /** Killed without warning after so many milliseconds, if it still runs. */
  readonly killAfterMs?: number | undefined;
}

export interface Ended {
  /** Null where it was killed. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Processes {
  run(line: CommandLine): Promise<Ended>;
  /** How many are at work. */
  running(): number;
  /** Kills one of those at work without warning; false where there is none. */
  killOne(chance: number): boolean;
  recent(): readonly string[];
  /** When processes were killed, ms since 1970. */
  readonly killedAt: readonly number[];
  /** When the last sweep began that came to its end, ms since 1970; 0 where none did. */
  readonly sweptAt: () => number;
  readonly tally: Tally;
}

export interface Tally {
  commands: number;
  kills: number;
  /** Ends by command and exit code: `sweep 0`, `ask killed`. */
  readonly exits: Map<string, number>;
  /** What commands said that ended in anything but 0, once each. */
  readonly said: Map<string, string>;
}

const KNOWN_EXITS = new Set<number>(Object.values(EXIT));
const STACK = /^\s+at .*:\d+:\d+\)?$/m;
const REMEMBERED = 40;
/** No command of a book of this size takes longer, even on a machine that is busy with other work. */
const LONGEST_MS = 180_000;

/** Runs the built program in real processes and holds every end against what its command may come to. */
export function openProcesses(
  place: { readonly main: string; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  violations: Violations,
  seconds: () => number,
): Processes {
  const atWork = new Set<ChildProcess>();
  const recent: string[] = [];
  const killedAt: number[] = [];
  let sweptAt = 0;
  const tally: Tally = { commands: 0, kills: 0, exits: new Map(), said: new Map() };

  const run = async (line: CommandLine): Promise<Ended> => {
    const began = Date.now();
    tally.commands += 1;
    remember(recent, `${Math.round(seconds())}s ${line.argv.join(" ")}`);
    const child = spawn(process.execPath, [place.main, ...line.argv], { cwd: place.cwd, env: { ...place.env, ...line.env } });
    atWork.add(child);
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) child[name].setEncoding("utf8").on("data", (text: string) => (printed[name] += text));
    // A killed process no longer reads what is piped to it.
    child.stdin.on("error", () => undefined);
    child.stdin.end(line.stdin ?? "");
    const late = { is: false };
    const limit = setTimeout(() => {
      late.is = true;
      child.kill("SIGKILL");
    }, LONGEST_MS);
    const kill = line.killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), line.killAfterMs);
    const [exit, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    clearTimeout(limit);
    clearTimeout(kill);
    atWork.delete(child);
    const ended = { exit, ...printed };
    if (late.is) violations.add("ends", `${line.argv.join(" ")}: still running after ${LONGEST_MS / 1000} s`);
    note(tally, line, ended);
    if (line.name === "sweep" && exit === EXIT.ok) sweptAt = Math.max(sweptAt, began);
    if (signal !== null) killedAt.push(Date.now());
    else judge(violations, line, ended);
    return ended;
  };

  return {
    run,
    running: () => atWork.size,
    killOne: (chance) => [...atWork][Math.floor(chance * atWork.size)]?.kill("SIGKILL") ?? false,
    recent: () => [...recent],
    killedAt,
    sweptAt: () => sweptAt,
    tally,
  };
}

function remember(recent: string[], line: string): void {
  recent.push(line);
  if (recent.length > REMEMBERED) recent.shift();
}

function note(tally: Tally, { name }: CommandLine, { exit, stderr }: Ended): void {
  const key = `${name} ${exit ?? "killed"}`;
  tally.exits.set(key, (tally.exits.get(key) ?? 0) + 1);
  if (exit === null) tally.kills += 1;
  else if (exit !== EXIT.ok && !tally.said.has(key)) tally.said.set(key, stderr.trim().slice(0, 400));
}

function judge(violations: Violations, { name, argv, exits }: CommandLine, { exit, stdout, stderr }: Ended): void {
  const line = argv.join(" ").slice(0, 200);
  if (exit === null || !KNOWN_EXITS.has(exit) || exit === EXIT.bug)
    violations.add("exit codes", `${line}: ${exit}\n${stderr.slice(0, 2000)}`);
  else if (!exits.includes(exit)) violations.add("expected exits", `${name}: ${exit} from ${line}\n${stderr.slice(0, 1000)}`);
  if (STACK.test(stderr) || STACK.test(stdout)) violations.add("no stack traces", `${line}\n${stderr.slice(0, 2000)}`);
}
