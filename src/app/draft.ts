import { relative, sep } from "node:path";
import { knownAccounts } from "../book/known-accounts.ts";
import { measure } from "../book/measure.ts";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { shellWord } from "../core/shell-word.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { factTitle } from "../domain/facts/true-days.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { type FilledDraft, fillDraft } from "../tasks/fill-draft.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import { loadDraftTemplates } from "../tasks/load-draft-templates.ts";
import { writeDraft } from "../tasks/write-draft.ts";
import { loadTeam } from "../team/load-team.ts";
import { checkCustomerText } from "../team/policy/customer-text.ts";
import { checkDraft } from "../team/policy/check-draft.ts";
import { type DraftMaterial, draftMaterial, type DraftWishes } from "./draft-material.ts";
import { allow, requireFitting, requirePlay } from "./draft-refusals.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface DraftInput extends BookOptions, DraftWishes {
  readonly account: string;
  readonly play: string;
  /** Name of the draft within its task, where several of a play may stand there (default: the play). */
  readonly kind?: string | undefined;
  /** To send it; refused with the rule. */
  readonly send?: boolean | undefined;
}

export interface DraftResult {
  readonly play: string;
  readonly title: string;
  readonly account: string;
  readonly name: string;
  readonly task: string;
  readonly asOf: Day;
  readonly age: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The Facts behind it. */
  readonly facts: readonly Fact[];
  readonly problem: string | null;
  /** Inside the workspace. */
  readonly file: string;
  readonly change: "created" | "updated" | "unchanged" | "conflict";
  /** True where a person edited the draft of this play before: theirs stays, and what is told here was not written. */
  readonly kept: boolean;
  /** Lines of the template that were left out, and what is unknown. */
  readonly left_out: readonly { readonly line: number; readonly unknown: string }[];
  readonly template: string;
}

/**
 * Drafts a message to an account from a play's template and the book's figures, into drafts/. Nothing is sent. Throws UserError with the
 * rule's id where the charter forbids it, and where the play does not fit the account.
 */
export async function draftMessage(deps: Deps, input: DraftInput): Promise<DraftResult> {
  const { workspace } = deps;
  const template = requirePlay(input.play, await loadDraftTemplates(workspace.references));
  const { charter } = await loadTeam(workspace.agents, { references: workspace.references });
  const session = await openSession(deps, input);
  try {
    const accounts = await knownAccounts(session.book);
    const account = resolveAccount(input.account, accounts);
    const material = await draftMaterial(session, template, account, input);
    const sender = input.as ?? template.from;
    const { pitch, expansion, renewal, noticed } = template;
    const asked = {
      pitch,
      expansion,
      renewal,
      sender,
      send: input.send,
      problemRecorded: material.problem !== null,
      account: material.account,
    };
    allow(checkDraft(asked, charter), template.title);
    requireFitting(template, material.values.value);
    const filled = fillDraft(template, material.values);
    allow(checkDraft({ ...asked, observations: noticed ? filled.observations : undefined }, charter), template.title);
    const others = accounts.flatMap(({ account: id, name }) => (id === account.account || account.name.includes(name) ? [] : [name]));
    const inside = { otherAccounts: others, figures: material.inside };
    allow(checkCustomerText(`${filled.subject}\n${filled.text}`, inside, charter), template.title, template.file);
    return await write(session, { template, material, filled, sender, account, kind: input.kind ?? template.play });
  } finally {
    session.close();
  }
}

interface Ready {
  readonly template: ReturnType<typeof requirePlay>;
  readonly material: DraftMaterial;
  readonly filled: FilledDraft;
  readonly sender: string;
  readonly account: { readonly account: string; readonly name: string };
  readonly kind: string;
}

async function write(session: Session, { template, material, filled, sender, account, kind }: Ready): Promise<DraftResult> {
  const { workspace } = session.deps;
  const task = await resolveTaskId(workspace.tasks, { intent: template.intent, subject: account.account, asOf: session.asOf });
  const measured = await measure(
    session.context(),
    { account: account.account },
    filled.cited.filter((name) => METRICS.has(name)),
  );
  const facts = await recordFacts(
    workspace.runs,
    task,
    measured.filter(({ value }) => value !== null),
  );
  const { subject, text } = filled;
  const written = await writeDraft(workspace.drafts, {
    task,
    kind,
    from: sender,
    to: material.to,
    subject,
    text,
    facts: facts.map(({ id }) => id),
    ...(material.problem === null ? {} : { problem: material.problem }),
  });
  return {
    play: template.play,
    title: template.title,
    account: account.account,
    name: account.name,
    task,
    asOf: session.asOf,
    age: session.age,
    from: sender,
    to: material.to,
    subject,
    text,
    facts,
    problem: material.problem,
    file: relative(workspace.root, written.file).split(sep).join("/"),
    change: written.change,
    kept: written.kept,
    left_out: filled.leftOut,
    template: template.file,
  };
}

export interface PlayLine {
  readonly play: string;
  readonly title: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly pitch: boolean;
  readonly file: string;
}

/** The plays there are templates for. */
export async function listPlays({ workspace }: Pick<Deps, "workspace">): Promise<PlayLine[]> {
  const templates = await loadDraftTemplates(workspace.references);
  return [...templates.values()].map(({ play, title, from, to, pitch, file }) => ({ play, title, from, to, pitch, file }));
}

/** A Fact as a reader of the draft sees it; a change keeps its sign, for no sentence gives the direction. */
export function factText(fact: Fact): string {
  const metric = METRICS.get(fact.metric);
  return `${fact.id}  ${factTitle(fact, metric)}: ${formatFact(fact, undefined, false, metric?.decimals)}`;
}

/** Both are needed to draft; UserError says which is missing. */
export function requireNamed(account: string | undefined, play: string | undefined): { account: string; play: string } {
  if (account !== undefined && play !== undefined) return { account, play };
  throw new UserError({
    code: "account-or-play-missing",
    message: `A draft needs ${account === undefined ? "an account" : "a play"}.`,
    fix: `Name both: echo-cs draft --account ${account === undefined ? "NAME" : shellWord(account)} --play ${play ?? "recovery"}. \`echo-cs draft --list\` shows the plays.`,
  });
}
