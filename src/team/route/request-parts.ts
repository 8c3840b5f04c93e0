/** What people put between two things they ask for, in English, German, French and Spanish. */
const THEN = [
  "and then|then|and after(?:wards| that)?|afterwards|after that|and next|next,|and also|also,|in addition|and later|later on|plus|oh,? and|as for",
  "once that(?:'|’)?s done|and separately|then, separately|the second thing is|and finally|finally,|followed by|as well as|and maybe|and could",
  "also|if so|if not|once done|second:|secondly|later on|straight after|while you(?:'|’)?re (?:at it|there)|and while|when you(?:'|’)?re done|and did",
  "und danach|danach|und dann|dann|anschließend|hinterher|außerdem|und zusätzlich|sowie|im anschluss",
  "et puis|puis|et ensuite|ensuite|et après|après ça|après quoi|et aussi|ainsi que|par la suite",
  "y luego|luego|y después|después|y también|además|y de paso|más tarde",
].join("|");

/** What the second thing begins with when only “and” stands before it. */
const DO = [
  "tell|draft|write|send|prepare|prep|check|plan|book|schedule|set up|log|ask|find|give me|give us|get me|reply|create|build|update|remind|suggest|see",
  "fix|escalate|raise|put|share|summari[sz]e|turn|invite|call|ring|forward|help|work out|propose|arrange|quote|price|announce|chase|show|offer|follow up",
  "schreib|erstell|bereite|prüf|plane|schick|sag|antworte|prépare|rédige|écris|envoie|vérifie|planifie|redacta|prepara|escribe|envía|revisa|planifica",
].join("|");

const BREAK = new RegExp(
  `(?:[,;.:!?–—-]\\s*|\\s)(?:${THEN})[\\s,:]+|;\\s+|,\\s+(?:and|und|et|y)\\s+|\\s\\+\\s|\\s(?:and|und|et|y|&)\\s+(?=(?:${DO})\\b)`,
  "g",
);

const FIRM = new RegExp(`^[\\s,;.:!?–—-]*(?:${THEN})[\\s,:]`);

/** True where a word such as “then” comes behind the first part, which is what has to be done first; “and” alone may join equals. */
export function isOrdered(text: string, [first = ""]: readonly string[]): boolean {
  return FIRM.test(text.slice(text.indexOf(first) + first.length).toLowerCase());
}

const SHORTEST_PART = 8;
const MAX_PARTS = 4;

/** The things a request asks for, in the order in which they are said; one part where it asks for one thing. */
export function requestParts(text: string): string[] {
  const parts = piecesOf(text.slice(0, 2000)).map((part) => part.trim());
  const merged: string[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    // “First, …” and other scraps belong to what stands beside them.
    if (last !== undefined && (part.length < SHORTEST_PART || last.length < SHORTEST_PART)) merged[merged.length - 1] = `${last} ${part}`;
    else merged.push(part);
  }
  return merged.filter((part) => part !== "").slice(0, MAX_PARTS);
}

/** Split at every break. Breaks are looked for in lower case: a pattern that ignores case itself takes far longer to make ready. */
function piecesOf(text: string): string[] {
  const small = text.toLowerCase();
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: found } of (small.length === text.length ? small : text).matchAll(BREAK)) {
    pieces.push(text.slice(from, index));
    from = index + found.length;
  }
  return [...pieces, text.slice(from)];
}

/** Files that a text mentions, such as saveplan_draft.md or renewals/acme.md. */
export function filesNamedIn(text: string): string[] {
  if (!text.includes(".")) return [];
  return [
    ...text
      .slice(0, 2000)
      .matchAll(
        /(?<![\w.@/:-])(?:[\p{L}\p{N}_-]{1,40}\/){0,5}[\p{L}\p{N}_-]{2,60}\.(?:csv|tsv|xlsx?|json|ndjson|md|docx?|pdf|pptx?|txt|html?|png|eml)\b/giu,
      ),
  ].map(([name]) => name);
}
