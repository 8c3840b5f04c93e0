import { type MentionedNumbers, mentionedNumbers, NO_NUMBERS } from "./mentioned-numbers.ts";

/** How a ticket is written, by name; WAYS gives the places in the array. */
export const WAYS = [
  "users",
  "many users",
  "amount",
  "large amount",
  "deadline",
  "clock time",
  "subject asks",
  "ends asking",
  "no question",
  "one line",
  "version",
  "quotes",
  "reply",
  "case number",
  "first person plural",
] as const;

const CLOCK = /(?<!\d)(?:[01]?\d|2[0-3])(?::[0-5]\d|\s?h\s?[0-5]\d|\s?(?:am|pm|uhr|utc|cet)\b)/i;
const VERSION = /\b(?:v|version\s*)?\d+\.\d+(?:\.\d+)?\b/i;
const REPLY = /^\s*(?:re|aw|fwd?|rv|tr|wg)\s*:/i;
const CASE_NUMBER = /(?:case|ticket|#|vorgang|fall|caso|dossier)\s*(?:no\.?|nr\.?|n°)?\s*#?\d{3,}/i;
const QUOTED = /["“«„][^"”»“]{2,60}["”»“]/;
const WE = /\b(?:we|our|us|wir|unsere?r?|nous|notre|nos|nosotros|nuestr[oa]s?)\b/i;

/** Fills `into` in the order of WAYS (0 where a way is not met) and gives the numbers that the text names. */
export function waysOfWriting(subject: string, body: string, hasDeadline: boolean, into: Float32Array): MentionedNumbers {
  const text = body === "" ? subject : `${subject}\n${body}`;
  const hasDigit = DIGIT.test(text);
  const numbers = hasDigit ? mentionedNumbers(text) : NO_NUMBERS;
  const asks = text.includes("?");
  into[0] = numbers.users === 0 ? 0 : Math.log10(numbers.users + 1) / 2;
  into[1] = numbers.users >= 25 ? 1 : 0;
  into[2] = numbers.amount === 0 ? 0 : 0.5;
  into[3] = numbers.amount > 250 ? 1 : 0;
  into[4] = hasDeadline ? 1 : 0;
  into[5] = hasDigit && CLOCK.test(text) ? 1 : 0;
  into[6] = asks && subject.trimEnd().endsWith("?") ? 1 : 0;
  into[7] = asks && body.trimEnd().endsWith("?") ? 1 : 0;
  into[8] = asks ? 0 : 1;
  into[9] = text.length < 120 ? 1 : 0;
  into[10] = hasDigit && VERSION.test(text) ? 1 : 0;
  into[11] = QUOTED.test(text) ? 1 : 0;
  into[12] = REPLY.test(subject) ? 1 : 0;
  into[13] = hasDigit && CASE_NUMBER.test(text) ? 1 : 0;
  into[14] = WE.test(text) ? 1 : 0;
  return numbers;
}

const DIGIT = /\d/;
