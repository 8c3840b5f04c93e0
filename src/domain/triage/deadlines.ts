import { addDays, type Day, isDay, weekday } from "../../core/days.ts";

/** A date by which the customer needs something: the words, and the day where they tell one. */
export interface Deadline {
  readonly text: string;
  readonly on: Day | null;
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    ["jan", "january januar janvier enero"],
    ["feb", "february februar février febrero"],
    ["mar", "march märz mars marzo"],
    ["apr", "april avril abril"],
    ["may", "may mai mayo"],
    ["jun", "june juni juin junio"],
    ["jul", "july juli juillet julio"],
    ["aug", "august août agosto"],
    ["sep", "september septembre septiembre sept"],
    ["oct", "october oktober octobre octubre"],
    ["nov", "november novembre noviembre"],
    ["dec", "december dezember décembre diciembre"],
  ].flatMap(([short = "", long = ""], index) => [short, ...long.split(" ")].map((name) => [name, index + 1] as const)),
);
const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    "monday montag lundi lunes",
    "tuesday dienstag mardi martes",
    "wednesday mittwoch mercredi miércoles",
    "thursday donnerstag jeudi jueves",
    "friday freitag vendredi viernes",
    "saturday samstag samedi sábado",
    "sunday sonntag dimanche domingo",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);
const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join("|");
const WEEKDAY = [...WEEKDAYS.keys()].join("|");
const BEFORE = String.raw`(?:by|before|until|till|due(?: on| in| by)?|no later than|deadline(?: is)?|on|bis(?: zum| spätestens)?|spätestens(?: am)?|vor(?: dem)?|am|zum|avant(?: le)?|d['’]ici(?: le| au)?|au plus tard(?: le)?|le|au|antes del?|para el|hasta el|el)`;
const DATE = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?:${MONTH})\b(?:\s+(?:de\s+)?\d{4})?|(?:${MONTH})\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?`;
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${BEFORE}\s+(?:next\s+|this\s+|nächsten\s+|kommenden\s+)?(?:(${DATE})|(${WEEKDAY})(?![\p{L}]))|(?:by\s+|until\s+|bis\s+|avant\s+|antes de\s+|due\s+)?(today|tonight|by noon|tomorrow|heute noch|morgen früh|bis morgen|demain|aujourd'hui|mañana por la mañana|hoy mismo)(?![\p{L}])|(?:within|in|innerhalb von|dans|sous|en|dentro de)\s+(?:the\s+next\s+)?(\d{1,2})\s+(hours?|days?|weeks?|stunden|tagen?|wochen|heures|jours|semaines|horas|días|semanas)|(?:by|before|until|at|bis)\s+(?:the\s+)?(?:end of|close of)\s+(?:the\s+)?(day|business|week|month|quarter|year)|(this afternoon))`,
  "giu",
);
/** Words without one of which, or a date in digits, no pattern fits: most tickets are done with this. */
export const DATE_WORDS: readonly string[] = [
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ..."today tonight tomorrow noon heute morgen demain aujourd'hui mañana hoy end close afternoon hour day week stunden tagen tage tag wochen woche heures jours semaines horas días semanas".split(
    " ",
  ),
];
const DIGITS_OF_DATE = /\d{4}-\d{2}-\d{2}|\d[./]\d{1,2}[./]\d{4}/;
const MOST = 4;
export const NO_DEADLINES: readonly Deadline[] = [];

/**
 * The deadlines in a text, in its order, at most four. Weekdays and "tomorrow" count from `written`, where that is known; what lies before
 * it is none. `hasDateWord` tells that one of DATE_WORDS stands in the text.
 */
export function deadlines(text: string, written: Day | undefined, hasDateWord: boolean): readonly Deadline[] {
  if (!hasDateWord && !DIGITS_OF_DATE.test(text)) return NO_DEADLINES;
  const found: Deadline[] = [];
  for (const match of text.slice(0, 4000).matchAll(PATTERN)) {
    const [whole, date, dayName, soon, amount, unit, end] = match;
    const on = dayMeant({ date, dayName, soon, amount, unit, end }, written);
    if (written !== undefined && on !== null && on < written) continue;
    const words = whole.replaceAll(/\s+/g, " ");
    if (!found.some((known) => known.text === words)) found.push({ text: words, on });
    if (found.length === MOST) break;
  }
  return found;
}

interface Parts {
  readonly date: string | undefined;
  readonly dayName: string | undefined;
  readonly soon: string | undefined;
  readonly amount: string | undefined;
  readonly unit: string | undefined;
  readonly end: string | undefined;
}

function dayMeant({ date, dayName, soon, amount, unit, end }: Parts, written: Day | undefined): Day | null {
  if (date !== undefined) return dateMeant(date.toLowerCase(), written);
  if (written === undefined) return null;
  if (dayName !== undefined) return addDays(written, ((WEEKDAYS.get(dayName.toLowerCase()) ?? 1) - weekday(written) + 7) % 7);
  if (soon !== undefined) return /tomorrow|morgen|demain|mañana/i.test(soon) ? addDays(written, 1) : written;
  if (unit !== undefined) {
    if (/hour|stunde|heure|hora/i.test(unit)) return written;
    return addDays(written, Number(amount) * (/week|woche|semaine|semana/i.test(unit) ? 7 : 1));
  }
  return end !== undefined && /day|business/i.test(end) ? written : null;
}

/** The day that one of the ways of DATE tells. */
function dateMeant(text: string, written: Day | undefined): Day | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso !== null) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /(\d{1,2})[./](\d{1,2})[./](\d{4})/.exec(text);
  if (dotted !== null)
    return text.includes(".") || Number(dotted[1]) > 12 ? dayFrom(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])) : null;
  const month = MONTHS.get(/\p{L}{3,}/u.exec(text)?.[0] ?? "");
  const day = Number(/\d{1,2}/.exec(text)?.[0]);
  const year = /\d{4}/.exec(text)?.[0];
  if (month === undefined) return null;
  if (year !== undefined) return dayFrom(Number(year), month, day);
  if (written === undefined) return null;
  const thisYear = dayFrom(Number(written.slice(0, 4)), month, day);
  return thisYear !== null && thisYear < written ? dayFrom(Number(written.slice(0, 4)) + 1, month, day) : thisYear;
}

function dayFrom(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDay(text) ? text : null;
}
