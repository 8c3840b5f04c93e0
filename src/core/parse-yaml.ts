import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DataError } from "./errors.ts";

/**
 * Parses YAML and checks it against a schema. Throws DataError that names file, line, column, what was found and how to mend it.
 * Anchors are allowed, alias bombs are not; custom tags are refused.
 */
export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const place = (offset: number): { file: string; line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw new DataError({ code: "bad-yaml", message: `${file} is not valid YAML: ${problem.message}`, place: place(problem.pos[0]), fix: "Correct the line named here." });
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const node = [...path.keys(), path.length].map((depth) => document.getIn(path.slice(0, depth) as (string | number)[], true)).findLast((candidate) => hasRange(candidate));
  throw new DataError({
    code: "bad-setting",
    message: `${file}: ${path.join(".") || "the file"}: ${issue?.message ?? "does not fit"}`,
    place: place(hasRange(node) ? node.range[0] : 0),
    fix: "Correct the value named here.",
  });
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
