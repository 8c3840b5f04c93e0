import type { Action, Brief, Finding, ReferenceCitation } from "../../domain/brief/brief.ts";
import type { Day } from "../../core/days.ts";
import { capitalised } from "../../core/text.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import type { ReferenceEntry } from "../../team/reference.ts";
import { cite, keysIn } from "../analyst/cite.ts";
import type { Draft, DraftAction, DraftFinding } from "../analyst/draft.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { verifyBrief } from "../verify/verify-brief.ts";
import type { Vocabulary } from "../verify/vocabulary.ts";
import { allHandoffs, type Contribution, flatten } from "./contribution.ts";

/** Keys of the measurements an answer prints or rests on, in reading order: their Facts are numbered so. */
export function citedKeys(contribution: Contribution): string[] {
  const keys = flatten(contribution).flatMap(({ draft }) => [
    ...keysIn(draft.headline),
    ...draft.findings.flatMap((finding) => [...keysIn(finding.template), ...finding.facts]),
    ...draft.actions.flatMap((action) => [...keysIn(action.template), ...action.why]),
  ]);
  const handed = allHandoffs(contribution).flatMap((handoff) => [...keysIn(handoff.reason), ...keysIn(handoff.ask), ...handoff.facts]);
  return [...new Set([...keys, ...handed])];
}

export interface BriefFrame {
  readonly question: string;
  readonly asOf: Day;
  readonly snapshot: string;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly accountsOf: string | undefined;
  readonly task: string;
  /** Facts by the key of their measurement. */
  readonly facts: ReadonlyMap<string, Fact>;
  readonly vocabulary: Vocabulary;
  readonly references: readonly ReferenceEntry[];
  /** Who holds a role for this account. */
  readonly ownerName: (role: string) => string | undefined;
  /** References that are part of the answer itself, before those the playbook cites. */
  readonly quoted?: readonly ReferenceCitation[];
}

/** The Brief of an analyst's answer: every statement as written and as printed, verified. */
export function buildBrief(contribution: Contribution, frame: BriefFrame): Brief {
  const facts = new Map([...frame.facts.values()].map((fact) => [fact.id, fact]));
  const all = flatten(contribution);
  const headlineTemplate = cited(contribution.draft.headline, frame);
  const findings = all.flatMap(({ agent, draft }, index) =>
    draft.findings
      .filter((found) => index === 0 || (found.kind !== "strength" && found.kind !== "note"))
      .map((found) => toFinding(found, index === 0 ? undefined : agent, frame, facts)),
  );
  const actions = all.flatMap(({ draft, playbook }) => draft.actions.map((action) => toAction(action, playbook.id, frame, facts)));
  const unknowns = distinct(
    all.flatMap(({ draft }) => draft.unknowns),
    ({ what }) => what,
  );
  const parts = { headline_template: headlineTemplate, findings, actions, unknowns };
  return {
    schema: 1,
    question: frame.question,
    lane: contribution.lane,
    agent: contribution.agent,
    intent: contribution.playbook.intent,
    asOf: frame.asOf,
    snapshot: frame.snapshot,
    account: frame.account,
    account_name: frame.accountName,
    ...(frame.accountsOf === undefined ? {} : { accounts_of: frame.accountsOf }),
    mode: "analyst",
    task: frame.task,
    headline: capitalised(renderTemplate(headlineTemplate, facts, METRICS)),
    ...parts,
    facts: [...facts.values()],
    handoffs: [],
    references: references(
      all.map(({ draft }) => draft),
      frame,
    ),
    verification: verifyBrief(parts, { facts, vocabulary: frame.vocabulary }),
  };
}

function cited(template: string, { facts }: BriefFrame): string {
  return cite(template, (key) => facts.get(key)?.id ?? "F0");
}

function toFinding(found: DraftFinding, agent: string | undefined, frame: BriefFrame, facts: ReadonlyMap<string, Fact>): Finding {
  const template = cited(found.template, frame);
  return {
    id: found.id,
    kind: found.kind,
    statement: renderTemplate(template, facts, METRICS),
    template,
    severity: found.severity,
    facts: ids(found.facts, frame),
    ...(found.cause === undefined ? {} : { cause: found.cause }),
    ...(agent === undefined ? {} : { agent }),
  };
}

function toAction(action: DraftAction, playbook: string, frame: BriefFrame, facts: ReadonlyMap<string, Fact>): Action {
  const template = cited(action.template, frame);
  const name = frame.ownerName(action.owner);
  return {
    what: renderTemplate(template, facts, METRICS),
    template,
    owner: action.owner,
    ...(name === undefined ? {} : { owner_name: name }),
    due: action.due,
    why: ids(action.why, frame),
    playbook,
    step: action.step,
  };
}

function ids(keys: readonly string[], { facts }: BriefFrame): string[] {
  return keys.flatMap((key) => facts.get(key)?.id ?? []);
}

function references(drafts: readonly Draft[], frame: BriefFrame): ReferenceCitation[] {
  const wanted = new Set(drafts.flatMap((draft) => draft.cites));
  const found = [...wanted].flatMap((id) => frame.references.filter((entry) => entry.id === id));
  const named = found.map(({ file, id, title }): ReferenceCitation => ({ file: `references/${file}`, id, title }));
  const quoted = frame.quoted ?? [];
  // An entry that is quoted keeps its text although the playbook cites it too.
  return [...quoted, ...named.filter(({ id }) => !quoted.some((entry) => entry.id === id))];
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
