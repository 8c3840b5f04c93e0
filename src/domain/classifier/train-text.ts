import { hash32 } from "../text/text-hash.ts";
import { foldText } from "../text/fold-text.ts";
import { emptyBag } from "../text/feature-bag.ts";
import type { Cues } from "../text/text-features.ts";
import { codesBy, labelColumn, type LabelColumn } from "./label-column.ts";
import { refuseTooLittle, refuseUnknownScope } from "./refuse-too-little.ts";
import type { Suspect } from "./suspects.ts";
import { labelsIn, type Head, type TextModel } from "./text-model.ts";
import { trainHead, type Validation } from "./train-head.ts";
import { rarityWithout, type TrainingSet, trainingSet } from "./training-set.ts";
import { countTexts } from "./counted-texts.ts";
import { weighTexts } from "./weighed-texts.ts";
import type { ThresholdTarget } from "./choose-threshold.ts";

/** Texts with their labels, column by column. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly columns: readonly { readonly name: string; readonly cells: readonly (string | null)[] }[];
}

export interface TextTraining {
  /** Names of the columns that the texts were made of; kept in the model. */
  readonly text: readonly string[];
  readonly target: ThresholdTarget;
  /** The label that means "none of the others"; without it a label called oos or the like. */
  readonly outOfScope?: string | undefined;
  /** Choose confidence and threshold on these texts instead of by folds. */
  readonly validation?: LabelledTexts | undefined;
  /** Text that is learnt from at most; of more, a part by chance. By default as much as half a gigabyte of memory holds. */
  readonly mostCharacters?: number | undefined;
  /** Further features of a text, under a name that is kept in the model. */
  readonly cues?: { readonly name: string; readonly read: Cues } | undefined;
}

/** A trained model, with the rows whose labels look wrong, by column. */
export interface TrainedText {
  readonly model: TextModel;
  /** Texts that were learnt from. */
  readonly learnt: number;
  /** `row` is the position in the texts given (of the validation, where that was given). */
  readonly suspects: ReadonlyMap<string, readonly Suspect[]>;
}

/**
 * Learns every column of labels from the texts: linear support vector machines on words, phrases and runs of letters, one label against the others, with a
 * confidence fitted on texts that the model had not seen. The order of the rows plays no part. Throws DataError where there is too little to learn from.
 */
export function trainText(input: LabelledTexts, options: TextTraining): TrainedText {
  const order = ordered(input, options.mostCharacters ?? MOST_CHARACTERS);
  const texts = order.map((row) => input.texts[row] ?? "");
  const columns = input.columns.map(({ name, cells }) =>
    labelColumn(
      name,
      order.map((row) => cells[row] ?? null),
      options.outOfScope,
    ),
  );
  refuseUnknownScope(columns, options.outOfScope);
  for (const column of columns) refuseTooLittle(column);
  const labels = labelsIn(columns);
  const set = trainingSet(texts, labels, options.cues?.read);
  const rarity = rarityWithout(set, -1);
  const levels = new Int8Array(set.counted.vocabulary.hashes.length * labels);
  // The one large array that every round of learning fills anew.
  const scratch = weighTexts(set.counted, rarity);
  const heads: Head[] = [];
  const doubtful = new Map<string, readonly Suspect[]>();
  for (const column of columns) {
    const validation = options.validation === undefined ? undefined : validationOf(options.validation, column, set, rarity);
    const into = { levels, labels, from: labelsIn(heads) };
    const { head, suspects } = trainHead({ set, column, target: options.target, scratch, validation, into });
    heads.push(head);
    doubtful.set(
      column.column,
      suspects.map((suspect) => ({ ...suspect, row: validation?.rows[suspect.row] ?? order[suspect.row] ?? 0 })),
    );
  }
  const { recipe, counted } = set;
  const model = { recipe, cues: options.cues?.name ?? null, text: options.text, vocabulary: counted.vocabulary, rarity, heads, levels };
  return { model, learnt: texts.length, suspects: doubtful };
}

const MOST_CHARACTERS = 64_000_000;

/** The rows that hold a text, in an order that depends on what they hold alone; a part of them, by lot, where they hold more than `most` characters. */
function ordered({ texts, columns }: LabelledTexts, most: number): readonly number[] {
  const share = most / texts.reduce((sum, { length }) => sum + length, 0);
  const keys = texts.map((text, row) => `${text}\u0000${columns.map(({ cells }) => cells[row] ?? "").join("\u0000")}`);
  return Array.from(keys.keys())
    .filter((row) => foldText(texts[row] ?? "").trim() !== "" && (share >= 1 || hash32(texts[row] ?? "", 23) / 4_294_967_296 < share))
    .sort((a, b) => ((keys[a] ?? "") < (keys[b] ?? "") ? -1 : (keys[a] ?? "") > (keys[b] ?? "") ? 1 : a - b));
}

function validationOf({ texts, columns }: LabelledTexts, column: LabelColumn, set: TrainingSet, rarity: Uint8Array): Validation {
  const cells = columns.find(({ name }) => name === column.column)?.cells ?? [];
  const codes = codesBy(column.labels, cells);
  const rows = Int32Array.from(codes.keys()).filter((row) => codes[row] !== -1);
  const counted = countTexts(
    Array.from(rows, (row) => texts[row] ?? ""),
    set.counted.vocabulary,
    set.read,
    emptyBag(),
  );
  return { rows, codes: codes.filter((code) => code !== -1), texts: weighTexts(counted, rarity) };
}
