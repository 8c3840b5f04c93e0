import type { ChalkInstance } from "chalk";
import type { ChurnReasonsReport } from "../../app/churn-reasons.ts";
import { clean, count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Reasons by number of accounts, then each account with day, revenue and words. */
export function renderChurnReasons(
  { reasons, churned, currency, as_of: asOf }: Omit<ChurnReasonsReport, "age">,
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
  return `${clean([table(["Reason", "Accounts", "ARR lost"], rows, [1, 2]), lines.join("\n"), foot].join("\n\n"))}\n`;
}

function words(reason: string | null): string {
  return reason === null ? "no reason given" : reason.replaceAll("_", " ");
}
