const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december";
const TIME = new RegExp(
  `\\b(?:(?:last|previous|this|past) (?:week|month|quarter|year|half)|(?:since|in|during|until|before|after) (?:${MONTHS}|q[1-4]\\b|(?:19|20)\\d\\d\\b)|q[1-4] (?:19|20)\\d\\d|year to date|ytd|yesterday|(?:last|past) \\d+ (?:weeks|months|quarters|years))\\b`,
  "i",
);
/** Spans that figures have by themselves. */
const OWN_SPANS = /\b(?:last|past) (?:12 months|1 years?)\b/i;

/** True where a question names a stretch of time that the figures, which look back from as-of over windows of their own, do not have. */
export function namesATime(question: string): boolean {
  return TIME.test(question.replace(OWN_SPANS, ""));
}
