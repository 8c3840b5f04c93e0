import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTable } from "../src/book/read-table.ts";
import type { LabelledTexts } from "../src/domain/classifier/train-text.ts";
import { seeded } from "../src/core/seeded.ts";

/** A labelled set with its usual parts. */
export interface TextData {
  readonly train: LabelledTexts;
  readonly test: LabelledTexts;
  readonly validation?: LabelledTexts;
}

type Rows = readonly (readonly [text: string, label: string])[];

/** The public sets that the trainer is measured on, by name, read from the folder where they lie; undefined for a set that is not there. */
export const TEXT_DATA: Readonly<Record<string, (folder: string) => Promise<TextData | undefined>>> = {
  banking77: async (folder) => {
    const [train, test] = ["train.csv", "test.csv"].map((name) => join(folder, "banking77", name));
    if (train === undefined || test === undefined || !existsSync(train)) return undefined;
    return { train: await csv(train, "text", "category"), test: await csv(test, "text", "category") };
  },
  clinc150: async (folder) => {
    const file = join(folder, "clinc150", "data_full.json");
    if (!existsSync(file)) return undefined;
    const parts = JSON.parse(readFileSync(file, "utf8")) as Record<string, Rows>;
    const both = (part: string): LabelledTexts => labelled([...(parts[part] ?? []), ...(parts[`oos_${part}`] ?? [])]);
    return { train: both("train"), validation: both("val"), test: both("test") };
  },
  senti4sd: async (folder) => {
    const [train, test] = ["train3098itemPOLARITY.csv", "test1326itemPOLARITY.csv"].map((name) => join(folder, "senti4sd", name));
    if (train === undefined || test === undefined || !existsSync(train)) return undefined;
    return { train: labelled(polarities(train)), test: labelled(polarities(test)) };
  },
  // No public texts: sentences at random, to see time and memory of a large file. 48,000 rows of some 100 words with 8 labels.
  "48k long": async () => ({ train: madeUp(48_000, 1), test: madeUp(2000, 2) }),
};

async function csv(path: string, text: string, label: string): Promise<LabelledTexts> {
  const { columns } = await readTable(path, path, tmpdir());
  const cells = (name: string): readonly (string | null)[] => columns.find((column) => column.name === name)?.cells ?? [];
  return { texts: cells(text).map((cell) => cell ?? ""), columns: [{ name: "label", cells: cells(label) }] };
}

function labelled(rows: Rows): LabelledTexts {
  return { texts: rows.map(([text]) => text), columns: [{ name: "label", cells: rows.map(([, label]) => label) }] };
}

/** Lines of "id;polarity;text". */
function polarities(path: string): Rows {
  return readFileSync(path, "utf8")
    .split(/\r?\n/)
    .map((line) => /^[^;]*;(positive|negative|neutral);(.*)$/.exec(line))
    .flatMap((found) => (found === null ? [] : [[(found[2] ?? "").replaceAll(/^"|"$/g, ""), found[1] ?? ""] as const]));
}

/** Words by a Zipf-like law, some of them leaning to the row's label. */
function madeUp(rows: number, seed: number): LabelledTexts {
  const chance = seeded(seed);
  const word = (number: number): string => {
    const letters = seeded(number + 7919);
    return Array.from(
      { length: 3 + Math.floor(letters() * 7) },
      () => "etaoinsrhldcumfpgwybvk"[Math.floor(letters() ** 1.5 * 22)] ?? "e",
    ).join("");
  };
  const words = Array.from({ length: 40_000 }, (_, number) => word(number));
  const made: [string, string][] = [];
  for (let row = 0; row < rows; row += 1) {
    const label = Math.floor(chance() * 8);
    const length = 40 + Math.floor(chance() * 120);
    const text = Array.from({ length }, () => {
      const number = Math.floor(40_000 ** chance());
      return words[chance() < 0.12 ? number - (number % 8) + label : number] ?? "";
    });
    made.push([text.join(" "), `queue ${label}`]);
  }
  return labelled(made);
}
