import type { TextRecipe } from "../text/text-recipe.ts";
import type { Confidence } from "./confidence.ts";
import type { LabelReport } from "./label-report.ts";
import type { LearningPoint } from "./learning-curve.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A trained text classifier: one head a column of labels, all reading the same features. */
export interface TextModel {
  readonly recipe: TextRecipe;
  /** Name of the cues that texts were read with; null for none. */
  readonly cues: string | null;
  /** The columns that made up a training text, in order. */
  readonly text: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly rarity: Uint8Array;
  readonly heads: readonly Head[];
  /** Feature by feature, one level for each label of each head. */
  readonly levels: Int8Array;
}

/** What one column of labels is told by. */
export interface Head {
  readonly column: string;
  readonly labels: readonly string[];
  /** Position of the label that means "none of the others"; −1 for none. */
  readonly outside: number;
  /** Weight of one level, for each label. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly confidence: Confidence;
  /** Labels below this confidence are withheld. */
  readonly threshold: number;
  readonly training: HeadTraining;
}

/** What is known of a head from its training. */
export interface HeadTraining {
  readonly penalty: number;
  /** On texts that the model had not seen: of other folds, or of the validation file. */
  readonly report: LabelReport;
  readonly measured_on: "folds" | "validation";
  readonly learning_curve: readonly LearningPoint[];
}

/** The sum of the heads' labels: a feature has so many levels. */
export function labelsIn(heads: readonly { readonly labels: readonly string[] }[]): number {
  return heads.reduce((sum, { labels }) => sum + labels.length, 0);
}
