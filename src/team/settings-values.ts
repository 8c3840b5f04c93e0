/** Small readers of frontmatter values, which may be of any shape. */

/** A text, trimmed; numbers and truth values as they are written; undefined for anything else or nothing. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}

/** The texts of a list, or of a comma string; undefined where the key is absent. */
export function textsOf(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return items.flatMap((item) => textOf(item) ?? []);
}

/** Like textsOf, but a text is one item: sentences hold commas. */
export function sentencesOf(value: unknown): string[] | undefined {
  return typeof value === "string" ? value.split("\n").flatMap((line) => textOf(line.replace(/^- /, "")) ?? []) : textsOf(value);
}
