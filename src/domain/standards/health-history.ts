import { compareText } from "../../core/compare-text.ts";
import { type Day, daysBetween, isDay } from "../../core/days.ts";
import { DataError } from "../../core/errors.ts";
import { isRecord, parseJson } from "../../core/json.ts";

/** One recorded health score. */
export interface HealthRecord {
  readonly account: string;
  readonly day: Day;
  /** Null where the model abstained. */
  readonly tier: string | null;
}

/** Reads history/health.ndjson: `{"account", "as_of", "tier", …}` a line. Throws DataError with the line that is none; one that a crash cut off is passed over. */
export function parseHealthHistory(text: string, file: string): HealthRecord[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const isCut = index === lines.length - 1 && index > 0 && !line.trimEnd().endsWith("}");
    if (line.trim() === "" || isCut) return [];
    const parsed = parseJson(line);
    const value = parsed.ok && isRecord(parsed.value) ? parsed.value : {};
    const { account, as_of, tier } = value;
    if (typeof account !== "string" || typeof as_of !== "string" || !isDay(as_of))
      throw new DataError({
        code: "bad-history",
        message: `${file}:${index + 1}: this is no recorded health score.`,
        allowed: ['{"account": "acme", "as_of": "2026-11-20", "tier": "red", …}'],
        fix: "Correct or remove the line.",
        place: { file, line: index + 1 },
      });
    return [{ account, day: as_of, tier: typeof tier === "string" ? tier : null }];
  });
}

export interface HealthAge {
  readonly days_since_health: number;
  /** Days since it is below green without a break; null where the latest score is green or there is none. */
  readonly days_below_green: number | null;
}

/** How old the latest record of each account is on as-of, and for how long it has been below green. Later records are not seen. */
export function healthAges(records: readonly HealthRecord[], asOf: Day): Map<string, HealthAge> {
  const byAccount = new Map<string, HealthRecord[]>();
  for (const record of records) {
    if (record.day > asOf) continue;
    const own = byAccount.get(record.account) ?? [];
    own.push(record);
    byAccount.set(record.account, own);
  }
  return new Map([...byAccount].map(([account, own]) => [account, ageOf(own, asOf)]));
}

function ageOf(records: readonly HealthRecord[], asOf: Day): HealthAge {
  const falling = [...records].sort((a, b) => compareText(b.day, a.day));
  const scored = falling.filter(({ tier }) => tier !== null);
  const lastGreen = scored.findIndex(({ tier }) => tier === "green");
  const below = lastGreen < 0 ? scored : scored.slice(0, lastGreen);
  const since = below.at(-1)?.day;
  return {
    days_since_health: daysBetween(falling[0]?.day ?? asOf, asOf),
    days_below_green: since === undefined ? null : daysBetween(since, asOf),
  };
}
