import { compareText } from "../../core/compare-text.ts";
import { count, oneLine } from "../../core/text.ts";
import type { LabelFigures, LabelReport } from "../../domain/classifier/label-report.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

const MOST_LABELS = 12;
const MOST_CONFUSIONS = 8;
const CURVE_AT = [0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** The figures of one column of labels, as paragraphs and tables. */
export function renderLabelReport(report: LabelReport, width: number): string {
  const { accuracy, accuracy_ci: ci, base_rate: base, macro_f1: f1, calibration_error: error } = report;
  const scope = report.out_of_scope === null ? "" : ` in scope (${count(report.out_of_scope.tickets, "ticket")} are not)`;
  const head = `Of 100 tickets${scope}, ${tenth(accuracy)} get the right label when every ticket gets one (95 % interval ${tenth(ci[0])}–${tenth(ci[1])}; always the commonest label: ${tenth(base)}). Mean F1 of the labels: ${tenth(f1)}. Its confidence is off by ${tenth(error)} points on average.`;
  return [
    wrap(head, width),
    wrap(withheld(report), width),
    report.out_of_scope === null ? coverage(report) : scopes(report),
    labels(report.labels, width),
    confusions(report, width),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A share as points of a hundred: 0.9123 is "91.2". */
function tenth(share: number): string {
  return (share * 100).toFixed(1);
}

function withheld({ answered, threshold }: LabelReport): string {
  if (answered.precision === null)
    return "No threshold reaches the target, so no ticket gets a label: look at the curve, and choose a lower target.";
  if (threshold === 0) return "The target is reached with every ticket labelled: none is withheld.";
  const [low, high] = answered.precision_ci;
  return `Labels below a confidence of ${threshold.toFixed(4)} are withheld: ${tenth(answered.coverage)} % of the tickets get a label, and ${tenth(answered.precision)} % of those are right (95 % interval ${tenth(low)}–${tenth(high)}).`;
}

function coverage({ curve }: LabelReport): string {
  const rows = CURVE_AT.flatMap((share) => {
    const point = curve.find((each) => each.coverage >= share - 1e-9);
    return point === undefined ? [] : [[`${tenth(point.coverage)} %`, `${tenth(point.precision ?? 0)} %`, point.threshold.toFixed(3)]];
  });
  return table(["Labelled, surest first", "Right", "Confidence from"], rows, [0, 1, 2]);
}

function scopes({ out_of_scope: report }: LabelReport): string {
  const rows = (report?.curve ?? []).map((point) => [
    point.threshold.toFixed(4),
    `${tenth(point.in_scope_accuracy)} %`,
    `${tenth(point.recall)} %`,
  ]);
  const chosen = report?.chosen;
  const now =
    chosen === undefined
      ? []
      : [[`${chosen.threshold.toFixed(4)} (chosen)`, `${tenth(chosen.in_scope_accuracy)} %`, `${tenth(chosen.recall)} %`]];
  return table(["Confidence from", "In scope and labelled rightly", "Out of scope and withheld"], [...rows, ...now], [0, 1, 2]);
}

function labels(all: readonly LabelFigures[], width: number): string {
  const worst = [...all].sort((a, b) => a.f1 - b.f1 || compareText(a.label, b.label)).slice(0, MOST_LABELS);
  const rows = worst.map(({ label, tickets, precision, recall, f1 }) => [
    cut(oneLine(label), width - 45),
    tickets.toLocaleString("en-US"),
    precision === null ? "–" : tenth(precision),
    recall === null ? "–" : tenth(recall),
    tenth(f1),
  ]);
  const title = all.length > worst.length ? `Weakest ${worst.length} of ${all.length} labels` : "Label";
  return table([title, "Tickets", "Precision", "Recall", "F1"], rows, [1, 2, 3, 4]);
}

function confusions({ confusions: all }: LabelReport, width: number): string {
  if (all.length === 0) return "";
  const half = Math.floor((width - 14) / 2);
  const rows = all
    .slice(0, MOST_CONFUSIONS)
    .map((each) => [String(each.tickets), cut(oneLine(each.actual), half), cut(oneLine(each.taken_for), half)]);
  return table(["Tickets", "Labelled", "Taken for"], rows, [0]);
}
