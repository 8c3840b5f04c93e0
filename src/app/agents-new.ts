import { join, relative, sep } from "node:path";
import { UserError } from "../core/errors.ts";
import { writeTextIfAbsent } from "../core/files.ts";
import { list, nearest, slug } from "../core/text.ts";
import { loadAgent } from "../team/load-team.ts";
import type { LoadIssue } from "../team/load-issue.ts";
import { printAgent } from "../team/print-agent.ts";
import { findAgent, type Team } from "../team/team.ts";
import { toolGrants } from "../team/tool-grants.ts";

export interface NewAgentInput {
  readonly name: string;
  readonly lane?: string | undefined;
  readonly description?: string | undefined;
  readonly tools?: string | undefined;
  /** The folder that gets the file. */
  readonly folder: string;
  /** What paths are told relative to. */
  readonly root: string;
}

export interface NewAgentResult {
  readonly name: string;
  readonly file: string;
  readonly lane: string | null;
  /** The shipped agent that the new one now replaces. */
  readonly replaces: string | null;
  readonly warnings: readonly LoadIssue[];
}

/** Writes the file of a new agent, ready to be filled in. Throws UserError for a name that is none, an unknown lane, or a file that is there. */
export async function newAgent(team: Team, input: NewAgentInput): Promise<NewAgentResult> {
  const name = slug(input.name);
  if (name === "")
    throw new UserError({
      code: "bad-name",
      message: `"${input.name}" is no name.`,
      found: input.name,
      fix: "Use letters, digits and hyphens.",
    });
  checkLane(input.lane, team);
  const description = input.description ?? `Say in two sentences what ${name} does and when to use it.`;
  const text = printAgent({
    name,
    aliases: [],
    description,
    summary: description,
    model: "sonnet",
    lane: input.lane,
    grants: toolGrants(input.tools ?? "Read, Grep, Glob"),
    triggers: { keywords: [], files: [], contexts: [] },
    examples: [],
    handoffs: [],
    restrictions: [],
    references: [],
    extra: {},
    body: BODY.replace("NAME", name),
    path: "",
  });
  const path = join(input.folder, `${name}.md`);
  const file = relative(input.root, path).split(sep).join("/");
  if (!(await writeTextIfAbsent(path, text)))
    throw new UserError({
      code: "agent-exists",
      message: `There is a file ${file} already.`,
      found: file,
      fix: "Edit it, or take another name.",
      place: { file: path },
    });
  const { warnings } = await loadAgent(path);
  return { name, file, lane: input.lane ?? null, replaces: findAgent(team, name)?.path ?? null, warnings };
}

const BODY = `# NAME

## Purpose

You … (who you are, and for whom you work)

## How you work

1. Read what is on record first: the account's figures, tickets, plan and notes.
2. Say what you found, with the Facts behind it, and what you do not know.
3. Recommend steps with an owner and a date.

## What you do not do

- You send nothing: messages are drafts for a person.
`;

function checkLane(lane: string | undefined, { charter }: Team): void {
  const lanes = charter?.lanes.map(({ id }) => id) ?? [];
  if (lane === undefined || charter === undefined || lanes.includes(lane)) return;
  const near = nearest(lane, lanes);
  throw new UserError({
    code: "unknown-lane",
    message: `The charter has no lane "${lane}".`,
    found: lane,
    allowed: lanes,
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "Add the lane to agents/ECHO.md first.",
  });
}
