import { addDays, type Day } from "../../core/days.ts";
import type { Fact } from "./fact.ts";
import type { Metric } from "./metric.ts";

/** How many days stand for the "30 days" of a text, and for the 30 before; the last of them, where that is not as-of. */
export interface TrueDays {
  readonly last: number;
  readonly before: number;
  readonly upTo?: Day | undefined;
}

/** "logins in the last 30 days" as the days really are: "… in the last 28 days", "… in the last 30 days up to 2026-11-20". A title, a formula or a sentence. */
export function inTrueDays(text: string, { last, before, upTo }: TrueDays): string {
  if (last === 30 && before === 30 && upTo === undefined) return text;
  const end = upTo === undefined ? "" : ` up to ${upTo}`;
  return text
    .replaceAll(/\b30 days against the 30 before\b/g, `${last} days${end} against the ${before} before`)
    .replaceAll(/\b(?:the )?last 30 days\b/g, `the last ${last} days${end}`)
    .replaceAll(/\bin 30 days\b/g, `in the last ${last} days${end}`)
    .replaceAll(/\bthe 30 days to as-of(?:, or to the end of the export)?/g, `the ${last} days to ${upTo ?? "as-of"}`)
    .replaceAll(/\bthe 30 days before\b/g, `the ${before} days before`)
    .replaceAll(/\b(?:in )?days 31–60 before as-of\b/g, `in the ${before} days before those`)
    .replaceAll(/\blast 30 d\b/g, `last ${last} d`)
    .replaceAll(/\bprior 30 d\b/g, `prior ${before} d`)
    .replaceAll("(30/7)", `(${last}/7)`);
}

/** The same of a title that stands alone: "the 30 days before" is before nothing there, and gets its last day where the others have theirs. */
export function titleInTrueDays(title: string, days: TrueDays): string {
  const { last, before, upTo } = days;
  const dated = upTo === undefined ? title : title.replaceAll(/\bthe 30 days before$/g, `the ${before} days up to ${addDays(upTo, -last)}`);
  return inTrueDays(dated, days);
}

/** The true days of a Fact; undefined where they are those of its metric's name. */
export function trueDaysOf({ days, window, asOf }: Pick<Fact, "days" | "window" | "asOf">): TrueDays | undefined {
  return days === undefined ? undefined : { ...days, ...(window.to === asOf ? {} : { upTo: window.to }) };
}

/** What a Fact measures, in words: its metric's title, with the days that it is really of. */
export function factTitle(fact: Pick<Fact, "metric" | "days" | "window" | "asOf">, metric: Metric | undefined): string {
  const [title, days] = [metric?.title ?? fact.metric, trueDaysOf(fact)];
  return days === undefined ? title : titleInTrueDays(title, days);
}
