import type { Day } from "../../core/days.ts";
import { slug } from "../../core/text.ts";
import type { Action, Brief, Finding } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import type { ReferenceEntry } from "../../team/reference.ts";
import { taskKey } from "../../tasks/task-id.ts";
import type { DraftParts } from "../model/draft-parts.ts";
import type { HandoffRecord } from "../model/handoff-record.ts";
import type { ModelRunResult } from "../model/model-run.ts";
import { citedIn } from "../verify/template.ts";
import type { FiledHandoff } from "./filed-handoff.ts";

export interface ModelFrame {
  readonly question: string;
  readonly asOf: Day;
  readonly snapshot: string;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly accountsOf: string | undefined;
  readonly task: string;
  readonly intent: string;
  readonly agent: string;
  readonly lane: string;
  /** Every Fact the task has given out. */
  readonly facts: readonly Fact[];
  /** When a handed-on question is due. */
  readonly deadline: Day;
  readonly ownerName: (role: string) => string | undefined;
  readonly isOutside: (name: string) => boolean;
  readonly correction: ReferenceEntry | undefined;
}

/** The Brief of a model run, with what the agents it asked had found, and its handoffs ready to be filed. */
export function buildModelBrief(result: ModelRunResult, frame: ModelFrame): { brief: Brief; handoffs: FiledHandoff[] } {
  const own = result.parts;
  const records = result.handoffs.flatMap(withNested);
  const others = records.flatMap(({ to, parts }) => (parts === undefined ? [] : [{ to, parts }]));
  const findings = [
    ...(own?.findings ?? []).map((found) => withoutAgent(found)),
    ...others.flatMap(({ to, parts }) => parts.findings.map((found): Finding => ({ ...found, agent: to }))),
  ];
  const actions = [...(own?.actions ?? []), ...others.flatMap(({ parts }) => parts.actions)].map((action) => named(action, frame));
  const handoffs = records.map((record) => filed(record, frame));
  const correction =
    frame.correction === undefined
      ? []
      : [{ file: `references/${frame.correction.file}`, id: frame.correction.id, title: frame.correction.title }];
  const references = new Map(
    [...correction, ...(own?.references ?? []), ...others.flatMap(({ parts }) => parts.references)].map((reference) => [
      reference.id,
      reference,
    ]),
  );
  const ids = new Set([
    ...citedIn(own?.headline_template ?? ""),
    ...findings.flatMap((found) => found.facts),
    ...actions.flatMap((action) => [...action.why, ...citedIn(action.template)]),
    ...handoffs.flatMap(({ facts }) => facts.map((fact) => fact.id)),
  ]);
  const { usage, usd } = result.meter;
  const unfinished = own === null ? "The run ended before there was an answer." : own.headline;
  const brief: Brief = {
    schema: 1,
    question: frame.question,
    lane: frame.lane,
    agent: frame.agent,
    intent: frame.intent,
    asOf: frame.asOf,
    snapshot: frame.snapshot,
    account: frame.account,
    account_name: frame.accountName,
    ...(frame.accountsOf === undefined ? {} : { accounts_of: frame.accountsOf }),
    mode: "model",
    task: frame.task,
    headline: unfinished,
    headline_template: own?.headline_template ?? unfinished,
    facts: frame.facts.filter((fact) => ids.has(fact.id)),
    findings,
    actions,
    handoffs: [],
    references: [...references.values()],
    unknowns: [...(own?.unknowns ?? []), ...others.flatMap(({ parts }) => parts.unknowns)],
    verification: verification(own, others),
    usage: { input: usage.input + usage.cacheRead + usage.cacheWrite, output: usage.output, cached: usage.cacheRead, usd },
  };
  return { brief, handoffs };
}

/** A handoff, then those its receiver made. */
function withNested(record: HandoffRecord): HandoffRecord[] {
  return [record, ...(record.handoffs ?? []).flatMap(withNested)];
}

/** The whole Brief's verification: the positions of the others' statements follow those of the asked agent. */
function verification(own: DraftParts | null, others: readonly { readonly parts: DraftParts }[]): Brief["verification"] {
  const all = [...(own === null ? [] : [own]), ...others.map(({ parts }) => parts)];
  let [findings, actions] = [0, 0];
  const unverified = all.flatMap((parts) => {
    const moved = parts.verification.unverified.map((claim) => ({
      ...claim,
      where: claim.where.replace(
        /^(findings|actions)\[(\d+)\]/,
        (_all, list: string, index: string) => `${list}[${Number(index) + (list === "findings" ? findings : actions)}]`,
      ),
    }));
    findings += parts.findings.length;
    actions += parts.actions.length;
    return moved;
  });
  return { checked: all.reduce((sum, parts) => sum + parts.verification.checked, 0), unverified };
}

function withoutAgent({ agent: _agent, ...found }: Finding): Finding {
  return found;
}

function named(action: Action, frame: ModelFrame): Action {
  const name = frame.ownerName(action.owner);
  return name === undefined ? action : { ...action, owner_name: name };
}

function filed(record: HandoffRecord, frame: ModelFrame): FiledHandoff {
  const refused = record.note?.startsWith("refused") === true;
  const answered = record.answer !== "" && record.complete;
  const outside = frame.isOutside(record.to);
  const capability = frame.facts.find((fact) => fact.metric === "gap_capability" && fact.value !== null)?.value;
  const subject =
    record.to === "product-engineer" && typeof capability === "string"
      ? `pattern/${slug(capability)}`
      : taskKey({ intent: frame.intent, subject: frame.account });
  return {
    status: refused ? "refused" : answered ? (record.parts === undefined ? "filed" : "answered") : "unfinished",
    reason: record.note === undefined ? record.reason : `${record.reason} (${record.note})`,
    facts: frame.facts.filter((fact) => record.facts.includes(fact.id)),
    packet: {
      task: frame.task,
      from: record.from,
      to: record.to,
      mode: record.mode,
      rule: null,
      subject,
      created: frame.asOf,
      updated: frame.asOf,
      deadline: frame.deadline,
      account: subject.startsWith("pattern/") ? null : frame.account,
      title: record.parts?.headline ?? record.reason,
      question: frame.question,
      asked: record.ask,
      answer: record.parts === undefined ? null : answerText(record.parts),
      outside,
    },
  };
}

function answerText(parts: DraftParts): string {
  const findings = parts.findings.map((found) => `- ${found.statement}`);
  const actions = parts.actions.map((action) => `- ${action.what} (owner: ${action.owner}, due: ${action.due})`);
  return [parts.headline, ...(findings.length === 0 ? [] : ["", ...findings]), ...(actions.length === 0 ? [] : ["", ...actions])].join(
    "\n",
  );
}
