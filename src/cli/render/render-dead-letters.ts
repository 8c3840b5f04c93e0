import type { DeadLetter } from "../../batch/ops/dead-letters.ts";
import { clean, count, oneLine } from "../../core/text.ts";
import { wrap } from "./wrap.ts";

const INDENT = "    ";

/** Failed jobs by batch, each with why, and what to do. */
export function renderDeadLetters(letters: readonly DeadLetter[], width: number): string {
  if (letters.length === 0) return "No job has failed.\n";
  const batches = [...new Set(letters.map(({ batch }) => batch))];
  const parts = batches.map((batch) => {
    const own = letters.filter((letter) => letter.batch === batch);
    const [first] = own;
    return [
      `Batch ${batch}, queue ${first?.queue ?? ""}: ${count(own.length, "job")}`,
      ...own.map((letter) => renderLetter(letter, width)),
    ].join("\n");
  });
  return clean(`${parts.join("\n\n")}\n\nHave them done again with: echo-cs workers retry JOB …, or --all\n`);
}

function renderLetter({ job, state, command, attempts, code, message, ended, worker }: DeadLetter, width: number): string {
  const when = [ended ?? "", worker === null ? "" : `on ${worker}`, attempts > 1 ? `${attempts} attempts` : ""]
    .filter((part) => part !== "")
    .join(", ");
  const lines = [`${code ?? state}: ${message}`, command, ...(when === "" ? [] : [when])];
  return [
    `  ${job}${state === "dead" ? "  given up" : ""}`,
    ...lines.map((line) => INDENT + wrap(oneLine(line), width - INDENT.length).replaceAll("\n", `\n${INDENT}`)),
  ].join("\n");
}
