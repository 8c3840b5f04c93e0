import type { ChalkInstance } from "chalk";
import type { ExpansionChance, ExpansionReport } from "../../app/expansion.ts";
import { list } from "../../core/text.ts";
import type { SeatProjection } from "../../domain/expansion/seat-projection.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { wrap } from "./wrap.ts";

export interface ExpansionView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** Beyond these the grid says more. */
const SHOWN_GAPS = 2;

/** The accounts with grounds to grow: those to talk to now, then those to leave alone and why. */
export function renderExpansion(
  { accounts, catalogue, as_of: asOf }: Omit<ExpansionReport, "age">,
  { paint, width }: ExpansionView,
): string {
  const grounded = accounts.length === 1 ? accounts : accounts.filter(hasGrounds);
  if (grounded.length === 0) return `No account shows grounds to grow as of ${asOf}.\n`;
  const [now, later] = [grounded.filter(({ hold }) => hold === null), grounded.filter(({ hold }) => hold !== null)];
  const part = (title: string, chances: readonly ExpansionChance[]): string[] =>
    chances.length === 0 ? [] : [`${paint.bold(title)}\n${chances.map((chance) => block(chance, paint, width)).join("\n")}`];
  const foot = [
    `success drives an expansion, sales closes it · as of ${asOf}`,
    ...(catalogue.length === 0 ? ["no product catalogue in the exports"] : ["--grid shows who has what"]),
  ];
  return `${cleanScreen(paint, [...part("To talk about now", now), ...part("Not yet", later), paint.dim(foot.join(" · "))].join("\n\n"))}\n`;
}

function hasGrounds({ signals, seats, deals }: ExpansionChance): boolean {
  return signals.length > 0 || seats.kind === "full" || seats.kind === "fills" || deals.length > 0;
}

function block(chance: ExpansionChance, paint: ChalkInstance, width: number): string {
  const { name, tier, arr_minor: arr, currency, signals, deals, problem, hold } = chance;
  const head = [paint.bold(name), ...(arr === null ? [] : [formatMoney(arr, currency)]), paint.dim(tier ?? "no score")].join("  ");
  const lines = [
    ...(signals.length === 0 ? [] : [`why: ${signals.map(({ title, first_seen: since }) => `${title} (since ${since})`).join("; ")}`]),
    ...seatLine(chance.seats),
    ...gapLine(chance),
    ...(deals.length === 0 ? [] : [`open deal: ${deals.join("; ")}`]),
    ...(problem === null ? [] : [`their words: ${problem}`]),
    hold === null ? `who: ${people(chance)}` : paint.yellow(`hold: ${hold.reason} (${hold.rule})`),
  ];
  return `  ${head}\n${lines.map((line) => `    ${wrap(line, width - 4, 8)}`).join("\n")}`;
}

function seatLine(seats: SeatProjection): string[] {
  if (seats.kind === "full") return [`seats: ${seats.users} active users on ${seats.seats} seats`];
  if (seats.kind !== "fills") return [];
  const until = seats.latest === null ? "a year or more" : seats.latest;
  return [
    `seats: ${seats.users} of ${seats.seats} in use, full about ${seats.on} if it goes on so (between ${seats.earliest} and ${until})`,
  ];
}

function gapLine({ products, tier }: ExpansionChance): string[] {
  const gaps = products.filter(({ cell }) => cell === "gap");
  if (gaps.length === 0 || tier === "red") return [];
  const named = gaps.map(({ name, price_minor: price, currency }) =>
    price === null || currency === null ? name : `${name} (list ${formatMoney(price, currency)} a year)`,
  );
  const more = named.length - SHOWN_GAPS;
  return [`could have: ${list([...named.slice(0, SHOWN_GAPS), ...(more > 0 ? [`${more} more`] : [])])}`];
}

function people({ driven_by: driver, closed_by: closer }: ExpansionChance): string {
  return `${driver ?? "customer success"} drives, ${closer ?? "an account executive"} closes`;
}
