/** What is longer says nothing more about what a ticket is about. */
const LONGEST = 20_000;

/** The customer's own words in a message: without markup, attachments written as letters, quoted replies and the signature block. */
export function cleanMessage(raw: string): string {
  const text = withoutEntities(withoutMarkup(raw.slice(0, LONGEST)));
  return withoutQuotes(text.length > 400 && LONG_RUN.test(text) ? text.replaceAll(ENCODED, " ") : text);
}

const LONG_RUN = /[A-Za-z0-9+/=]{120}/;
const ENCODED = /(?:[A-Za-z0-9+/=]{60,}\s*)+|data:[\w/+.-]+;base64,\S*/g;
const MARKUP = /<(?:[a-z!?/][^<>]*)>/gi;

function withoutMarkup(text: string): string {
  if (!/<\/?(?:p|div|br|html|body|span|a|table|td|b|i|strong|em|ul|li|blockquote|style|script|head|h\d)\b/i.test(text)) return text;
  return text
    .replaceAll(/<(script|style|head)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi, " ")
    .replaceAll(/<blockquote\b[\s\S]*?(?:<\/blockquote\s*>|$)|<div class="(?:gmail_quote|moz-cite-prefix)[\s\S]*/gi, "\n")
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|pre)\s*>/gi, "\n")
    .replaceAll(MARKUP, (tag) => (/<[^\s/>]*@/.test(tag) ? tag : ""));
}

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:nbsp|lt|gt|quot|apos|amp|#\d{1,6}|#x[\da-f]{1,5});/gi, (entity) => {
    const known = ENTITIES.get(entity.toLowerCase());
    if (known !== undefined) return known;
    const code = entity[2] === "x" || entity[2] === "X" ? Number.parseInt(entity.slice(3), 16) : Number.parseInt(entity.slice(2), 10);
    return code > 31 ? String.fromCodePoint(code) : " ";
  });
}

const ENTITIES = new Map([
  ["&nbsp;", " "],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
  ["&amp;", "&"],
]);

/** A line that opens the quoted mail below it. */
const REPLY_HEAD =
  /^(?:on .{6,120} wrote:|am .{6,120} schrieb.{0,80}:|le .{6,120} a écrit\s*:|el .{6,120} escribió\s*:|-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|forwarded message).*|_{10,}|begin forwarded message:)$/i;
const MAIL_HEADER = /^(?:from|von|de|gesendet|sent|envoyé|enviado)\s*:\s*\S/i;
const SIGN_OFF =
  /^(?:(?:best|kind|warm|many|kindest)?\s*(?:regards|wishes)|cheers|sincerely|yours (?:sincerely|faithfully|truly)|thanks|thank you|many thanks|mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|gruß|mfg|cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales?)?|atentamente)[\s,.!]*$/i;
/** A sign-off in the last lines ends the message; higher up it is only a polite word. */
const SIGNATURE_LINES = 8;

/** Lines up to the quoted mail, without quoted lines between the customer's own, and without the signature. */
function withoutQuotes(text: string): string {
  const lines = text.split("\n");
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed.startsWith(">")) continue;
    if (trimmed === "--" || trimmed === "__") break;
    if (kept.length > 0 && trimmed.length > 8 && trimmed.length < 220) {
      if (REPLY_HEAD.test(trimmed)) break;
      const pair = lines.slice(at, at + 2);
      if (pair.length === 2 && pair.every((each) => MAIL_HEADER.test(each.trim()))) break;
    }
    if (trimmed.length < 40 && kept.length > 0 && lines.length - at <= SIGNATURE_LINES && SIGN_OFF.test(trimmed)) {
      kept.push(trimmed);
      break;
    }
    kept.push(line);
  }
  // A message that is nothing but a quotation is read as it is.
  return kept.some((line) => line.trim() !== "") ? kept.join("\n") : text;
}
