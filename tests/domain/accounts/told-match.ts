import type { Match } from "../../../src/domain/accounts/match-account.ts";

/** The ids that a match names; names that are only near have a question mark before them. */
export function told(match: Match): string[] {
  if (match.kind === "one") return [match.account.account];
  return match.kind === "many" ? match.candidates.map(({ account }) => account) : match.near.map((name) => `? ${name}`);
}
