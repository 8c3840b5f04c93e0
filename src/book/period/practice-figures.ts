import { accountProfile } from "../queries/account-profile.ts";
import { askOnce } from "../queries/ask-once.ts";
import { surveyAnswers } from "../queries/survey-answers.ts";
import { ticketService } from "../queries/ticket-service.ts";
import { touchPoints } from "../queries/touch-points.ts";
import { type CsmBook, csmBooks, csmRatios, type LoadBounds } from "../../domain/metrics/csm-book.ts";
import { shareOf } from "../../domain/metrics/intervals.ts";
import { amount, type Measured, ratio, unknown } from "../../domain/metrics/measured.ts";
import type { Period } from "../../domain/metrics/period.ts";
import { arrOn, firstPaidDay } from "../../domain/metrics/revenue-history.ts";
import { reviewCompletion } from "../../domain/metrics/review-completion.ts";
import { satisfaction } from "../../domain/metrics/satisfaction.ts";
import { contextOn, type PeriodInputs } from "./period-inputs.ts";

/** What customers said in the period, and how support answered them. `during` are the customers of any of its days. */
export async function voiceFigures(
  { book, filtered, tables }: PeriodInputs,
  during: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, Measured>> {
  const asked = filtered ? during : undefined;
  const answers = await surveyAnswers(book, asked, period);
  if (!tables.has("tickets")) {
    const none = unknown("no support ticket export (Zendesk, Freshdesk, Intercom)");
    return new Map([...satisfaction(answers), ["tickets_per_customer", none], ["first_reply_hours", none], ["reply_in_time", none]]);
  }
  const own = await ticketService(book, during, period);
  const service = await ticketService(book, asked, period);
  const unanswered = "no ticket of the period has a reply time";
  return new Map([
    ...satisfaction(answers),
    ["tickets_per_customer", ratio(own.joined, during.length, "no customer in the period")],
    ["first_reply_hours", service.median_minutes === null ? unknown(unanswered, 0) : amount(service.median_minutes / 60, service.replied)],
    ["reply_in_time", shareOf(service.in_time, service.replied, unanswered)],
  ]);
}

export interface TeamFigures {
  readonly measured: ReadonlyMap<string, Measured>;
  readonly books: readonly CsmBook[];
  readonly unowned: number;
}

/** How the team's books and business reviews stand on the last day of the period. */
export async function teamFigures(
  inputs: PeriodInputs,
  atEnd: readonly string[],
  { to }: Period,
  bounds: LoadBounds,
): Promise<TeamFigures> {
  const context = contextOn(inputs, to);
  const profiles = new Map((await askOnce(accountProfile, context)).map((row) => [row["account"], row]));
  const reviews = new Map((await askOnce(touchPoints, context)).map((row) => [row["account"], row["last_review_on"]]));
  const customers = atEnd.map((account) => {
    const csm = profiles.get(account)?.["csm"];
    const reviewed = reviews.get(account);
    return {
      account,
      csm: typeof csm === "string" && csm.trim() !== "" ? csm : null,
      arr: inputs.standIns === undefined ? arrOn(inputs.accountSizes.get(account) ?? [], to) : null,
      strategic: profiles.get(account)?.["strategic"] === true,
      customerSince: firstPaidDay(inputs.presence.get(account) ?? []) ?? to,
      reviewedOn: typeof reviewed === "string" ? reviewed : null,
    };
  });
  const books = csmBooks(customers, bounds);
  const met = inputs.tables.has("interactions");
  return {
    measured: new Map([
      ...csmRatios(books),
      ["qbr_completion", met ? reviewCompletion(customers, to) : unknown("no meetings export (calendar, CRM activities)")],
    ]),
    books,
    unowned: customers.filter(({ csm }) => csm === null).length,
  };
}
