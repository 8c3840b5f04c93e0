import { oneLine } from "../../core/text.ts";
import type { Frontmatter } from "../frontmatter.ts";
import { sealOf } from "../seal.ts";
import { keyedLines, mergeKeyedLines, type KeyedLine } from "./keyed-lines.ts";
import type { HeadGroup, HeadRules } from "./head-rules.ts";
import type { MergedSeals } from "./merged-seals.ts";
import type { MergedLines } from "./merged-lines.ts";
import { changedBy, mapThree, type Three } from "./three.ts";

/** The side whose run saw the later day; undefined where both saw the same. */
export type Later = "a" | "b" | undefined;

export interface HeadVersions {
  readonly fronts: Three<Frontmatter | undefined>;
  readonly later: Later;
  readonly seals: MergedSeals;
}

export interface MergedHead {
  /** With the two lines of `---`. */
  readonly lines: MergedLines;
  /** Lines on what could not stand in the head beside the other side's; to be kept below the notes. */
  readonly notes: readonly string[];
}

/** The head of both versions, field by field. Two people's different words for one field become a conflict; what ECHO keeps follows its rule. */
export function mergeHead(versions: HeadVersions, rules: HeadRules): MergedHead {
  const { fronts } = versions;
  const settledGroups = rules.groups.flatMap((group) => settleGroup(group, fronts));
  const outOf = (side: "base" | "a" | "b") => new Set(settledGroups.flatMap(({ group, winner }) => (side === winner ? [] : group.fields)));
  const fields: Three<readonly KeyedLine[]> = {
    base: fieldLines(fronts.base, outOf("base")),
    a: fieldLines(fronts.a, outOf("a")),
    b: fieldLines(fronts.b, outOf("b")),
  };
  const merged = mergeKeyedLines(fields, (name, { a, b }) => {
    const side = chooseField(name, versions, rules);
    return side === undefined ? [{ base: [], a: a.split("\n"), b: b.split("\n") }] : (side === "a" ? a : b).split("\n");
  });
  const lines = merged.flatMap((line): MergedLines => (typeof line === "string" ? line.split("\n") : [line]));
  return { lines: ["---", ...lines, "---"], notes: settledGroups.map(({ note }) => note) };
}

/** A field's value as a line of text; "" where there is none. */
export function fieldWords(front: Frontmatter | undefined, name: string): string {
  const value = front?.data[name] ?? "";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}

/** The side whose value holds; undefined where two people decided differently. */
function chooseField(name: string, { fronts, later, seals }: HeadVersions, rules: HeadRules): "a" | "b" | undefined {
  const value = mapThree(fronts, (front) => fieldWords(front, name));
  if (value.a === value.b) return "a";
  if (rules.order.field === name) {
    const rank = (one: string): number => rules.order.values.indexOf(one);
    return rank(value.a) >= rank(value.b) ? "a" : "b";
  }
  if (rules.latest.includes(name)) return value.a > value.b ? "a" : "b";
  if (rules.earliest.includes(name)) return value.a < value.b ? "a" : "b";
  const laterOne = later ?? (value.a > value.b ? "a" : "b");
  if (rules.follows.includes(name)) return laterOne;
  const [oursA, oursB] = [seals.isOurs("a", `@${name}`, sealOf(value.a)), seals.isOurs("b", `@${name}`, sealOf(value.b))];
  if (!oursA && !oursB) return undefined;
  if (oursA !== oursB) return oursA ? "b" : "a";
  seals.set(`@${name}`, sealOf(value[laterOne]));
  return laterOne;
}

interface SettledGroup {
  readonly group: HeadGroup;
  readonly winner: "a" | "b";
  readonly note: string;
}

/** Fields that only make sense together, where both sides filled them in differently: the earlier day holds, and the other is told. */
function settleGroup(group: HeadGroup, fronts: Three<Frontmatter | undefined>): SettledGroup[] {
  const values = mapThree(fronts, (front) => group.fields.map((name) => fieldWords(front, name)));
  const texts = mapThree(values, (all) => all.join("\u0000"));
  if (changedBy(texts) !== "both" || values.a.join("") === "" || values.b.join("") === "") return [];
  const winner = texts.a <= texts.b ? "a" : "b";
  return [{ group, winner, note: group.tell(winner === "a" ? values.b : values.a) }];
}

/** The head's fields, each with the lines that belong to it. */
function fieldLines(front: Frontmatter | undefined, without: ReadonlySet<string>): KeyedLine[] {
  const blocks: { text: string; name: string | undefined }[] = [];
  for (const text of (front?.yaml ?? "").replace(/\r?\n$/, "").split(/\r?\n/)) {
    const name = /^([^\s#:'"-][^:]*):(?:\s|$)/.exec(text)?.[1];
    const last = blocks.at(-1);
    if (name === undefined && last?.name !== undefined && /^(?:\s|-)/.test(text)) last.text += `\n${text}`;
    else if (text !== "" || name !== undefined) blocks.push({ text, name });
  }
  return keyedLines(
    blocks.filter(({ name }) => name === undefined || !without.has(name)),
    ({ name }) => name,
  );
}
