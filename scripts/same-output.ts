/**
 * How printed text differs from what a document shows, as the first line that does; undefined where it does not. In the document `…` stands
 * for any text of a line, and alone on a line for any lines. Blanks at the ends of lines play no part.
 */
export function differenceOf(shown: string, printed: string): string | undefined {
  const wanted = trimmed(shown);
  const got = trimmed(printed);
  // reach[j]: the shown lines so far can end just before line j of what was printed.
  let reach = new Set([0]);
  for (const line of wanted) {
    const next = new Set<number>();
    const pattern = patternOf(line);
    const least = Math.min(...reach);
    if (line.trim() === "…") for (let index = least; index <= got.length; index++) next.add(index);
    else for (const index of reach) if (index < got.length && pattern.test(got[index] ?? "")) next.add(index + 1);
    if (next.size === 0) return `shown:   ${line}\nprinted: ${got[least] ?? "(the end)"}`;
    reach = next;
  }
  return reach.has(got.length) ? undefined : `shown:   (the end)\nprinted: ${got[Math.max(...reach)] ?? ""}`;
}

function trimmed(text: string): string[] {
  return text
    .replace(/\s+$/, "")
    .split("\n")
    .map((line) => line.trimEnd());
}

function patternOf(line: string): RegExp {
  const escaped = line.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "s");
}
