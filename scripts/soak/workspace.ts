import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rootPath } from "../root.ts";

export interface SoakPlace {
  /** The workspace: a copy of the example book. */
  readonly root: string;
  /** Home and temporary folder of every process, beside the workspace. */
  readonly home: string;
  readonly temp: string;
}

/**
 * A copy of the built program of its own, beside the workspace, so that a build made meanwhile changes nothing under the soak. What it reads at run
 * time is linked. Returns the path of its main.js.
 */
export function copyProgram({ root }: SoakPlace, main: string): string {
  const [from, to] = [resolve(main, "../../.."), join(root, "../program")];
  mkdirSync(to);
  cpSync(join(from, "dist"), join(to, "dist"), { recursive: true });
  for (const name of readdirSync(from)) if (LINKED.has(name)) symlinkSync(join(from, name), join(to, name));
  return join(to, "dist/cli/main.js");
}

const LINKED = new Set(["agents", "commands", "examples", "node_modules", "package.json", "references", "schema", "skills"]);

/** An empty place with the example book's exports. */
export function makePlace(): SoakPlace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "echo-cs-soak-")));
  const place = { root: join(folder, "book"), home: join(folder, "home"), temp: join(folder, "temp") };
  for (const path of Object.values(place)) mkdirSync(path);
  cpSync(rootPath("examples/northstar/exports"), join(place.root, "exports"), { recursive: true });
  return place;
}

const CONFIG = readFileSync(rootPath("examples/northstar/echo.yaml"), "utf8");

/** The day from which every command looks back, written by the person who keeps the workspace. */
export function setDay({ root }: SoakPlace, day: string): void {
  writeFileSync(join(root, "echo.yaml"), `${CONFIG}as_of: ${day}\n`);
}

/** Northstar's accounts that the soak asks about. */
const ACCOUNTS = [
  "Acme Corp",
  "Marrowstone Bank",
  "Juniper Health",
  "Bluestem Utilities",
  "Mossgate Energy",
  "Oxbow Insurance",
  "Cobalt Freight",
  "Wickerwood Furniture",
  "Granite Mutual",
  "Pellucid Biotech",
] as const;

/** One of them; every other time one of the two whose files the person edits most. */
export function drawAccount(chance: () => number): string {
  const among = chance() < 0.5 ? ACCOUNTS.slice(0, 2) : ACCOUNTS;
  return among[Math.floor(chance() * among.length)] ?? ACCOUNTS[0];
}
