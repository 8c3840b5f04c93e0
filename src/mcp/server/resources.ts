import { basename, join, sep } from "node:path";
import { healthReport } from "../../app/health.ts";
import { listRenewals } from "../../app/renewals.ts";
import { listSignals } from "../../app/signals.ts";
import { findTask, listTaskLines } from "../../app/tasks.ts";
import { UserError } from "../../core/errors.ts";
import { readText, realPathIfAny, walk } from "../../core/files.ts";
import { nearest } from "../../core/text.ts";
import { loadTeam } from "../../team/load-team.ts";
import { namedAccounts } from "./account-names.ts";
import type { ServerContext } from "./server-context.ts";
import { taskText } from "./task-text.ts";

/** One kind of thing that clients may read, by a name behind its prefix. */
export interface ResourceKind {
  /** `accounts`: the first part of `echo://accounts/acme`. */
  readonly kind: string;
  readonly uriTemplate: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  list(context: ServerContext): Promise<readonly { readonly name: string; readonly title?: string }[]>;
  /** Throws EchoError for a name that there is not. */
  read(name: string, context: ServerContext): Promise<string>;
}

const JSON_TYPE = "application/json";
const MARKDOWN = "text/markdown";
const RENEWAL_DAYS = 365;

const accounts: ResourceKind = {
  kind: "accounts",
  uriTemplate: "echo://accounts/{account}",
  title: "Accounts",
  description: "How one account stands: health with every input, signals, and the renewals of the next year.",
  mimeType: JSON_TYPE,
  list: async ({ deps }) => (await namedAccounts(deps)).map(({ account, name }) => ({ name: account, title: name })),
  read: async (account, { deps }) => {
    const health = await healthReport(deps, { account });
    const { signals } = await listSignals(deps, { account });
    const { renewals } = await listRenewals(deps, { account, days: RENEWAL_DAYS });
    return JSON.stringify({ as_of: health.asOf, health: health.scores[0] ?? null, signals, renewals }, null, 2);
  },
};

const tasks: ResourceKind = {
  kind: "tasks",
  uriTemplate: "echo://tasks/{task}",
  title: "Tasks",
  description: "The tracking files of one task: context, to-dos, insights.",
  mimeType: MARKDOWN,
  list: async ({ deps }) =>
    (await listTaskLines(deps, {})).tasks.map(({ id, title, status }) => ({ name: id, title: `${title} (${status})` })),
  read: async (task, { deps }) => taskText(deps, (await findTask(deps, task)).task.id),
};

const references: ResourceKind = {
  kind: "references",
  uriTemplate: "echo://references/{+path}",
  title: "References",
  description: "How the practice says things are done: patterns, sharp edges, validations, playbooks, health models.",
  mimeType: MARKDOWN,
  list: async ({ deps }) => [...(await referenceFiles(deps.workspace.references)).keys()].sort().map((name) => ({ name })),
  read: async (name, { deps }) => {
    // Only what the folders list is read: a name is never joined to a path.
    const files = await referenceFiles(deps.workspace.references);
    return readText(files.get(name) ?? unknown("reference", name, [...files.keys()]));
  },
};

async function referenceFiles(folders: readonly string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const home = await realPathIfAny(folder);
    for (const name of (await walk(folder)).filter((each) => /\.(?:md|ya?ml)$/i.test(each))) {
      // A link may lead out of the folder, to what nobody meant to show.
      const path = await realPathIfAny(join(folder, name));
      if (home !== undefined && path?.startsWith(home + sep) === true) files.set(name, path);
    }
  }
  return files;
}

const agents: ResourceKind = {
  kind: "agents",
  uriTemplate: "echo://agents/{agent}",
  title: "Agents",
  description: "The file of one agent of the team, and ECHO: the charter they all work by.",
  mimeType: MARKDOWN,
  list: async (context) => [...(await agentFiles(context)).keys()].sort().map((name) => ({ name })),
  read: async (name, context) => {
    const files = await agentFiles(context);
    return readText(files.get(name) ?? unknown("agent", name, [...files.keys()]));
  },
};

async function agentFiles({ deps }: ServerContext): Promise<Map<string, string>> {
  const { agents: team, charter } = await loadTeam(deps.workspace.agents, { references: deps.workspace.references });
  const files = new Map(team.map(({ name, path }) => [name, path]));
  if (charter !== undefined) files.set(basename(charter.path).replace(/\.md$/i, ""), charter.path);
  return files;
}

function unknown(what: string, name: string, all: readonly string[]): never {
  const near = nearest(name, all);
  throw new UserError({
    code: `unknown-${what}`,
    message: `There is no ${what} "${name}".`,
    found: name,
    allowed: near.length > 0 ? near : [...all].sort().slice(0, 20),
    fix: "List the resources to see their names.",
  });
}

/** Everything that may be read by its address. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [accounts, tasks, references, agents];

/** The kind and the name behind an address; undefined for one that is none of ours. */
export function addressOf(uri: string): { readonly kind: ResourceKind; readonly name: string } | undefined {
  const [, kind, name] = /^echo:\/\/([a-z]+)\/(.+)$/.exec(uri) ?? [];
  const found = RESOURCE_KINDS.find((one) => one.kind === kind);
  if (found === undefined || name === undefined) return undefined;
  try {
    return { kind: found, name: decodeURIComponent(name) };
  } catch {
    return undefined;
  }
}

/** The address of a thing; slashes of a path stay as they are. */
export function uriOf(kind: string, name: string): string {
  return `echo://${kind}/${name.split("/").map(encodeURIComponent).join("/")}`;
}
