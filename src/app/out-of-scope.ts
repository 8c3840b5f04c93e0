import { UserError } from "../core/errors.ts";
import { list } from "../core/text.ts";
import type { Practice } from "../run/answer/practice.ts";

const NOBODYS = "Nothing in this reads like a question to this team.";

/** The refusal of a question that ECHO cannot answer, with what the team's lanes are for and questions that it can answer. */
export function outOfScope({ team }: Pick<Practice, "team">, message: string = NOBODYS): UserError {
  return new UserError({
    code: "out-of-scope",
    message,
    allowed: team.charter?.lanes.map((lane) => `${lane.id}: ${lane.purpose}`) ?? [],
    fix: `Ask about an account or the book, for instance ${list(['"why is Acme churning?"', '"which accounts are at risk?"', '"what is our NRR?"'], "or")}. English is understood best.`,
  });
}
