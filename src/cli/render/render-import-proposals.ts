import type { ProposeResult } from "../../app/propose.ts";
import type { SuggestedOverrides } from "../../app/suggest-overrides.ts";
import { count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { ImportView } from "./import-view.ts";

/** The proposed entries as they stand in echo.yaml, where they were written, and the files nothing is proposed for. */
export function renderProposals(
  { proposals, without, yaml, written, standing }: ProposeResult,
  { lines, written: overrides }: SuggestedOverrides,
  { paint, width }: ImportView,
): string {
  const unknown = without.filter(({ headers }) => headers !== undefined);
  const head =
    proposals.length === 0
      ? `There is nothing to propose: ${unknown.length === 0 ? "no file with rows is left that was not understood" : `what columns of ${count(unknown.length, "file")} hold is for you to say`}.`
      : `${count(proposals.length, "proposal")}${yaml === "" ? `, which ${proposals.length === 1 ? "stands" : "stand"} in echo.yaml already, commented out` : ""}.`;
  const where =
    written === null
      ? ""
      : `Added to ${written}. Check it, then run echo-cs import: it reads the files so. What is commented out waits for your word.`;
  const waiting = standing.map(({ file, line }) =>
    bullet(`${file}: commented out in line ${line} of echo.yaml; take its # away, or delete its lines to have it drafted anew.`, width),
  );
  const told = byReason(without).map(([reason, files]) => bullet(`${files.join(", ")}: ${reason}`, width));
  const entry =
    unknown.length === 0 ? "" : bullet("docs/mapping.md says how an entry is written; one to fill in stands above for each.", width);
  const none = [...told, ...(entry === "" || yaml === "" ? [] : [entry])];
  const near =
    lines.length === 0
      ? ""
      : [
          paint.underline(`For overrides.csv: ${count(lines.length, "key")} near an account`),
          ...lines.map((line) => `  ${line}`),
          ...(overrides === null ? [] : [bullet(`Added to ${overrides}; take the # away from each line that is right.`, width)]),
        ].join("\n");
  const sections = [
    paint.bold(head),
    yaml.trimEnd(),
    where,
    waiting.length === 0 ? "" : [paint.underline("Waiting for your word"), ...waiting].join("\n"),
    none.length === 0 ? "" : [paint.underline("Nothing proposed for"), ...none].join("\n"),
    near,
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

/** Files of which the same is to be said are said together. */
function byReason(without: ProposeResult["without"]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { file, reason } of without) groups.set(reason, [...(groups.get(reason) ?? []), file]);
  return [...groups];
}
