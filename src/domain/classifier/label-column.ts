/** One column of labels, coded. */
export interface LabelColumn {
  readonly column: string;
  /** In order of code points. */
  readonly labels: readonly string[];
  /** Position of each row's label; −1 where the cell is empty. */
  readonly codes: Int32Array;
  /** Position of the label that means "none of the others"; −1 for none. */
  readonly outside: number;
}

/** How people call what belongs to no label. */
const OUT_OF_SCOPE = /^(oos|ood|out[\s_-]?of[\s_-]?(scope|domain))$/i;

/** Codes a column of labels; blanks around a label do not count. A cell is one label, whatever it holds. `outOfScope` is the label out of scope. */
export function labelColumn(column: string, cells: readonly (string | null)[], outOfScope?: string): LabelColumn {
  const trimmed = cells.map((cell) => cell?.trim() ?? "");
  const labels = [...new Set(trimmed.filter((cell) => cell !== ""))].sort();
  const places = new Map(labels.map((label, place) => [label, place]));
  const wanted = outOfScope?.trim();
  return {
    column,
    labels,
    codes: Int32Array.from(trimmed, (cell) => places.get(cell) ?? -1),
    outside: labels.findIndex((label) => (wanted === undefined ? OUT_OF_SCOPE.test(label) : label === wanted)),
  };
}

/** The codes that a model's labels give to other cells; −1 for an empty cell, −2 for a label that the model does not know. */
export function codesBy(labels: readonly string[], cells: readonly (string | null)[]): Int32Array {
  const places = new Map(labels.map((label, place) => [label, place]));
  return Int32Array.from(cells, (cell) => {
    const label = cell?.trim() ?? "";
    return label === "" ? -1 : (places.get(label) ?? -2);
  });
}
