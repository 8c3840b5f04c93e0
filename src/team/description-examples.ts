/**
 * What users say in the `<example>` blocks of a description (`user: "…"`), in order and each once. Quotes may be straight or curly, escaped
 * or missing; a missing one ends the utterance at the line's end or at the next speaker.
 */
export function descriptionExamples(description: string): string[] {
  const spoken = [...description.matchAll(/\buser\s*:\s*/gi)].map((match) => utterance(description.slice(match.index + match[0].length)));
  return [...new Set(spoken.filter((text) => text.length > 2))];
}

/** The description without `<example>` blocks and the "Examples:" that announces them. */
export function withoutExamples(description: string): string {
  const first = description.search(/<example>/i);
  const text = first < 0 ? description : `${description.slice(0, first)} ${afterLastExample(description)}`;
  return text
    .replaceAll(/\b(?:specifically|examples?|for example)\s*:?\s*$/gi, "")
    .replaceAll(/\s+/g, " ")
    .replace(/\bExamples?:\s*$/i, "")
    .trim();
}

function afterLastExample(description: string): string {
  const close = description.lastIndexOf("</example>");
  return close < 0 ? "" : description.slice(close + "</example>".length);
}

function utterance(text: string): string {
  const open = /^\\?["'“‘]/.exec(text)?.[0];
  if (open === undefined) return tidy(text.split(/\n|\bassistant\s*:|<\//i, 1)[0] ?? "");
  const body = text.slice(open.length, open.length + 1000);
  // An apostrophe inside a word closes nothing.
  const close = open.endsWith("'") || open.endsWith("‘") ? /['’](?!\w)/.exec(body) : /["”]/.exec(body);
  return tidy(close === null ? (body.split("\n", 1)[0] ?? "") : body.slice(0, close.index));
}

function tidy(text: string): string {
  return text.replace(/\\$/, "").replaceAll(/\s+/g, " ").trim();
}
