import { chanceOfAtLeast, SIGNIFICANT } from "./chance.ts";
import { customerSince } from "./contract-state.ts";
import { type AccountHistory, type DayNumber, type SurveyRow, within } from "./history.ts";
import type { Severity } from "../brief/brief.ts";
import { figure, type Finding, found, graded, type SignalKind, type SignalRule } from "./signal.ts";

/** Words stay on the table for a quarter. */
const WORDS_DAYS = 90;

/** A signal of words: somebody said something of a list of references/cues.yaml in a ticket, a survey, a meeting or a request. */
export function said(
  signal: string,
  kind: SignalKind,
  cue: string,
  title: string,
  ...steps: readonly (readonly [from: number, severity: Severity])[]
): SignalRule {
  return {
    signal,
    kind,
    title,
    condition: `a ticket, survey comment, meeting note or request of 90 days holds a phrase of the list ${cue}`,
    source: "tickets, surveys, meetings, requests; the list in references/cues.yaml",
    judge: ({ words }, day) => {
      // Most accounts have said nothing of the kind, and a dozen rules ask.
      if (words.length === 0) return null;
      const held = within(words, day - WORDS_DAYS + 1, day).filter(({ cues }) => cues.has(cue));
      const first = held.map((one) => one.day).sort((a, b) => a - b)[0];
      if (first === undefined) return null;
      const sources = [...new Set(held.map(({ source }) => source))].sort();
      return found(
        graded(held.length, ...steps),
        figure(
          `${cue}_mentions`,
          "times it was said in 90 days",
          held.length,
          "count",
          `texts of 90 days with a phrase of the list ${cue} (references/cues.yaml)`,
        ),
        figure(`${cue}_days_ago`, "days since the first of these", day - first, "days", "as-of − first such text in 90 days"),
        figure(`${cue}_said_in`, "said in", sources.join(", "), "text", "where the phrase stands"),
      );
    },
  };
}

/** Early warnings in tickets, surveys and words. */
export const VOICE_SIGNALS: readonly SignalRule[] = [
  {
    signal: "ticket_spike",
    kind: "risk",
    title: "tickets pile up",
    condition: "5 or more tickets in 30 days, at least twice the rate of the 90 days before, and more than chance",
    source: "tickets",
    judge: ticketSpike,
  },
  {
    signal: "tickets_stuck",
    kind: "risk",
    title: "a ticket of high or urgent priority stays open",
    condition: "a ticket of high or urgent priority, written within 180 days, has been open for 7 days or more; graver from 21",
    source: "tickets",
    judge: ticketsStuck,
  },
  {
    signal: "bad_ratings",
    kind: "risk",
    title: "tickets are rated bad",
    condition: "two or more bad ratings in 90 days, and at least a fifth of the ratings",
    source: "tickets with ratings",
    judge: badRatings,
  },
  {
    signal: "negative_nps",
    kind: "risk",
    title: "they would not recommend us",
    condition: "the latest NPS answer of 180 days is 6 or lower; graver from 3",
    source: "surveys",
    judge: (history, day) => npsAnswer(history, day, (score) => graded(10 - score, [4, "medium"], [7, "high"])),
  },
  {
    signal: "nps_fell",
    kind: "risk",
    title: "they recommend us less than before",
    condition: "somebody's latest NPS answer, of 180 days, is 3 or more below the one before",
    source: "surveys",
    judge: npsFell,
  },
  {
    signal: "low_csat",
    kind: "risk",
    title: "they are not satisfied",
    condition: "two or more CSAT answers in 90 days, 3 or lower on average",
    source: "surveys",
    judge: lowCsat,
  },
  said("escalation", "risk", "escalation", "a complaint went up the ladder", [1, "high"], [3, "critical"]),
  said("competitor_mentioned", "risk", "competitor", "they look at another product", [1, "high"]),
  said("budget_pressure", "risk", "budget", "they speak of cutting costs", [1, "medium"], [3, "high"]),
  said("layoffs_mentioned", "risk", "layoffs", "they are cutting jobs", [1, "medium"], [2, "high"]),
  said("contract_questions", "risk", "contract", "they ask how to get out of the contract", [1, "medium"], [2, "high"]),
  said("cancellation_mentioned", "risk", "cancellation", "they speak of leaving", [1, "high"], [2, "critical"]),
  said("invoice_disputed", "risk", "dispute", "they dispute an invoice", [1, "medium"], [2, "high"]),
];

function ticketSpike(history: AccountHistory, day: DayNumber): Finding | null {
  const last = within(history.tickets, day - 29, day).length;
  const since = customerSince(history, day) ?? -Infinity;
  // Somebody who has just begun asks more; there is no usual rate yet.
  const days = Math.min(90, day - 29 - since);
  if (last < 5 || days < 60) return null;
  const before = within(history.tickets, day - 29 - days, day - 30).length;
  const usual = (before * 30) / days;
  const chance = chanceOfAtLeast(last, last + before, 30 / (30 + days));
  if (chance > SIGNIFICANT) return null;
  return found(
    graded(last / Math.max(1, usual), [2, "medium"], [3, "high"]),
    figure("tickets_30d", "tickets in the last 30 days", last, "count", "tickets opened in the 30 days to as-of"),
    figure("tickets_usual", "usual in 30 days", usual, "count", "tickets of the 90 days before, for 30 days"),
    figure("tickets_chance", "chance of so many", chance, "ratio", "binomial test of the 30 days against the 90 before"),
  );
}

function ticketsStuck({ tickets }: AccountHistory, day: DayNumber): Finding | null {
  const open = tickets.filter(
    (ticket) => ticket.urgent && ticket.day <= day && day - ticket.day <= 180 && (ticket.solved === null || ticket.solved > day),
  );
  if (open.length === 0) return null;
  const oldest = day - Math.min(...open.map((ticket) => ticket.day));
  return found(
    graded(oldest, [7, "medium"], [21, "high"]),
    figure("urgent_open_days", "days open, the longest", oldest, "days", "as-of − day the oldest such ticket was opened"),
    figure(
      "open_urgent_tickets",
      "open tickets of high or urgent priority",
      open.length,
      "count",
      "tickets of 180 days with priority high or urgent (current state), not solved on as-of",
    ),
  );
}

function badRatings({ tickets }: AccountHistory, day: DayNumber): Finding | null {
  const rated = within(tickets, day - 89, day).filter(({ rating }) => rating !== null);
  const bad = rated.filter(({ rating }) => rating === "bad").length;
  if (bad < 2 || bad * 5 < rated.length) return null;
  return found(
    graded(bad, [2, "medium"], [4, "high"]),
    figure("bad_ratings_90d", "bad ratings", bad, "count", "tickets of 90 days whose satisfaction is bad (current state)"),
    figure("ratings_90d", "ratings", rated.length, "count", "tickets of 90 days with a rating"),
  );
}

/** A finding about the latest NPS answer of 180 days. */
export function npsAnswer({ surveys }: AccountHistory, day: DayNumber, severity: (score: number) => Severity | null): Finding | null {
  const answers = within(surveys, day - 180, day).filter(({ kind }) => kind === "nps");
  const latest = answers.at(-1);
  const grade = latest === undefined ? null : severity(latest.score);
  if (latest === undefined || grade === null) return null;
  return found(
    grade,
    figure("nps_recent", "latest NPS answer", latest.score, "count", "score of the latest NPS answer if given in the 180 days to as-of"),
    figure("nps_days_ago", "days since", day - latest.day, "days", "as-of − day of the answer"),
    figure("nps_answers_180d", "answers in 180 days", answers.length, "count", "NPS answers in the 180 days to as-of"),
  );
}

function npsFell({ surveys }: AccountHistory, day: DayNumber): Finding | null {
  const answers = surveys.filter((survey) => survey.kind === "nps" && survey.day <= day);
  if (answers.length < 2) return null;
  const byPerson = new Map<string, SurveyRow[]>();
  for (const answer of answers) byPerson.set(answer.person ?? "", [...(byPerson.get(answer.person ?? "") ?? []), answer]);
  const falls = [...byPerson.values()].flatMap((given) => {
    const [before, latest] = given.slice(-2);
    return before === undefined || latest === undefined || latest.day <= day - 180
      ? []
      : [{ before, latest, fall: before.score - latest.score }];
  });
  const [worst] = falls.sort((a, b) => b.fall - a.fall || b.latest.day - a.latest.day);
  if (worst === undefined) return null;
  return found(
    graded(worst.fall, [3, "medium"], [5, "high"]),
    figure("nps_now", "NPS answer now", worst.latest.score, "count", "latest answer of the person whose answers fell most"),
    figure("nps_before", "their answer before", worst.before.score, "count", "the same person's answer before"),
    figure("nps_days_ago", "days since", day - worst.latest.day, "days", "as-of − day of the latest answer"),
  );
}

function lowCsat({ surveys }: AccountHistory, day: DayNumber): Finding | null {
  const scores = within(surveys, day - 89, day).flatMap(({ kind, score }) => (kind === "csat" ? [score] : []));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  if (scores.length < 2 || mean > 3) return null;
  return found(
    mean <= 2 ? "high" : "medium",
    figure("csat_mean_90d", "mean CSAT of 90 days", mean, "count", "mean of CSAT answers (1–5) of the 90 days to as-of"),
    figure("csat_answers_90d", "answers", scores.length, "count", "CSAT answers of those days"),
  );
}
