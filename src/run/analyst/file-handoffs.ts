import { capitalised, slug } from "../../core/text.ts";
import type { Day } from "../../core/days.ts";
import type { Fact, Measurement } from "../../domain/facts/fact.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { taskKey } from "../../tasks/task-id.ts";
import { allHandoffs, type Contribution, type HandoffRecord } from "../answer/contribution.ts";
import type { FiledHandoff } from "../answer/filed-handoff.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { cite } from "./cite.ts";

export interface Filing {
  readonly task: string;
  readonly question: string;
  readonly asOf: Day;
  readonly account: string | null;
  /** Facts by the key of their measurement. */
  readonly facts: ReadonlyMap<string, Fact>;
}

/** The analyst's handoffs, worded and numbered, each before those its receiver made. */
export function fileHandoffs(contribution: Contribution, filing: Filing): FiledHandoff[] {
  const byId = new Map([...filing.facts.values()].map((fact) => [fact.id, fact]));
  const printed = (template: string): string =>
    renderTemplate(
      cite(template, (key) => filing.facts.get(key)?.id ?? "F0"),
      byId,
      METRICS,
    );
  return allHandoffs(contribution).map((handoff): FiledHandoff => {
    const subject = subjectOf(handoff, contribution, filing.account);
    const reason = printed(handoff.reason);
    return {
      status: handoff.status,
      reason: handoff.note === null ? reason : `${reason} (${handoff.rule}: ${handoff.note})`,
      facts: handoff.facts.flatMap((key) => filing.facts.get(key) ?? []),
      packet: {
        task: filing.task,
        from: handoff.from,
        to: handoff.to,
        mode: handoff.mode,
        rule: handoff.rule,
        subject,
        created: filing.asOf,
        updated: filing.asOf,
        deadline: handoff.deadline,
        account: subject.startsWith("pattern/") ? null : filing.account,
        title: capitalised(printed(handoff.answer?.draft.headline ?? handoff.reason)),
        question: filing.question,
        asked: printed(handoff.ask),
        answer: handoff.answer === null ? null : answerText(handoff.answer, printed),
        outside: handoff.outside,
      },
    };
  });
}

/** What a packet is about, the same in every run: a pattern by its capability, anything else by the task it comes from. */
function subjectOf(handoff: HandoffRecord, contribution: Contribution, account: string | null): string {
  const measured: Measurement[] = [...(handoff.answer?.draft.measurements.values() ?? [])];
  const capability = measured.find((measurement) => measurement.metric === "gap_capability")?.value;
  if (handoff.answer?.playbook.intent === "pattern" && typeof capability === "string") return `pattern/${slug(capability)}`;
  return taskKey({ intent: contribution.playbook.intent, subject: account });
}

function answerText({ draft }: Contribution, printed: (template: string) => string): string {
  const findings = draft.findings.map((found) => `- ${printed(found.template)}`);
  const actions = draft.actions.map((action) => `- ${printed(action.template)} (owner: ${action.owner}, due: ${action.due})`);
  return [
    capitalised(printed(draft.headline)),
    ...(findings.length === 0 ? [] : ["", ...findings]),
    ...(actions.length === 0 ? [] : ["", ...actions]),
  ].join("\n");
}
