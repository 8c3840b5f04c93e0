import type { ChalkInstance } from "chalk";
import type { AccountAdvocate, AdvocatesReport } from "../../app/advocates.ts";
import { count, list } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { wrap } from "./wrap.ts";

export interface AdvocatesView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** Whom to ask now, then whom not to, each with its grounds. */
export function renderAdvocates(
  { advocates, customers, as_of: asOf }: Omit<AdvocatesReport, "age">,
  { paint, width }: AdvocatesView,
): string {
  if (advocates.length === 0) return `No account with a promoter in the year to ${asOf}. Survey answers (NPS) tell who they are.\n`;
  const [now, later] = [
    advocates.filter(({ not_now: wait }) => wait.length === 0),
    advocates.filter(({ not_now: wait }) => wait.length > 0),
  ];
  const part = (title: string, listed: readonly AccountAdvocate[]): string[] =>
    listed.length === 0 ? [] : [`${paint.bold(title)}\n${listed.map((advocate) => block(advocate, paint, width)).join("\n")}`];
  const share = customers === 0 ? "" : ` (${Math.round((advocates.length / customers) * 100)} % of ${count(customers, "customer")})`;
  return `${cleanScreen(paint, [...part("Ask now", now), ...part("Not now", later), paint.dim(`${count(advocates.length, "account")} with a promoter${share} · as of ${asOf}`)].join("\n\n"))}\n`;
}

function block({ name, asks, why, not_now: wait, csm }: AccountAdvocate, paint: ChalkInstance, width: number): string {
  const who = csm === null ? "" : paint.dim(`  ${csm}`);
  const lines = [`why: ${why.join("; ")}`, ...(wait.length === 0 ? [] : [paint.yellow(`wait: ${wait.join("; ")}`)])];
  return `  ${paint.bold(name)}  ${list(asks, "or")}${who}\n${lines.map((line) => `    ${wrap(line, width - 4, 6)}`).join("\n")}`;
}
