import { addDays } from "../core/days.ts";
import { capitalised } from "../core/text.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { FiledHandoff } from "../run/answer/filed-handoff.ts";
import { taskKey } from "../tasks/task-id.ts";
import { checkHandoff } from "../team/policy/check-handoff.ts";
import { type HandoffNeed, requiredHandoffs } from "../team/policy/required-handoffs.ts";
import type { Team } from "../team/team.ts";

/** A colleague whom the charter brings in answers within two days. */
const DEADLINE_DAYS = 2;

/**
 * Handoffs that the charter asks for and the answer did not make: the question is technical and a deal is open, or it is about a forecast.
 * Where the answerer's own table does not let it ask, it stays with what it has.
 */
export function requiredPackets(
  brief: Brief,
  made: readonly FiledHandoff[],
  { team, openDeal }: { readonly team: Team; readonly openDeal: boolean },
): FiledHandoff[] {
  return requiredHandoffs({ agent: brief.agent, text: brief.question, openDeal }, team)
    .filter((need) => !made.some(({ packet }) => packet.to === need.to))
    .flatMap((need) => {
      const request = { from: brief.agent, to: need.to, mode: need.mode, reason: need.reason, depth: 1, path: [brief.agent] };
      return checkHandoff(request, team).allowed ? [toHandoff(need, brief)] : [];
    });
}

function toHandoff(need: HandoffNeed, brief: Brief): FiledHandoff {
  return {
    status: "filed",
    reason: `${capitalised(need.reason)} (${need.rule})`,
    facts: [],
    packet: {
      task: brief.task,
      from: brief.agent,
      to: need.to,
      mode: need.mode,
      rule: need.rule,
      subject: taskKey({ intent: brief.intent, subject: brief.account }),
      created: brief.asOf,
      updated: brief.asOf,
      deadline: addDays(brief.asOf, DEADLINE_DAYS),
      account: brief.account,
      title: capitalised(need.reason),
      question: brief.question,
      asked: "Answer what is yours in this question; whoever asked carries on with it",
      answer: null,
      outside: false,
    },
  };
}
