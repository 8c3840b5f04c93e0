/** Words of a text in order, in buffers that the next text reuses. */
export interface Tokens {
  count: number;
  /** Numbers of the words, as `wordNumber` gave them. */
  readonly words: Int32Array;
  /** See the marks below. */
  readonly marks: Uint8Array;
  /** The first word behind the subject. */
  bodyStart: number;
  exclamations: number;
  questions: number;
  ellipses: number;
  /** "!!", "??" and "?!". */
  doubled: number;
  /** Ends of sentences with a word before them. */
  sentences: number;
  letters: number;
  capitals: number;
}

/** Where a word stands: it opens a sentence or clause, or is written in capitals. */
export const MARK = { opens: 1, capitals: 2 } as const;

/** What is longer is cut: nobody says in word 3,000 what a ticket is about, and one text must not stop the stream. */
export const MOST_WORDS = 3000;

/** Room for the tokens of one text after another. */
export function newTokens(): Tokens {
  return {
    count: 0,
    words: new Int32Array(MOST_WORDS),
    marks: new Uint8Array(MOST_WORDS),
    bodyStart: 0,
    exclamations: 0,
    questions: 0,
    ellipses: 0,
    doubled: 0,
    sentences: 0,
    letters: 0,
    capitals: 0,
  };
}

/** Empties the buffers for the next ticket. */
export function clearTokens(tokens: Tokens): void {
  tokens.count = 0;
  tokens.bodyStart = 0;
  tokens.exclamations = 0;
  tokens.questions = 0;
  tokens.ellipses = 0;
  tokens.doubled = 0;
  tokens.sentences = 0;
  tokens.letters = 0;
  tokens.capitals = 0;
}

/**
 * Adds the words of a text: runs of letters and digits, an apostrophe inside a contraction ("can't") dropped, one that joins a short
 * article ("l'avis") taken for a space; emoji and the faces `:)` and `:(` are words too.
 */
export function tokenise(text: string, wordNumber: (lower: string) => number, tokens: Tokens): void {
  const lower = text.toLowerCase();
  // Lower case may be longer than the text in a few scripts: then capitals are not looked at.
  const original = lower.length === text.length ? text : lower;
  const length = lower.length;
  let opens: number = MARK.opens;
  let at = 0;
  while (at < length && tokens.count < MOST_WORDS) {
    const code = lower.charCodeAt(at);
    if (isWordCode(code)) {
      const start = at;
      while (isWordCode(lower.charCodeAt(at))) at += 1;
      let word = lower.slice(start, at);
      if (isApostrophe(lower.charCodeAt(at))) {
        const end = contractionEnd(lower, at + 1);
        if (end > 0) {
          // Of "customer's" the customer stays.
          const rest = lower.slice(at + 1, end);
          word = rest === "s" ? word : `${word}${rest}`;
          at = end;
        }
      }
      const capitals = countCapitals(original, start, Math.min(at, start + 24));
      tokens.letters += at - start;
      tokens.capitals += capitals;
      tokens.words[tokens.count] = wordNumber(word);
      tokens.marks[tokens.count] = opens | (capitals > 2 && capitals >= at - start - 1 ? MARK.capitals : 0);
      tokens.count += 1;
      opens = 0;
      continue;
    }
    if (code === EXCLAMATION) tokens.exclamations += 1;
    else if (code === QUESTION) tokens.questions += 1;
    if (code === STOP && lower.charCodeAt(at + 1) === STOP) tokens.ellipses += 1;
    if (code === EXCLAMATION || code === QUESTION || code === STOP) {
      const next = lower.charCodeAt(at + 1);
      if (code !== STOP && (next === EXCLAMATION || next === QUESTION)) tokens.doubled += 1;
      if (opens === 0 && !isWordCode(next)) tokens.sentences += 1;
    }
    if (ENDS.has(code) && (code !== STOP || !isWordCode(lower.charCodeAt(at + 1)))) opens = MARK.opens;
    const sign = signAt(lower, at, code);
    if (sign === "") at += 1;
    else {
      tokens.words[tokens.count] = wordNumber(sign);
      tokens.marks[tokens.count] = opens;
      tokens.count += 1;
      at += sign.length;
    }
  }
}

const [EXCLAMATION, QUESTION, STOP] = [33, 63, 46];
/** . ! ? ; , : and line ends; dashes between blanks are left out. */
const ENDS = new Set([33, 46, 63, 59, 44, 58, 10, 0xbf, 0xa1]);
const CONTRACTION = new Set(["t", "s", "re", "ve", "ll", "d", "m"]);

function isWordCode(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return (
    (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x2c00 && code < 0xd800 && code !== 0x3000) ||
    code === 0xaa ||
    code === 0xb5
  );
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

function contractionEnd(lower: string, start: number): number {
  let end = start;
  while (isWordCode(lower.charCodeAt(end))) end += 1;
  return CONTRACTION.has(lower.slice(start, end)) ? end : 0;
}

function countCapitals(text: string, start: number, end: number): number {
  let capitals = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde)) capitals += 1;
  }
  return capitals;
}

/** An emoji or a face that begins here, else "". */
function signAt(lower: string, at: number, code: number): string {
  if (code >= 0xd83c && code <= 0xd83e) return lower.slice(at, at + 2);
  if (code >= 0x2600 && code <= 0x27bf) return lower.slice(at, at + 1);
  if (code !== 58 && code !== 59) return "";
  const nose = lower.charCodeAt(at + 1) === 45 ? 1 : 0;
  const mouth = lower.charCodeAt(at + 1 + nose);
  return mouth === 41 || mouth === 40 ? lower.slice(at, at + 2 + nose) : "";
}
