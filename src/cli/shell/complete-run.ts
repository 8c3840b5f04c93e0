import { join } from "node:path";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { namesIn } from "../../core/files.ts";
import { oneLine } from "../../core/text.ts";
import type { Io } from "../io.ts";
import { type PlaceFlags, routerPlace } from "../commands/route-place.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { type Candidate, complete, type NameKind } from "./complete.ts";
import { buildProgram } from "../program.ts";

/**
 * Prints what the shell may offer for a line that is being typed: a word and what it means, with a tab between, or `:files` or `:folders`.
 * Says
 * nothing where it knows nothing: a person is typing.
 */
export async function runComplete(words: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const only = words.length > 1 ? words[0] : undefined;
    const {
      words: offered,
      names,
      paths,
    } = complete(
      buildProgram(io, () => {}, only === undefined ? {} : { only }),
      words,
    );
    if (paths !== undefined) io.stdout(`:${paths}\n`);
    print(offered, io);
    if (names === undefined) return EXIT.ok;
    const begun = names.begun.toLowerCase();
    const found = (await namesOf(names.of, words, io)).filter(
      ({ word, about }) => word.toLowerCase().startsWith(begun) || about.toLowerCase().startsWith(begun),
    );
    print(
      found.map(({ word, about }) => ({ word: names.before + word, about })),
      io,
    );
  } catch {
    // A broken workspace has its say when the command is run.
  }
  return EXIT.ok;
}

const MOST = 200;

function print(candidates: readonly Candidate[], io: Io): void {
  for (const { word, about } of candidates.slice(0, MOST))
    io.stdout(`${oneLine(word)}${about === "" ? "" : `\t${oneLine(about).slice(0, 70)}`}\n`);
}

async function namesOf(kind: NameKind, words: readonly string[], io: Io): Promise<Candidate[]> {
  if (kind === "setting") {
    const { SETTINGS } = await import("../../config/settings.ts");
    return SETTINGS.map(({ key, doc }) => ({ word: key, about: doc }));
  }
  const { root, folders } = await placeOf(words, io);
  const under = async (name: string, ending: RegExp): Promise<Candidate[]> => {
    const names = await Promise.all(folders.map((folder) => namesIn(join(folder, name))));
    return [
      ...new Set(
        names
          .flat()
          .filter((one) => ending.test(one))
          .map((one) => one.replace(ending, "")),
      ),
    ]
      .sort()
      .map((word) => ({ word, about: "" }));
  };
  switch (kind) {
    case "account": {
      const { accountNames } = await import("../../app/account-names.ts");
      return (await accountNames(root)).map(([word, about]) => ({ word, about }));
    }
    case "agent":
      return (await under("agents", /\.md$/)).filter(({ word }) => word !== "ECHO");
    case "health":
      return under("references/health", /\.ya?ml$/);
    case "play":
      return under("references/playbooks/drafts", /\.md$/);
    case "task":
      return (await namesIn(await tasksOf(words, io))).flatMap((name) =>
        name.endsWith("-context.md") ? [{ word: name.replace(/-context\.md$/, ""), about: "" }] : [],
      );
  }
}

interface Place {
  readonly root: string;
  /** Folders with `agents` and `references`, the shipped ones first. */
  readonly folders: readonly string[];
}

/**
 * The workspace that the line names, as its command would find it; its settings are not read, which would take longer than all the rest.
 */
async function placeOf(words: readonly string[], io: Io): Promise<Place> {
  const { workspace } = await routerPlace(io, placeFlags(words));
  return { root: workspace?.root ?? io.cwd, folders: [PACKAGE_ROOT, ...(workspace === undefined ? [] : [workspace.own])] };
}

/** The folder of tracking files is a setting. */
async function tasksOf(words: readonly string[], io: Io): Promise<string> {
  const { findWorkspace } = await import("../../config/workspace.ts");
  const { directory: dir, demo } = placeFlags(words);
  return (await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir, demo })).tasks;
}

function placeFlags(words: readonly string[]): PlaceFlags {
  const at = words.findIndex((word) => word === "-C" || word === "--directory");
  const joined = words.find((word) => word.startsWith("--directory="))?.slice("--directory=".length);
  const directory = at >= 0 && at < words.length - 1 ? words[at + 1] : joined;
  return { demo: words.includes("--demo"), ...(directory === undefined ? {} : { directory }) };
}
