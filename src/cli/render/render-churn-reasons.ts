import type { ChalkInstance } from "chalk";
import type { ChurnReasonsReport } from "../../app/churn-reasons.ts";
import { capitalised, count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Reasons by number of accounts, then each account with day, revenue and words. */
export function renderChurnReasons(
  { reasons, churned, currency, as_of: asOf, capabilities, spoke, read }: Omit<ChurnReasonsReport, "age">,
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  if (churned.length === 0) return `No account had left by ${asOf}.\n`;
  const rows = reasons.map(({ reason, accounts, arr_minor: minor }) => [words(reason), String(accounts), formatMoney(minor, currency)]);
  const lines = churned.map(({ name, churned_on: on, reason, detail, competitor, arr_minor: minor, currency: own }) => {
    const lost = minor === null || own === null ? [] : [formatMoney(minor, own)];
    const head = `  ${on}  ${paint.bold(name)}  ${[words(reason), ...lost, ...(competitor === null ? [] : [`to ${competitor}`])].join(", ")}`;
    return detail === null ? head : `${head}\n    ${wrap(`"${detail}"`, width - 4, 4)}`;
  });
  const foot = paint.dim(`${count(churned.length, "account")} left by ${asOf}`);
  const about = capabilities.map(({ title, accounts, arr_minor: minor, words: said }) => [
    capitalised(title),
    String(accounts),
    formatMoney(minor, currency),
    [...new Set(said.map(({ name }) => name))].slice(0, 2).join(", "),
  ]);
  const note = `${read} of ${count(spoke, "account")} that said something, in an exit interview or an unhappy survey answer of the half year before, named a capability.`;
  const lacked =
    spoke === 0
      ? []
      : [
          [
            ...(about.length === 0
              ? []
              : [table(["What the product lacked, by their words", "Accounts", "ARR lost", "Such as"], about, [1, 2])]),
            paint.dim(wrap(note, width)),
          ].join("\n"),
        ];
  return `${cleanScreen(paint, [table(["Reason", "Accounts", "ARR lost"], rows, [1, 2]), ...lacked, lines.join("\n"), foot].join("\n\n"))}\n`;
}

function words(reason: string | null): string {
  return reason === null ? "no reason given" : reason.replaceAll("_", " ");
}
