/** One thing that is sold. `events` and prices come from the catalogue; `price_minor` is the list price a year. */
export interface CatalogueItem {
  readonly product: string;
  readonly name: string;
  readonly kind: "plan" | "module";
  /** Plans that hold it. */
  readonly plans: readonly string[];
  readonly price_minor: number | null;
  readonly currency: string | null;
}

/** Who may buy a product; what is left out sets no limit. */
export interface Eligibility {
  readonly segments?: readonly string[] | undefined;
  readonly industries?: readonly string[] | undefined;
  readonly min_seats?: number | undefined;
}

/** What is known of one account against the catalogue. */
export interface Holdings {
  /** Products and plans of the subscriptions in force. */
  readonly subscribed: readonly string[];
  /** Products whose use shows, by their catalogue id. */
  readonly used: ReadonlySet<string>;
  /** Names of the open expansion deals. */
  readonly deals: readonly string[];
  readonly segment: string | null;
  readonly industry: string | null;
  readonly seats: number | null;
}

export const CELLS = ["owned", "in pipeline", "gap", "not eligible"] as const;
export type Cell = (typeof CELLS)[number];

/**
 * Whether an account has a product, is being sold it, could be (`gap`), or is not eligible. A plan is owned by its name, and so is
 * every cheaper plan made pointless (`not eligible`). A module is owned where the account's plan holds it, where it is subscribed to, or where its use shows.
 */
export function cellOf(
  item: CatalogueItem,
  holdings: Holdings,
  catalogue: readonly CatalogueItem[],
  eligibility: Eligibility | undefined,
): Cell {
  const plans = catalogue.filter(({ kind, name }) => kind === "plan" && holds(holdings.subscribed, name));
  if (isOwned(item, holdings, plans)) return "owned";
  if (holdings.deals.some((deal) => mentions(deal, item.name))) return "in pipeline";
  const outgrown = item.kind === "plan" && plans.some((plan) => (plan.price_minor ?? 0) > (item.price_minor ?? Infinity));
  return outgrown || !isEligible(holdings, eligibility) ? "not eligible" : "gap";
}

function isOwned(item: CatalogueItem, { subscribed, used }: Holdings, plans: readonly CatalogueItem[]): boolean {
  if (holds(subscribed, item.name) || subscribed.includes(item.product)) return true;
  if (item.kind === "plan") return false;
  return used.has(item.product) || plans.some((plan) => item.plans.some((name) => same(name, plan.name)));
}

/** "Northstar Growth (annual)" is the plan "Northstar Growth". */
function holds(subscribed: readonly string[], name: string): boolean {
  return subscribed.some((owned) => same(owned, name) || same(owned.replace(/\s*[([].*$/, ""), name));
}

function isEligible({ segment, industry, seats }: Holdings, limits: Eligibility | undefined): boolean {
  const fits = (value: string | null, allowed: readonly string[] | undefined): boolean =>
    allowed === undefined || (value !== null && allowed.some((one) => same(one, value)));
  return (
    fits(segment, limits?.segments) &&
    fits(industry, limits?.industries) &&
    (limits?.min_seats === undefined || (seats !== null && seats >= limits.min_seats))
  );
}

function mentions(deal: string, name: string): boolean {
  const words = (text: string): string =>
    ` ${text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim()} `;
  const last = words(name).trim().split(" ").at(-1) ?? "";
  return words(deal).includes(words(name)) || (last.length >= 6 && words(deal).includes(` ${last} `));
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
