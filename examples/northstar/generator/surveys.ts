import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, daysBetween, earlier, FIRST_DAY, later } from "./days.ts";
import { csv } from "./output.ts";
import { fullName, type Person, peopleOf, presentContacts } from "./people.ts";
import { random, type Random } from "./random.ts";
import { ACCOUNTS, type Account, accountNamed, touch } from "./roster.ts";
import { CHURNED } from "./subscription-terms.ts";
import { DETRACTOR, PASSIVE, PROMOTER, SERVICE_GOOD, SERVICE_POOR } from "./survey-comments.ts";

const COLUMNS = ["Response ID", "Email", "Name", "Company", "Survey Type", "Score", "Comment", "Responded At"];

interface Answer {
  readonly account: Account;
  readonly person: Person;
  readonly type: "nps" | "csat";
  readonly score: number;
  readonly comment: string;
  readonly day: string;
}

/** account, index of the person, type, score, day, comment */
const PLANTED: readonly (readonly [string, number, Answer["type"], number, string, string])[] = [
  ["Acme Corp", 0, "nps", 8, "2026-06-18", "Runs our lines. Setting up new people could be easier."],
  [
    "Acme Corp",
    3,
    "nps",
    3,
    "2026-10-28",
    "Half of my team cannot log in, and since Marisol left nobody at Northstar seems to own our account.",
  ],
  ["Brightloom", 0, "nps", 9, "2026-07-02", "Every department wants in."],
  ["Brightloom", 1, "nps", 10, "2026-10-01", "We run the mill on it. More seats, please!"],
  ["Brightloom", 2, "nps", 10, "2026-10-14", "Easy to use, always there."],
  ["Ember & Oak", 0, "nps", 9, "2026-07-22", "We ask a lot of questions and always get a kind answer."],
  ["Ember & Oak", 1, "nps", 9, "2026-10-21", "Best support team I know. Keep going!"],
  ["Granite Mutual", 0, "nps", 7, "2026-07-08", "Good, but far more than we use."],
  ["Granite Mutual", 1, "nps", 6, "2026-10-15", "Hard to defend at this price when two thirds of the seats are empty."],
  ["Harbor & Pine", 0, "nps", 4, "2026-07-14", "Still waiting for the shop connector."],
  ["Cobalt Freight", 0, "csat", 2, "2026-11-05", "Six weeks in and our data is not even loaded."],
];

/** No answers at all, or the planted ones only. */
const NO_MORE = new Set(["Driftwood Analytics", "Fernhill Labs", ...PLANTED.map(([name]) => name)]);

/** `surveys/nps.csv`, oldest first. One row carries a score that the scale does not have. */
export function surveysCsv(): string {
  const answers = [...ACCOUNTS.filter((account) => !NO_MORE.has(account.name)).flatMap(usualAnswers), ...PLANTED.map(planted), offScale()];
  const sorted = answers.toSorted((a, b) => compareText(a.day, b.day));
  return csv(
    COLUMNS,
    sorted.map((answer, index) => {
      const rng = random("answer", index);
      return {
        "Response ID": String(770_310 + index * 7),
        Email: answer.person.email,
        Name: fullName(answer.person),
        Company: answer.account.name,
        "Survey Type": answer.type,
        Score: answer.score,
        Comment: answer.comment,
        "Responded At": `${answer.day} ${rng.int(10, 20)}:${rng.int(10, 59)}:${rng.int(10, 59)}`,
      };
    }),
  );
}

function usualAnswers(account: Account): Answer[] {
  const rng = random("survey", account.name);
  const first = later(FIRST_DAY, addDays(account.start, 30));
  const last = earlier(AS_OF, CHURNED[account.name]?.canceledOn ?? AS_OF);
  const day = (): string => addDays(first, rng.int(0, daysBetween(first, last)));
  const count = { high: rng.int(4, 5), mid: rng.int(2, 4), low: rng.int(2, 3) }[touch(account)];
  const people = rng.shuffled(peopleOf(account)).slice(0, count);
  const nps = people.map((person) => npsAnswer(account, person, day(), rng));
  const helped = presentContacts(account, AS_OF)[0];
  return helped !== undefined && rng.chance(0.4) ? [...nps, csatAnswer(account, helped, day(), rng)] : nps;
}

function npsAnswer(account: Account, person: Person, day: string, rng: Random): Answer {
  const usual = { green: [7, 8, 8, 9, 9, 9, 10, 10], yellow: [5, 6, 7, 7, 8, 8, 8, 9], red: [2, 3, 4, 5, 6, 7] }[account.mood];
  const score = rng.pick(usual);
  return { account, person, type: "nps", score, comment: rng.pick(score >= 9 ? PROMOTER : score >= 7 ? PASSIVE : DETRACTOR), day };
}

function csatAnswer(account: Account, person: Person, day: string, rng: Random): Answer {
  const score = rng.pick(account.mood === "green" ? [4, 5, 5, 5] : [2, 3, 4, 4, 5]);
  return { account, person, type: "csat", score, comment: rng.pick(score >= 4 ? SERVICE_GOOD : SERVICE_POOR), day };
}

function planted([name, index, type, score, day, comment]: (typeof PLANTED)[number]): Answer {
  const account = accountNamed(name);
  const person = peopleOf(account)[index];
  if (person === undefined) throw new Error(`${name} has no person ${index}`);
  return { account, person, type, score, comment, day };
}

function offScale(): Answer {
  return planted(["Tidewater Ferries", 2, "nps", 11, "2026-09-17", "This one goes to eleven."]);
}
