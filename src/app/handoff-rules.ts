import type { Tier } from "../domain/health/tier.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Seat, TeamRules } from "../run/model/consult-team.ts";
import { checkHandoff } from "../team/policy/check-handoff.ts";

/** What holds for every handoff of a model run: the sender's own table and the charter, whatever a text may have talked an agent into. */
export function handoffRules({ team }: Practice, seatOf: (name: string) => Seat | undefined, tier: Tier | null): TeamRules {
  return {
    seatOf,
    refuse: ({ from, to, mode, reason, chain }) => {
      const verdict = checkHandoff({ from, to, mode, reason, depth: chain.length, path: chain, account: { tier } }, team);
      return verdict.allowed ? undefined : `${verdict.rule}: ${verdict.reason}`;
    },
    file: async () => ({ answer: "Filed: nobody of this team answers for them, so a packet waits on disk.", complete: true }),
  };
}
