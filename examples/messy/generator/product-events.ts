import { addDays, AS_OF, daysFrom, epochSeconds, isWeekend } from "../../northstar/generator/days.ts";
import { random } from "../../northstar/generator/random.ts";
import { type Customer, CUSTOMERS } from "./customers.ts";

const FIRST = "2026-07-06";
const FEATURES = ["Route Planned", "Stops Imported", "Driver Notified", "Report Exported"];

/** The product's events, one JSON object a line; the day before last is there twice, as after a repeated download. */
export function productEvents(): string {
  const days = daysFrom(FIRST, AS_OF).filter((day) => !isWeekend(day));
  const repeated = addDays(AS_OF, -1);
  const lines = days.flatMap((day) => CUSTOMERS.flatMap((customer) => eventsOf(customer, day)));
  const again = CUSTOMERS.flatMap((customer) => eventsOf(customer, repeated));
  return `${[...lines, ...again].map((event) => JSON.stringify(event)).join("\n")}\n`;
}

function eventsOf(customer: Customer, day: string): object[] {
  const chance = random("messy", "events", customer.name, day);
  const active = Math.round(customer.seats * shareOf(customer, day) * (0.85 + chance.next() * 0.3));
  return Array.from({ length: active }, (_, user) => user).flatMap((user) => {
    const names = ["Login", ...FEATURES.filter((_, nth) => chance.chance(nth === 0 ? 0.5 : 0.12))];
    return names.map((event, nth) => ({
      event,
      properties: {
        time: epochSeconds(day) + 28_800 + user * 97 + nth * 40,
        distinct_id: `${customer.domain.replace(".example", "")}-u${user + 1}`,
        $insert_id: chance.token(10),
        company: customer.productName,
      },
    }));
  });
}

/** Which share of the seats works in the product on a day. */
function shareOf({ story, since }: Customer, day: string): number {
  const daysBack = (epochSeconds(AS_OF) - epochSeconds(day)) / 86_400;
  if (day < since) return 0;
  if (story === "fading") return daysBack > 45 ? 0.4 : 0.4 - 0.3 * (1 - daysBack / 45);
  if (story === "growing") return 0.5 + 0.4 * (1 - daysBack / 140);
  if (story === "quiet") return daysBack > 60 ? 0.3 : 0.12;
  if (story === "left") return day < "2026-09-30" ? 0.25 : 0;
  return story === "new" ? 0.3 : 0.35;
}
