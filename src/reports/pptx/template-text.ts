/** A token as it stands between the braces: `account.name`, `fact:nrr`, `chart:logins`. */
const TOKEN = /\{\{\s*([^{}]{1,120}?)\s*\}\}/g;
const PARAGRAPH = /<a:p(?:\s[^>]*)?>[\s\S]*?<\/a:p>/g;
const TEXT = /<a:t(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/a:t>)/g;
/** Stands for a new line until the runs around it are parted; of the private area, so that no text holds it. */
const BREAK = "\uE000";

/** The tokens of a slide's text, in order, even where PowerPoint has split one over several runs. */
export function tokensIn(xml: string): string[] {
  return (xml.match(PARAGRAPH) ?? []).flatMap((paragraph) => [...textOf(paragraph).matchAll(TOKEN)].map(([, token = ""]) => token));
}

/**
 * The slide with its tokens replaced. A token that stands in several runs takes the look of the first; `value` undefined leaves one as it is.
 * What is put in is text: a token within it is not looked at again, and markup shows as itself.
 */
export function fillText(xml: string, value: (token: string) => string | undefined): string {
  return xml.replaceAll(PARAGRAPH, (paragraph) => (paragraph.includes("{") ? fillParagraph(paragraph, value) : paragraph));
}

/** The words of a paragraph or shape, as a person reads them. */
export function textOf(xml: string): string {
  return [...xml.matchAll(TEXT)].map(([, text = ""]) => decoded(text)).join("");
}

function fillParagraph(paragraph: string, value: (token: string) => string | undefined): string {
  const texts = [...paragraph.matchAll(TEXT)].map(([, text = ""]) => decoded(text));
  const filled = [...texts];
  const matches = [...texts.join("").matchAll(TOKEN)];
  for (const match of matches.reverse()) {
    const put = value(match[1] ?? "");
    if (put !== undefined) replaceSpan(filled, texts, match.index, match.index + match[0].length, put);
  }
  let index = 0;
  const written = paragraph.replaceAll(TEXT, () => `<a:t>${encoded(filled[index++] ?? "")}</a:t>`);
  return written.replaceAll(
    /<a:r>(<a:rPr(?:[^>]*\/>|[\s\S]*?<\/a:rPr>))?<a:t>([^<]*\uE000[^<]*)<\/a:t><\/a:r>/g,
    (_whole, look: string | undefined, text: string) =>
      text
        .split(BREAK)
        .map((line) => `<a:r>${look ?? ""}<a:t>${line}</a:t></a:r>`)
        .join("<a:br/>"),
  );
}

/** Puts `put` where the span begins and takes the rest of it out; the spans behind it have been replaced already. */
function replaceSpan(filled: string[], texts: readonly string[], from: number, to: number, put: string): void {
  let start = 0;
  let first = true;
  for (const [index, text] of texts.entries()) {
    const end = start + text.length;
    const [cutFrom, cutTo] = [Math.max(from, start) - start, Math.min(to, end) - start];
    if (cutFrom < cutTo) {
      const now = filled[index] ?? "";
      filled[index] = `${now.slice(0, cutFrom)}${first ? put : ""}${now.slice(cutTo)}`;
      first = false;
    }
    start = end;
  }
}

function decoded(text: string): string {
  return text
    .replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_whole, hex: string | undefined, decimal: string | undefined) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

function encoded(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", BREAK);
}
