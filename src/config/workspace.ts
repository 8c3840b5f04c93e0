import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { DataError, UserError } from "../core/errors.ts";
import { namesIn, readTextIfAny, statIfAny } from "../core/files.ts";
import { count } from "../core/text.ts";
import { type ConfigFile, parseConfig } from "./config-file.ts";
import { CONFIG_NAME, nearestWorkspace } from "./nearest-workspace.ts";

/** Where everything of one workspace lies. All paths are absolute. */
export interface Workspace {
  /** Where tracking files, packets and reports are written. */
  readonly root: string;
  readonly exports: string;
  /** The user's corrections of account matches; need not exist. */
  readonly overrides: string;
  readonly snapshot: string;
  readonly runs: string;
  readonly tasks: string;
  readonly handoffs: string;
  readonly drafts: string;
  /** Folders of Markdown, the shipped ones first: what a later one holds replaces the same name. */
  readonly agents: readonly string[];
  readonly references: readonly string[];
  readonly skills: readonly string[];
  readonly config: ConfigFile;
  /** Present where the workspace has an echo.yaml. */
  readonly configPath: string | undefined;
  readonly demo: boolean;
}

const DATA_FILE = /\.(csv|tsv|json|ndjson|jsonl|parquet)(\.gz)?$/i;

/** Data files of a folder that is no workspace which are named. */
const FILES_NAMED = 4;

export interface WorkspaceChoice {
  /** The current folder. */
  readonly cwd: string;
  /** -C DIR, as typed. */
  readonly dir?: string | undefined;
  readonly demo?: boolean | undefined;
  /** The folder of the installed program, which holds the shipped Markdown and the example. */
  readonly packageRoot: string;
}

/**
 * The workspace a command works on: the example book with --demo, the folder of -C, else the nearest folder upwards with an
 * echo.yaml (or, without one, an exports folder in the current folder itself). Throws UserError where there is none (`no-workspace`)
 * or both -C and --demo are given (`two-workspaces`), DataError for a broken echo.yaml.
 */
export async function findWorkspace(choice: WorkspaceChoice): Promise<Workspace> {
  if (choice.demo === true && choice.dir !== undefined)
    throw new UserError({
      code: "two-workspaces",
      message: `--demo and -C ${choice.dir} name two workspaces: the example's figures are not those of the folder.`,
      found: `--demo -C ${choice.dir}`,
      allowed: ["--demo", `-C ${choice.dir}`],
      fix: "Leave one of them away.",
    });
  if (choice.demo === true) return demoWorkspace(choice);
  if (choice.dir !== undefined) {
    const root = resolve(choice.cwd, choice.dir);
    if ((await statIfAny(root))?.isDirectory() !== true)
      throw new UserError({
        code: "no-folder",
        message: `There is no folder ${choice.dir}.`,
        found: choice.dir,
        fix: "Name an existing folder with -C.",
      });
    return workspaceAt(root, choice.packageRoot);
  }
  const root = nearestWorkspace(choice.cwd);
  if (root !== undefined) return workspaceAt(root, choice.packageRoot);
  throw noWorkspace((await namesIn(choice.cwd)).filter((name) => DATA_FILE.test(name)));
}

/** Files that lie about in the current folder are read only where somebody says so: it may be anybody's downloads. */
function noWorkspace(files: readonly string[]): UserError {
  const message = "There is no workspace here: neither an exports folder in this folder nor an echo.yaml in it or above it.";
  if (files.length === 0)
    return new UserError({
      code: "no-workspace",
      message,
      fix: "Run `echo-cs init` here, name a folder with -C DIR, or try the example with --demo.",
    });
  const more = files.length > FILES_NAMED ? ` and ${files.length - FILES_NAMED} more` : "";
  return new UserError({
    code: "no-workspace",
    message,
    found: `${count(files.length, "data file")}: ${files.slice(0, FILES_NAMED).join(", ")}${more}`,
    fix: "To read them as they lie here, add -C . to any command: `echo-cs import -C .`; or run `echo-cs init` here.",
  });
}

/** The workspace of a folder, set up or not: without an `exports` folder, data files lying in it are its exports. */
export async function workspaceAt(root: string, packageRoot: string): Promise<Workspace> {
  const configPath = join(root, CONFIG_NAME);
  const text = await readTextIfAny(configPath);
  const config = text === undefined ? {} : parseConfig(text, configPath);
  const flat = (await statIfAny(join(root, "exports"))) === undefined && (await namesIn(root)).some((name) => DATA_FILE.test(name));
  return layout({
    root,
    exports: flat ? root : join(root, "exports"),
    config,
    configPath: text === undefined ? undefined : configPath,
    packageRoot,
    demo: false,
  });
}

async function demoWorkspace({ cwd, packageRoot }: WorkspaceChoice): Promise<Workspace> {
  const book = join(packageRoot, "examples", "northstar");
  const configPath = join(book, CONFIG_NAME);
  const config = parseConfig((await readTextIfAny(configPath)) ?? "", configPath);
  return layout({ root: join(cwd, "echo-demo"), own: book, exports: join(book, "exports"), config, configPath, packageRoot, demo: true });
}

/** The same workspace, with what commands write (tracking files, Facts, packets, drafts) in another folder. */
export function writingTo(folder: string, workspace: Workspace): Workspace {
  return {
    ...workspace,
    runs: join(folder, "runs"),
    tasks: join(folder, "tasks"),
    handoffs: join(folder, "handoffs"),
    drafts: join(folder, "drafts"),
  };
}

/** echo.yaml may have come with somebody's branch: it says where in the workspace is written, and nowhere else. */
function tasksFolder(root: string, { tasks_dir: named = "tasks" }: ConfigFile, configPath: string | undefined): string {
  const folder = resolve(root, named);
  const inside = relative(root, folder);
  if (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return folder;
  throw new DataError({
    code: "outside-workspace",
    message: `The folder of tasks_dir leads out of the workspace: ${named}.`,
    found: named,
    allowed: ["a folder inside the workspace, such as tasks or team/tasks", ". for the workspace itself"],
    fix: "Correct tasks_dir in echo.yaml.",
    ...(configPath === undefined ? {} : { place: { file: configPath } }),
  });
}

interface Parts {
  readonly root: string;
  /** Where the workspace's own Markdown lies, when not in its root. */
  readonly own?: string;
  readonly exports: string;
  readonly config: ConfigFile;
  readonly configPath: string | undefined;
  readonly packageRoot: string;
  readonly demo: boolean;
}

function layout({ root, own = root, exports, config, configPath, packageRoot, demo }: Parts): Workspace {
  const layered = (name: string): string[] => [join(packageRoot, name), join(own, name)];
  return {
    root,
    exports,
    overrides: join(root, "overrides.csv"),
    snapshot: join(root, ".echo", "book.duckdb"),
    runs: join(root, ".echo", "runs"),
    tasks: tasksFolder(root, config, configPath),
    handoffs: join(root, "handoffs"),
    drafts: join(root, "drafts"),
    agents: layered("agents"),
    references: layered("references"),
    skills: layered("skills"),
    config,
    configPath,
    demo,
  };
}
