import { relative } from "node:path";
import type { ChalkInstance } from "chalk";
import type { CharterReport, ListedRule } from "../../app/charter.ts";
import { count, list } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { columns, pad, wrap } from "./wrap.ts";

export interface CharterView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly cwd: string;
}

const SECTIONS: readonly (readonly [ListedRule["section"], string])[] = [
  ["practice", "Best practices"],
  ["do", "Do's"],
  ["dont", "Don'ts"],
  ["limit", "Limits of the success lane"],
  ["condition", "Handoff conditions"],
  ["standard", "Standards"],
  ["authority", "Support's authority"],
  ["everyone", "Holds for everyone"],
  ["structure", "Holds whatever a charter says"],
];

/** Lanes, and each rule in a sentence. */
export function renderCharter(report: CharterReport, view: CharterView): string {
  const { paint, width } = view;
  const names = Math.max(...report.lanes.map(({ id }) => columns(id)), 0);
  const lanes = report.lanes.map(
    ({ id, purpose, agents }) =>
      `  ${paint.bold(pad(id, names))}  ${wrap(`${purpose} (${list(agents)})`, width - names - 4).replaceAll("\n", `\n${" ".repeat(names + 4)}`)}`,
  );
  const rules = bySection(
    report,
    paint,
    ({ id, text }) => `  ${wrap(`${paint.cyan(id)}: ${text}`, width - 6).replaceAll("\n", "\n      ")}`,
  );
  const lines = [
    heading(report, view),
    "",
    paint.underline("Lanes"),
    ...lanes,
    ...rules,
    "",
    tail(report, "--rules shows where each is enforced.", width),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** Every rule with the place that enforces it and the test that proves it. */
export function renderRules(report: CharterReport, view: CharterView): string {
  const { paint, width } = view;
  const rules = bySection(report, paint, (rule) => [paint.cyan(`  ${rule.id}`), ...enforcement(rule, width)].join("\n"));
  return `${cleanScreen(paint, [heading(report, view), ...rules, "", tail(report, "A rule removed from the charter is switched off.", width)].join("\n"))}\n`;
}

/** One rule in full. */
export function renderRule(rule: ListedRule, report: CharterReport, { paint, width, cwd }: CharterView): string {
  const place = rule.line === null ? "no charter can drop it" : `${relative(cwd, report.path)}:${rule.line}`;
  const title = SECTIONS.find(([section]) => section === rule.section)?.[1] ?? rule.section;
  const lines = [
    paint.bold(rule.id),
    paint.dim(`${title} · ${place}`),
    wrap(rule.text, width),
    ...(rule.owners.length === 0 ? [] : [`      owner     ${list(rule.owners)}`]),
    ...enforcement(rule, width),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

function bySection({ rules }: CharterReport, paint: ChalkInstance, line: (rule: ListedRule) => string): string[] {
  return SECTIONS.flatMap(([section, title]) => {
    const own = rules.filter((rule) => rule.section === section);
    return own.length === 0 ? [] : ["", paint.underline(title), ...own.map(line)];
  });
}

function enforcement({ enforced }: ListedRule, width: number): string[] {
  const line = (name: string, text: string): string =>
    `      ${pad(name, 9)} ${wrap(text, width - 16).replaceAll("\n", `\n${" ".repeat(16)}`)}`;
  if (enforced === null) return [line("enforced", "by nothing: a rule of your own, told to the agents")];
  return [line("enforced", `${enforced.file} (${enforced.symbol})`), line("", enforced.how), line("proved by", enforced.test)];
}

function heading({ name, path, rules }: CharterReport, { paint, cwd }: CharterView): string {
  return `${paint.bold(name)}  ${paint.dim(`${relative(cwd, path)} · ${count(rules.length, "rule")}`)}`;
}

function tail({ rules, switched_off: off }: CharterReport, hint: string, width: number): string {
  const free = rules.filter(({ enforced }) => enforced === null).length;
  return [
    wrap(`${count(rules.length - free, "rule")} enforced by code, ${free} only told to the agents. ${hint}`, width),
    ...(off.length === 0 ? [] : [wrap(`Not in this charter, so switched off: ${list(off)}.`, width)]),
  ].join("\n");
}
