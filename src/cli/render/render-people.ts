import type { ChalkInstance } from "chalk";
import type { AccountPeople } from "../../app/people.ts";
import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { clean, count } from "../../core/text.ts";
import type { Standing, Stakeholder } from "../../domain/people/stakeholder.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface PeopleView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly asOf: Day;
}

/** One account: everybody with role, standing and last sign, then what is missing and whom to meet next. */
export function renderPeople({ name, people, risks, meet }: AccountPeople, { paint, width, asOf }: PeopleView): string {
  if (people.length === 0) return `No contacts of ${clean(name)} in the exports: add the CRM's contacts.\n`;
  const rows = [...people]
    .sort(weightiestFirst)
    .map((person) => [
      person.name ?? person.email ?? person.contact,
      person.title ?? "–",
      person.roles.join(", "),
      colour(person.standing, paint),
      person.left_on ?? person.last_sign_on ?? (person.last_activity_on === null ? "–" : `CRM ${person.last_activity_on}`),
      person.use_known ? String(person.days_90d) : "–",
      person.nps === null ? "–" : String(person.nps),
    ]);
  const sections = [
    paint.bold(name),
    table(["Who", "Title", "Role", "Standing", "Last sign", "Days used of 90", "NPS"], rows, [5, 6]),
    ...risks.map((risk) => wrap(`- ${risk}`, width, 2)),
    wrap(meet === null ? nobodyToMeet(people) : `Meet next: ${meet.name} (${meet.why}).`, width),
    paint.dim(`as of ${asOf} · roles are the CRM's current state`),
  ];
  return `${cleanScreen(paint, sections.join("\n\n").replaceAll(/\n\n(?=- )/g, "\n"))}\n`;
}

/** Every account with something to mend in its relationships. */
export function renderPeopleGaps(accounts: readonly AccountPeople[], { paint, width, asOf }: PeopleView): string {
  const lacking = accounts.filter(({ risks }) => risks.length > 0);
  if (accounts.length === 0) return "No contacts in the exports: add the CRM's contacts.\n";
  const blocks = lacking.map(({ name, risks, meet }) => {
    const next = meet === null ? [] : [`meet next: ${meet.name} (${meet.why})`];
    return `  ${paint.bold(name)}\n${[...risks, ...next].map((line) => `    ${wrap(line, width - 4, 6)}`).join("\n")}`;
  });
  const foot = paint.dim(`${count(lacking.length, "account")} of ${accounts.length} with something to mend · as of ${asOf}`);
  return `${cleanScreen(paint, [...blocks, "", foot].join("\n"))}\n`;
}

function nobodyToMeet(people: readonly Stakeholder[]): string {
  const told = people.some(({ roles }) => roles.some((role) => role !== "contact"));
  return told ? "Nobody of weight is waiting to be met." : "No role is on record, so who should be met next is not known.";
}

function weightiestFirst(a: Stakeholder, b: Stakeholder): number {
  const weight = ({ roles, standing }: Stakeholder): number =>
    (roles.includes("contact") ? 10 : 0) + (standing === "gone" ? 5 : 0) - roles.length;
  return weight(a) - weight(b) || compareText(a.name ?? "", b.name ?? "");
}

function colour(standing: Standing, paint: ChalkInstance): string {
  return { active: paint.green, quiet: paint.yellow, gone: paint.red, "not met": paint.dim }[standing](standing);
}
