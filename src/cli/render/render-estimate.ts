import type { Estimate } from "../../app/preview-run.ts";

/** The estimate for people: what it rests on, what a call and a usual run cost, and where the budget would end it. */
export function renderEstimate(estimate: Estimate): string {
  const { prompt_tokens, counted_by, not_counted, costs, budget, batched_usd } = estimate;
  const how =
    counted_by === "server" ? "counted by the server" : `estimated from its length${not_counted === null ? "" : `: ${not_counted}`}`;
  const usd = (value: number | null): string => (value === null ? "price unknown" : `about $${value.toFixed(value < 0.1 ? 4 : 2)}`);
  const lines = [
    `${estimate.question}`,
    `  who answers    ${estimate.agent} with ${estimate.model}`,
    `  first prompt   ${prompt_tokens.toLocaleString("en-US")} tokens (${how})`,
    ...costs.map((line) => `  ${`${line.calls} ${line.calls === 1 ? "call" : "calls"}`.padEnd(14)} ${usd(line.usd)}`),
    `  in batches     ${usd(batched_usd)} for 5 calls`,
    `  ends at        ${budget.turns} turns, ${budget.tokens.toLocaleString("en-US")} tokens, ${budget.seconds} s${budget.usd === null ? "" : `, $${budget.usd.toFixed(2)}`}`,
    `Prices as of ${estimate.prices_as_of}. Handoffs to other agents are calls too. Nothing was asked of the model.`,
  ];
  return `${lines.join("\n")}\n`;
}
