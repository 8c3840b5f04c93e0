import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import type { PatternBounds } from "../domain/patterns/bounds.ts";

const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const schema = z.strictObject({
  min_accounts: whole(2, 1000).default(2),
  min_tickets: whole(2, 1000).default(3),
  gap_accounts: whole(2, 1000).default(3),
  weeks: whole(2, 520).default(52),
  gone_weeks: whole(1, 520).default(4),
  forgotten_weeks: whole(1, 520).default(13),
  false_discoveries: z.number().gt(0).lt(1).default(0.05),
  file_accounts: whole(2, 1000).default(3),
  quotes: whole(0, 20).default(3),
});

const NAME = "recurrence.yaml";

/** Reads references/recurrence.yaml, the workspace's own before the shipped one. Throws DataError with file, line and column for one that does not fit. */
export async function patternBounds(folders: readonly string[]): Promise<PatternBounds> {
  for (const folder of [...folders].reverse()) {
    const path = join(folder, NAME);
    const text = await readTextIfAny(path);
    if (text !== undefined) return parseYaml(text.trim() === "" ? "{}" : text, path, schema);
  }
  throw new DataError({
    code: "no-reference",
    message: `There is no ${NAME} in the references.`,
    fix: "Install ECHO again, or put the file back.",
  });
}
