import { slug } from "../../core/text.ts";
import { requireFrontmatter, type Frontmatter } from "../frontmatter.ts";
import { openFenceIndex, splitLines, type Line } from "../markdown-lines.ts";
import { NO_ANSWER } from "../packet-format.ts";
import { isSealLine, sealOf } from "../seal.ts";
import { appendToSection, splitSections } from "../sections.ts";
import type { HeadRules } from "./head-rules.ts";
import { keyedLines, mergeKeyedLines, type KeyedLine } from "./keyed-lines.ts";
import { fieldWords, type Later, mergeHead } from "./merge-head.ts";
import { mergePlain } from "./merge-plain.ts";
import { mergeSeals, type MergedSeals } from "./merged-seals.ts";
import type { MergedLines } from "./merged-lines.ts";
import { mapThree, type Three } from "./three.ts";

/**
 * Two versions of a file of a head and sections. A part that only one side changed is that side's; a person's words win over ECHO's; of two
 * that ECHO wrote the later run's holds; what two people wrote is merged by line. Throws DataError for a head that is broken or of a newer schema.
 */
export function mergeSealed(texts: Three<string>, file: string, rules: HeadRules): MergedLines {
  const fronts: Three<Frontmatter | undefined> = {
    base: texts.base === "" ? undefined : requireFrontmatter(texts.base, file),
    a: requireFrontmatter(texts.a, file),
    b: requireFrontmatter(texts.b, file),
  };
  const lines = mapThree(fronts, (front) => splitLines(front?.body ?? ""));
  // All below an open fence is code to us: nothing of it can be told apart.
  if ([lines.a, lines.b].some((all) => openFenceIndex(all) < all.length)) return mergePlain(texts);
  const seals = mergeSeals(lines);
  const later = laterSide(fronts, rules);
  const head = mergeHead({ fronts, later, seals }, rules);
  const sections = mergeKeyedLines(
    {
      base: sectionLines(lines.base),
      a: sectionLines(appendToSection(lines.a, NOTES, head.notes)),
      b: sectionLines(appendToSection(lines.b, NOTES, head.notes)),
    },
    (title, versions) => settleSection(title, { ...versions, base: versions.base ?? "" }, { seals, later }),
  );
  const body = sections.flatMap((line): MergedLines => (typeof line === "string" ? line.split("\n") : [line]));
  const comment = seals.print();
  const gap = body.at(-1) === "" ? [] : [""];
  return [...head.lines, ...body, ...(comment === undefined ? [] : [...gap, comment])];
}

const NOTES = "Notes";
const TITLE = "title";
const ANSWER = "answer";
const ABOVE = "";

interface Decision {
  readonly seals: MergedSeals;
  readonly later: Later;
}

function settleSection(title: string, texts: Three<string>, decision: Decision): MergedLines {
  if (title === ABOVE) return mergeAbove(texts, decision);
  const bodies = mapThree(texts, (text) => text.slice(`${text}\n`.indexOf("\n") + 1).trim());
  if (title === "Answer") return settleAnswer(texts, bodies, decision);
  const side = chooseSide(slug(title), bodies, decision);
  return side === undefined ? mergePlain(texts) : [texts[side]];
}

/** An answer is never taken away: two that came from two sides stay both. One that ECHO gave before, and gave again, is brought up to date. */
function settleAnswer(texts: Three<string>, bodies: Three<string>, decision: Decision): MergedLines {
  const only = isNoAnswer(bodies.a) ? "b" : isNoAnswer(bodies.b) ? "a" : undefined;
  if (only !== undefined) {
    const seal = sealOf(bodies[only]);
    if (decision.seals.isOurs(only, ANSWER, seal)) decision.seals.set(ANSWER, seal);
    return [texts[only]];
  }
  if (!isNoAnswer(bodies.base)) {
    const side = chooseSide(ANSWER, bodies, decision);
    return side === undefined ? mergePlain(texts) : [texts[side]];
  }
  decision.seals.set(ANSWER);
  return mergePlain({ ...texts, base: "## Answer\n" });
}

function isNoAnswer(body: string): boolean {
  return body === "" || body === NO_ANSWER;
}

/** The title, and what stands about it. */
function mergeAbove(texts: Three<string>, decision: Decision): MergedLines {
  const lines = mapThree(texts, (text) =>
    keyedLines(splitLines(text), (line) => (!line.fenced && line.text.startsWith("# ") ? TITLE : undefined)),
  );
  return mergeKeyedLines(lines, (_, { base = "", a, b }) => {
    const side = chooseSide(
      TITLE,
      mapThree({ base, a, b }, (line) => line.slice(2)),
      decision,
    );
    return side === undefined ? [{ base: [base], a: [a], b: [b] }] : [side === "a" ? a : b];
  });
}

/** The side whose text of a part holds; undefined where two people wrote it. */
function chooseSide(part: string, { a, b }: Three<string>, { seals, later }: Decision): "a" | "b" | undefined {
  const [oursA, oursB] = [seals.isOurs("a", part, sealOf(a)), seals.isOurs("b", part, sealOf(b))];
  if (!oursA && !oursB) return undefined;
  if (oursA !== oursB) return oursA ? "b" : "a";
  const side = later ?? (a > b ? "a" : "b");
  seals.set(part, sealOf(side === "a" ? a : b));
  return side;
}

/** The side of the later run, or undefined: then of each part the greater text holds, which is as good and the same on both sides. */
function laterSide(fronts: Three<Frontmatter | undefined>, rules: HeadRules): Later {
  const rank = mapThree(fronts, (front) => `${fieldWords(front, rules.updated)} ${fieldWords(front, "snapshot")}`);
  return rank.a === rank.b ? undefined : rank.a > rank.b ? "a" : "b";
}

/** The sections under their titles, without the hidden comment. */
function sectionLines(lines: readonly Line[]): KeyedLine[] {
  const sections = splitSections(lines).map((section) => ({
    title: section.title ?? ABOVE,
    text: section.lines
      .filter((line) => !isSealLine(line))
      .map((line) => line.text)
      .join("\n"),
  }));
  return keyedLines(sections, ({ title }) => title);
}
