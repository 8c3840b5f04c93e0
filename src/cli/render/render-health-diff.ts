import type { AccountDiff, DiffSide, HealthDiffReport, Standing } from "../../app/health-diff.ts";
import { count } from "../../core/text.ts";
import { formatFact, moneyOrDash } from "../../domain/facts/format-value.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { roundToSum } from "../../domain/health/round-to-sum.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import type { HealthView } from "./render-health.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** One account: what each input did to the score. The printed parts add up to the printed change. */
export function renderHealthDiffOf(
  diff: AccountDiff,
  { from, to, model }: HealthDiffReport,
  { paint, width }: Omit<HealthView, "asOf">,
): string {
  const head = `${paint.bold(diff.name)}  ${sideText(diff.from)} → ${sideText(diff.to)}\n${paint.dim(`${model} · ${from} to ${to}`)}`;
  if (diff.delta === null) return `${cleanScreen(paint, [head, wrap(whyNone(diff, from, to), width)].join("\n\n"))}\n`;
  const change = printedScore(diff.to) - printedScore(diff.from);
  const parts = roundToSum([...diff.inputs.map((input) => input.delta), diff.reshared?.delta ?? 0], change, 1);
  const rows = diff.inputs.map((input, index) => [
    input.name,
    valueText(input.metric, input.from.value, diff.currency),
    valueText(input.metric, input.to.value, diff.currency),
    input.from.score === null ? "–" : points(input.from.score),
    input.to.score === null ? "–" : points(input.to.score),
    signed(parts[index] ?? 0),
  ]);
  const order = rows.map((_, index) => index).sort((a, b) => Math.abs(parts[b] ?? 0) - Math.abs(parts[a] ?? 0) || a - b);
  const ordered = order.flatMap((index) => (rows[index] === undefined ? [] : [rows[index]]));
  const shared = ["weights re-shared", "", "", "", "", signed(parts.at(-1) ?? 0)];
  const reasons = diff.reshared?.reasons ?? [];
  const sections = [
    head,
    wrap(
      `${signed(change)} points. An input's points are the change of its own score at the weight it had before; the lines add up to the change.`,
      width,
    ),
    table(["Input", "Was", "Is", "Score was", "Is", "Points"], [...ordered, shared, ["change", "", "", "", "", signed(change)]], [3, 4, 5]),
    reasons.length === 0 ? "" : wrap(`Weights were shared out anew: ${reasons.join("; ")}.`, width),
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

/** The book: who moved between tiers, and the accounts whose score changed most. */
export function renderHealthDiff(report: HealthDiffReport, { paint, width }: Omit<HealthView, "asOf">): string {
  const { accounts, moves, currency, from, to, model } = report;
  if (accounts.length === 0) return `No account was here on ${from} or ${to}.\n`;
  const moved = moves.filter((move) => move.from !== move.to);
  const rows = moved.map((move) => [move.from, "→", move.to, String(move.accounts), moneyOrDash(move.arr_minor, currency)]);
  const stayed = moves.filter((move) => move.from === move.to).reduce((sum, move) => sum + move.accounts, 0);
  const changed = accounts.filter(({ delta }) => delta !== null && Math.abs(delta) >= 0.05);
  const falls = changed.filter(({ delta }) => (delta ?? 0) < 0).slice(0, SHOWN);
  const rises = changed
    .filter(({ delta }) => (delta ?? 0) > 0)
    .reverse()
    .slice(0, SHOWN);
  const sections = [
    `${paint.bold(`Health from ${from} to ${to}`)}\n${paint.dim(`${model} · ${count(accounts.length, "account")}`)}`,
    moved.length === 0 ? "Nobody changed tier." : table(["From", "", "To", "Accounts", "ARR"], rows, [3, 4]),
    wrap(`${count(stayed, "account")} stayed where ${stayed === 1 ? "it was" : "they were"}.`, width),
    ...(
      [
        ["Fell most", falls],
        ["Rose most", rises],
      ] as const
    ).flatMap(([title, listed]) => (listed.length === 0 ? [] : [changeTable(title, listed, width)])),
  ];
  return `${cleanScreen(paint, sections.join("\n\n"))}\n`;
}

const SHOWN = 10;

/** On a narrow terminal short names, and without where the score was: the points tell. */
function changeTable(title: string, diffs: readonly AccountDiff[], width: number): string {
  const [header, rows] = [[title, "Was", "Is", "Points", "Mostly by"], diffs.map(changeRow)];
  if (width >= 80) return table(header, rows, [1, 2, 3]);
  const kept = ([name = "", , ...rest]: readonly string[]): string[] => [cut(name, 13), ...rest];
  return table(kept(header), rows.map(kept), [1, 2]);
}

function changeRow(diff: AccountDiff): string[] {
  const sign = Math.sign(diff.delta ?? 0);
  const parts = [
    ...diff.inputs.map(({ name, delta }) => ({ name, delta })),
    { name: "weights re-shared", delta: diff.reshared?.delta ?? 0 },
  ];
  const most = parts.sort((a, b) => sign * (b.delta - a.delta))[0];
  const change = printedScore(diff.to) - printedScore(diff.from);
  return [
    diff.name,
    sideText(diff.from),
    sideText(diff.to),
    signed(change),
    most === undefined ? "" : `${most.name} (${signed(most.delta)})`,
  ];
}

function whyNone(diff: AccountDiff, from: string, to: string): string {
  if (diff.from === null) return `It was no customer on ${from}, so there is no change.`;
  if (diff.to === null) return `It had left by ${to}, so there is no change.`;
  return `There is no change to explain: the model gives no score on ${diff.from.score === null ? from : to}, for want of data.`;
}

function sideText(side: DiffSide | null): string {
  const standing: Standing = side === null ? "not here" : (side.tier ?? "no score");
  return side?.score === null || side === null ? standing : `${points(side.score)} ${standing}`;
}

function printedScore(side: DiffSide | null): number {
  return Number(points(side?.score ?? 0));
}

function valueText(metric: string, value: number | null, currency: string): string {
  return value === null ? "no data" : formatFact({ value, unit: metricNamed(metric).unit, ...(currency === "" ? {} : { currency }) });
}

function points(value: number): string {
  return value.toFixed(1);
}

function signed(value: number): string {
  const text = value.toFixed(1);
  return text === "-0.0" || text === "0.0" ? "0.0" : value > 0 ? `+${text}` : text;
}
