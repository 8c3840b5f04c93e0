/** Spellings of "no value". */
const BLANKS = new Set(["", "na", "n/a", "#n/a", "nan", "null", "nil", "\\n", "-", "--", "?"]);

/** The cell without outer blanks; null where it says that there is no value. */
export function readCell(text: string | null): string | null {
  const trimmed = (text ?? "").trim();
  return BLANKS.has(trimmed.toLowerCase()) ? null : trimmed;
}

export type DecimalMark = "point" | "comma";

const DRESSING = /^[\s$€£¥₹]+|[\s%$€£¥₹]+$/g;
const POINT = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[-+]?\d{1,3})?$/i;
const COMMA = /^[-+]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)?(?:,\d*)?$/;

/** The number a cell holds, without signs of money and per cent; NaN where it is none. `(12)` is −12. */
export function readNumber(cell: string, mark: DecimalMark): number {
  const inner = /^\((.*)\)$/.exec(cell);
  const bare = (inner?.[1] ?? cell).replaceAll(DRESSING, "").replaceAll(/(\d)[\s'\u00A0\u202F](?=\d{3})/g, "$1");
  if (!/\d/.test(bare) || !(mark === "point" ? POINT : COMMA).test(bare)) return Number.NaN;
  const plain = mark === "point" ? bare.replaceAll(",", "") : bare.replaceAll(".", "").replace(",", ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return Number.NaN;
  return inner === null ? value : -value;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MS_A_DAY = 86_400_000;

/** The day a cell holds, as days since 1970-01-01; NaN where it is none. `dayFirst` reads 3/4/2026 as the third of April. A time is left out. */
export function readDate(cell: string, dayFirst: boolean): number {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(cell);
  if (iso !== null) return dayNumber(iso[1], iso[2], iso[3]);
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?$/.exec(cell);
  if (numeric !== null) return dayFirst ? dayNumber(numeric[3], numeric[2], numeric[1]) : dayNumber(numeric[3], numeric[1], numeric[2]);
  const named = /^(\d{1,2})[-/. ]([a-z]{3,9})\.?[-/. ,]+(\d{4})(?:[T ,].*)?$/i.exec(cell);
  if (named !== null) return dayNumber(named[3], monthOf(named[2]), named[1]);
  const leading = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[T ,].*)?$/i.exec(cell);
  return leading === null ? Number.NaN : dayNumber(leading[3], monthOf(leading[1]), leading[2]);
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1);
}

function dayNumber(year: string | undefined, month: string | undefined, day: string | undefined): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return Number.NaN;
  return Date.UTC(y, m - 1, d) / MS_A_DAY;
}
