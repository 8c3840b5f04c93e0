import type { ProposeResult } from "../../app/propose.ts";
import { count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { ImportView } from "./import-view.ts";

/** The proposed entries as they stand in echo.yaml, where they were written, and the files nothing is proposed for. */
export function renderProposals({ proposals, without, yaml, written }: ProposeResult, { paint, width }: ImportView): string {
  const head =
    proposals.length === 0
      ? "There is nothing to propose: no file with rows is left that was not understood."
      : `${count(proposals.length, "proposal")}${yaml === "" ? ", which stand in echo.yaml already, commented out" : ""}.`;
  const where =
    written === null
      ? ""
      : `Added to ${written}. Check it, then run echo-cs import: it reads the files so. What is commented out waits for your word.`;
  const none = without.map(({ file, reason }) => bullet(`${file}: ${reason}`, width));
  const sections = [
    paint.bold(head),
    yaml.trimEnd(),
    where,
    none.length === 0 ? "" : [paint.underline("Nothing proposed for"), ...none].join("\n"),
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}
