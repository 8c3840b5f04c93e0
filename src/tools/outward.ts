import { ToolError } from "./tool-error.ts";

/** What a reader's program would fetch or run by itself: an image, a frame, a style or a script from elsewhere. */
const FETCHED = [
  /!\[[^\]]*\]\s*[([]/u,
  /<\s*(?:img|image|iframe|script|link|object|embed|video|audio|source|svg|style|meta|base|form|input|body|table)\b/iu,
  /\burl\s*\(/iu,
  /^\s{0,3}\[[^\]]+\]:\s*\S*(?:\/\/|data:|javascript:)/imu,
  /(?:javascript|vbscript|data|file)\s*:(?=\S)/iu,
];

/** An address that carries something away with it: a query, a fragment, a name and password, or a path long enough to hold data. */
const CARRYING = /\b[a-z][a-z0-9+.-]*:\/\/[^\s<>()"'\]]*(?:[?#@;]|%[0-9a-f]{2}|\/[^\s/<>()"'\]]{40,})/iu;

/**
 * Throws ToolError for a text that would send something away when a person opens it. What a ticket or a web page talks a model into writing
 * is read later by a program that loads images and follows links.
 */
export function refuseOutward(text: string): void {
  const isFetched = FETCHED.some((pattern) => pattern.test(text));
  if (isFetched)
    throw new ToolError(
      "Nothing was written: images, HTML and embedded content from elsewhere are not allowed. Write plain Markdown without them.",
    );
  if (CARRYING.test(text))
    throw new ToolError(
      "Nothing was written: an address with a query, a fragment or data in it is not allowed. Name the page by its plain address.",
    );
}

/** Throws ToolError for a table that a spreadsheet would run: cells that begin like a formula. */
export function refuseFormulas(text: string): void {
  const cell = /(?:^|[,;\t\n])\s*"?\s*([=@]|[+-](?!\d+(?:[.,]\d+)*\s*%?"?\s*(?:[,;\t\n]|$)))/u.exec(text);
  if (cell !== null)
    throw new ToolError(`Nothing was written: a cell begins with ${cell[1] ?? "="}, which a spreadsheet runs. Put a ' before it.`);
}

/** Refuses a change that brings in what refuseOutward or refuseFormulas refuse; what a person had there already may stay. */
export function refuseChanges(path: string, before: string, after: string): void {
  const refuse = (text: string): void => {
    refuseOutward(text);
    if (/\.csv$/iu.test(path)) refuseFormulas(text);
  };
  try {
    refuse(before);
  } catch {
    // It holds such things already: only the lines that are new are looked at.
    const known = new Set(before.split("\n"));
    refuse(
      after
        .split("\n")
        .filter((line) => !known.has(line))
        .join("\n"),
    );
    return;
  }
  refuse(after);
}
