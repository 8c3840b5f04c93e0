import type { NumberStyle } from "./number-text.ts";

/** A cell to show, with its line where the format has lines. */
export interface Sample {
  readonly value: string;
  readonly line: number | null;
}

/** How many cells of a column can be read in one way only, and how many in two. */
export interface NumberEvidence {
  readonly header: string;
  /** Fractions are possible in any number, but not of three places in whole numbers and amounts. */
  readonly kind: "int" | "money" | "number";
  readonly points: number;
  readonly commas: number;
  /** Could be either: `1,234` and `1.234`. */
  readonly openCommas: number;
  readonly openPoints: number;
  readonly point: Sample | null;
  readonly comma: Sample | null;
  readonly open: Sample | null;
}

export interface Decision<T> {
  readonly value: T;
  readonly note: string | null;
}

/** Signs other than its numbers of how a file writes them; each says why. */
export interface NumberHints {
  readonly point: readonly string[];
  readonly comma: readonly string[];
}

/**
 * The style of one column: by its own cells, else by the other columns of the file, else open separators are those of thousands. Where
 * both kinds are there, cells that could be either follow the great majority of the file, else its other signs; else they are left out.
 */
export function decideNumbers(own: NumberEvidence, all: readonly NumberEvidence[], hints: NumberHints): Decision<NumberStyle> {
  const { header, points, commas, openCommas, openPoints, open } = own;
  if (points > 0 && commas > 0) {
    const told = `${header} has decimal points (${shown(own.point)}) and decimal commas (${shown(own.comma)}): each is read as it is written`;
    if (open === null) return { value: "mixed", note: told };
    const lean = leaning(all, hints);
    return lean === null
      ? { value: "mixed", note: `${told}, and those that could be either, such as ${shown(open)}, are left out: nothing in the file tells` }
      : {
          value: lean.style === "point" ? "mostly-point" : "mostly-comma",
          note: `${told}, and those that could be either, such as ${shown(open)}, with decimal ${lean.style}s, as ${lean.why}`,
        };
  }
  if (commas > 0) return { value: "comma", note: `${header} is read with decimal commas (${shown(own.comma)})` };
  if (points > 0 || open === null) return { value: "point", note: null };
  const told = `${header}: ${shown(open)} could be thousands or decimals`;
  const guide = all.find((other) => other.points > 0 !== other.commas > 0);
  if (guide !== undefined && all.every((other) => (guide.points > 0 ? other.commas : other.points) === 0)) {
    const sample = guide.points > 0 ? guide.point : guide.comma;
    return {
      value: guide.points > 0 ? "point" : "comma",
      note: `${told}; read with decimal ${guide.points > 0 ? "points" : "commas"}, as ${guide.header} is written (${shown(sample)})`,
    };
  }
  if (openCommas > 0 && openPoints > 0) {
    const lean = leaning(all, hints);
    return lean === null
      ? { value: "mixed", note: `${told}; nothing in the file tells which, so such cells are left out` }
      : { value: lean.style, note: `${told}; read with decimal ${lean.style}s, as ${lean.why}` };
  }
  if (openCommas > 0) return { value: "point", note: `${told}; read as thousands` };
  return own.kind === "number"
    ? { value: "point", note: `${told}; read as decimals` }
    : { value: "comma", note: `${told}; read as thousands` };
}

/** So many cells of one kind, and so many times those of the other, are how a file is written and not chance. */
const CLEAR_MAJORITY = 3;

/** How the file as a whole writes its numbers; null where it shows no clear majority, and no other sign. */
function leaning(
  all: readonly NumberEvidence[],
  { point, comma }: NumberHints,
): { readonly style: "point" | "comma"; readonly why: string } | null {
  const points = all.reduce((sum, column) => sum + column.points, 0);
  const commas = all.reduce((sum, column) => sum + column.commas, 0);
  const isClear = (most: number, others: number): boolean => most >= CLEAR_MAJORITY && most >= CLEAR_MAJORITY * others;
  const by = (most: number): string => `${most} of the ${points + commas} cells that show it are written`;
  if (isClear(points, commas)) return { style: "point", why: by(points) };
  if (isClear(commas, points)) return { style: "comma", why: by(commas) };
  if (point[0] !== undefined && comma.length === 0) return { style: "point", why: point[0] };
  return comma[0] !== undefined && point.length === 0 ? { style: "comma", why: comma[0] } : null;
}

/** What a file's dates show about the order of day and month. */
export interface DateOrderEvidence {
  readonly dayFirst: Sample | null;
  readonly monthFirst: Sample | null;
  /** Could be either, and not written with points. */
  readonly open: Sample | null;
  readonly dotted: Sample | null;
  /** Other signs of who wrote the file; each says why. */
  readonly hintsDayFirst: readonly string[];
  readonly hintsMonthFirst: readonly string[];
}

/** True for day first, false for month first, null where only a day above 12 tells: then dates that could be either are left out. */
export function decideDayFirst(evidence: DateOrderEvidence): Decision<boolean | null> {
  const { dayFirst, monthFirst, open, dotted, hintsDayFirst, hintsMonthFirst } = evidence;
  if (dayFirst !== null && monthFirst !== null)
    return {
      value: null,
      note: `some dates have the day first (${shown(dayFirst)}), some the month (${shown(monthFirst)}): those that could be either are left out`,
    };
  if (dayFirst !== null) return { value: true, note: `dates are read day first (${shown(dayFirst)})` };
  if (monthFirst !== null) return { value: false, note: `dates are read month first (${shown(monthFirst)})` };
  if (open === null)
    return {
      value: dotted === null ? null : true,
      note: dotted === null ? null : `dates are read day first (${shown(dotted)}, with points)`,
    };
  const told = `no date shows whether day or month comes first (${shown(open)})`;
  const [day, month] = [hintsDayFirst[0], hintsMonthFirst[0]];
  if (day !== undefined && month === undefined) return { value: true, note: `${told}; read day first, as ${day}` };
  if (month !== undefined && day === undefined) return { value: false, note: `${told}; read month first, as ${month}` };
  return {
    value: null,
    note: `${told}, nor does anything else: such dates are left out; write them YYYY-MM-DD, or set timezone in echo.yaml`,
  };
}

/** What the company's time zone says about the order of its dates; a zone used by both kinds of countries says nothing. */
export function zoneHint(timeZone: string): { readonly day: readonly string[]; readonly month: readonly string[] } {
  const why = [`the company's time zone is ${timeZone}`];
  if (MONTH_FIRST_ZONES.test(timeZone)) return { day: [], month: why };
  return DAY_FIRST_ZONES.test(timeZone) ? { day: why, month: [] } : { day: [], month: [] };
}

const MONTH_FIRST_ZONES =
  /^(US\/.+|America\/(New_York|Detroit|Chicago|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Indiana\/.+|Kentucky\/.+|North_Dakota\/.+)|Pacific\/Honolulu)$/;
const DAY_FIRST_ZONES = /^(Europe|Africa|Australia|Atlantic)\/.+|^(Asia\/Kolkata|Pacific\/Auckland)$/;

const SHOWN_CHARACTERS = 40;

function shown(sample: Sample | null): string {
  if (sample === null) return "";
  return `"${sample.value.slice(0, SHOWN_CHARACTERS)}"${sample.line === null ? "" : ` on line ${sample.line}`}`;
}
