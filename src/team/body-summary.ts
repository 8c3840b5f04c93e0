import { shortened } from "../core/text.ts";
const LONGEST = 300;

/** The first sentences of a Markdown text that say something, at most 300 characters: for a file that describes itself nowhere else. */
export function summaryOf(body: string): string {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((part) => part.split("\n").filter((line) => !/^\s*(?:#{1,6}\s|`{3}|~{3}|---|\|)/.test(line)));
  const words =
    paragraphs
      .map((lines) =>
        lines
          .join(" ")
          .replaceAll(/[*_`]+/g, "")
          .replaceAll(/\s+/g, " ")
          .trim(),
      )
      .find((text) => text !== "") ?? "";
  return shortened(words, LONGEST);
}

/** True for a text without frontmatter that is an agent all the same: it tells a model who it is. */
export function isPrompt(body: string): boolean {
  return /^(?:[#>*\s_-]|\*\*)*(?:you are|you're|act as|as an? (?:expert|senior|experienced)|role\b|your (?:role|job|task|mission)|system prompt)/im.test(
    body.slice(0, 3000),
  );
}
