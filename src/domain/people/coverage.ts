import { compareText } from "../../core/compare-text.ts";
import { count, list } from "../../core/text.ts";
import type { Role, Stakeholder } from "./stakeholder.ts";

/** How well an account is known: what is missing, in words, and whom to meet next. */
export interface Coverage {
  readonly risks: readonly string[];
  /** Whom to meet next and why; null where nobody needs it. */
  readonly meet: { readonly name: string; readonly why: string } | null;
}

const WANTED: readonly Role[] = ["champion", "executive sponsor", "decision maker"];

/** What is wrong with the relationships of one account: a wanted role without anybody present (where roles are known at all), one single active person, people gone or quiet. */
export function coverageOf(people: readonly Stakeholder[], rolesKnown = true): Coverage {
  const present = people.filter(({ standing }) => standing !== "gone");
  const active = present.filter(({ standing }) => standing === "active");
  const missing = WANTED.filter((role) => !present.some(({ roles }) => roles.includes(role)));
  const gone = people.filter(({ standing, roles }) => standing === "gone" && !roles.includes("contact"));
  const quiet = present.filter(({ standing, roles }) => standing === "quiet" && !roles.includes("contact"));
  if (people.length === 0) return { risks: ["no contact on record"], meet: null };
  const risks = [
    ...(rolesKnown
      ? missing.length > 0
        ? [`no ${list(missing, "or")} on record`]
        : []
      : ["roles not known: the contacts export names none"]),
    ...(active.length === 1 ? [`everything hangs on one person, ${nameOf(active[0])}`] : []),
    ...(active.length === 0 && present.length > 0 ? [`nobody shows a sign of life${notedActivity(present)}`] : []),
    ...(gone.length > 0 ? [`${count(gone.length, "person", "people")} of weight gone: ${list(gone.map(nameOf))}`] : []),
    ...(quiet.length > 0 ? [`quiet: ${list(quiet.map(nameOf))}`] : []),
  ];
  return { risks, meet: meetNext(present) ?? (rolesKnown && missing.includes("champion") ? askForChampion(active) : null) };
}

/** What the CRM notes may be a call of theirs or a mail of ours: it is told, and is no sign of life. */
function notedActivity(present: readonly Stakeholder[]): string {
  const last = present
    .flatMap(({ last_activity_on: day }) => day ?? [])
    .sort()
    .at(-1);
  return last === undefined ? "" : `; the CRM notes activity last on ${last}`;
}

/** The weightiest person who is quiet or was never met; among equals the one silent longest. */
function meetNext(present: readonly Stakeholder[]): Coverage["meet"] {
  const weight = ({ roles }: Stakeholder): number => Math.min(...roles.map((role) => [...WANTED, "power user", "contact"].indexOf(role)));
  const [next] = present
    .filter((person) => person.standing !== "active" && weight(person) < WANTED.length)
    .sort((a, b) => weight(a) - weight(b) || compareText(a.last_sign_on ?? "", b.last_sign_on ?? "") || compareText(a.contact, b.contact));
  if (next === undefined) return null;
  const since = next.last_sign_on === null ? "never met" : `no sign since ${next.last_sign_on}`;
  return { name: nameOf(next), why: `${next.roles.join(", ")}, ${since}` };
}

function askForChampion(active: readonly Stakeholder[]): Coverage["meet"] {
  const [decider] = active.filter(({ roles }) => roles.includes("executive sponsor") || roles.includes("decision maker"));
  return decider === undefined ? null : { name: nameOf(decider), why: `${decider.roles.join(", ")}: ask who champions it now` };
}

function nameOf(person: Stakeholder | undefined): string {
  return person?.name ?? person?.email ?? "somebody";
}
