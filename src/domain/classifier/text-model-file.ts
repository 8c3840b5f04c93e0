import { DataError } from "../../core/errors.ts";
import { hash } from "../../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../../core/json.ts";
import { packAscending, packLevels, unpackAscending, unpackLevels } from "./packed-levels.ts";
import { labelsIn, type TextModel } from "./text-model.ts";
import { vocabularyOf } from "./vocabulary.ts";

const FORMAT = "echo-cs text model";
/** Raised whenever features, weights or the file's layout change. */
const SCHEMA = 1;
const PARTS = 4;

/** What the second line of the file holds as JSON. */
type Body = Omit<TextModel, "vocabulary" | "rarity" | "levels"> & { readonly features: number };

/**
 * The text of a model's file: a line that says what it is, a line of JSON, and four lines of packed numbers. Equal models have equal bytes.
 */
export function printTextModel({ vocabulary, rarity, levels, ...rest }: TextModel): string {
  const body: Body = { ...rest, features: rarity.length };
  const parts = [packAscending(vocabulary.hashes), vocabulary.views, rarity, packLevels(levels)];
  const lines = [stableJson(body), ...parts.map((part) => Buffer.from(part).toString("base64"))].join("\n");
  return `${stableJson({ format: FORMAT, schema: SCHEMA, sha256: hash(lines) })}\n${lines}\n`;
}

/** Reads a model's file. Throws DataError for another format or version, and for one that was changed or cut since it was written. */
export function parseTextModel(text: string, file: string): TextModel {
  const end = text.indexOf("\n");
  const head = parseJson(end < 0 ? "" : text.slice(0, end));
  const fix = "Train it again with `echo-cs triage train`.";
  if (!head.ok || !isRecord(head.value) || head.value["format"] !== FORMAT)
    throw new DataError({
      code: "no-text-model",
      message: "This file holds no model of labels.",
      place: { file },
      fix: `Name a file that \`echo-cs triage train --out\` wrote. ${fix}`,
    });
  const { schema, sha256 } = head.value;
  if (schema !== SCHEMA)
    throw new DataError({
      code: "text-model-schema",
      message: "The model was written by another version of the program.",
      found: `schema ${String(schema)}`,
      allowed: [`schema ${SCHEMA}`],
      place: { file },
      fix,
    });
  const lines = text.slice(end + 1).replace(/\r?\n$/, "");
  const model = hash(lines) === sha256 ? modelFrom(lines.split("\n")) : undefined;
  if (model !== undefined) return model;
  throw new DataError({
    code: "text-model-damaged",
    message: "The model was changed or cut off since it was written.",
    place: { file },
    fix: `Copy it again from where it was whole, or train it anew. ${fix}`,
  });
}

function modelFrom(lines: readonly string[]): TextModel | undefined {
  const parsed = parseJson(lines[0] ?? "");
  if (!parsed.ok || !isRecord(parsed.value) || lines.length !== PARTS + 1) return undefined;
  // What the hash covers was written by printTextModel, so its shape is known.
  const { features, ...rest } = parsed.value as Body;
  const [hashes, views, rarity, packed] = lines.slice(1).map((line) => new Uint8Array(Buffer.from(line, "base64")));
  const numbers = unpackAscending(hashes ?? new Uint8Array(), features);
  const levels = unpackLevels(packed ?? new Uint8Array(), features * labelsIn(rest.heads));
  if (numbers === undefined || levels === undefined || views?.length !== features || rarity?.length !== features) return undefined;
  return { ...rest, vocabulary: vocabularyOf(numbers, views), rarity, levels };
}
