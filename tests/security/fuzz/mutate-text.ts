import { pick, type Random, upTo } from "./random.ts";

type Mutation = (text: string, random: Random, words: readonly string[]) => string;

/** The text with one to six changes. `words` are pieces of its grammar: headings, marks, keys, values that mean something to its reader. */
export function mutateText(text: string, random: Random, words: readonly string[]): string {
  let mutated = text;
  for (let left = 1 + upTo(6, random); left > 0; left -= 1) mutated = pick(MUTATIONS, random)(mutated, random, words);
  return mutated;
}

const STRANGE = [
  "\u0000",
  "\uFEFF",
  "\u2028",
  "\u202E",
  "\u001B[31m",
  "\r",
  "\t",
  "\uD800",
  "\u00E9",
  "e\u0301",
  "\u{1F600}",
  "__proto__",
  "constructor",
  "${x}",
  "{{x}}",
];

const overLines =
  (change: (lines: string[], random: Random, words: readonly string[]) => readonly string[]): Mutation =>
  (text, random, words) =>
    change(text.split("\n"), random, words).join("\n");

const MUTATIONS: readonly Mutation[] = [
  // Words of the grammar where none was, or in the place of another.
  (text, random, words) => insert(text, pick(words, random), random),
  (text, random, words) => insert(text, pick(words, random), random),
  overLines((lines, random, words) => lines.toSpliced(upTo(lines.length + 1, random), 0, pick(words, random))),
  overLines((lines, random, words) => lines.with(upTo(lines.length, random), pick(words, random))),
  (text, random) => insert(text, pick(STRANGE, random), random),
  // Lines lost, doubled, moved, joined, indented.
  overLines((lines, random) => lines.toSpliced(upTo(lines.length, random), 1 + upTo(3, random))),
  overLines((lines, random) => {
    const at = upTo(lines.length, random);
    return lines.toSpliced(at, 0, ...lines.slice(at, at + 1 + upTo(4, random)));
  }),
  overLines((lines, random) => {
    const [from, to] = [upTo(lines.length, random), upTo(lines.length, random)];
    return lines.toSpliced(from, 1).toSpliced(to, 0, lines[from] ?? "");
  }),
  overLines((lines, random) => {
    const at = upTo(lines.length, random);
    return lines.with(at, `${" ".repeat(upTo(9, random))}${lines[at] ?? ""}${pick(["", " ", "\\", "  "], random)}`);
  }),
  // Characters lost, doubled, exchanged.
  (text, random) => {
    const at = upTo(text.length + 1, random);
    return text.slice(0, at) + text.slice(at + 1 + upTo(12, random));
  },
  (text, random) => {
    const at = upTo(text.length + 1, random);
    const piece = text.slice(at, at + 1 + upTo(20, random));
    return text.slice(0, at) + piece.repeat(1 + upTo(3, random)) + text.slice(at);
  },
  (text, random) => {
    const at = upTo(Math.max(1, text.length), random);
    return text.slice(0, at) + String.fromCodePoint(32 + upTo(95, random)) + text.slice(at + 1);
  },
  // Its end, its line ends, and far too much of something.
  (text, random) => (random() < 0.3 ? text.slice(0, upTo(text.length + 1, random)) : text),
  (text, random) => text.replaceAll("\n", pick(["\r\n", "\n", "\n\n"], random)),
  (text, random) =>
    random() < 0.2
      ? insert(text, pick(["[", "{", "- ", "> ", "`", "&a ", "*", "#", "a", "<", "("], random).repeat(500 + upTo(3000, random)), random)
      : text,
];

function insert(text: string, piece: string, random: Random): string {
  const at = upTo(text.length + 1, random);
  return text.slice(0, at) + piece + text.slice(at);
}
