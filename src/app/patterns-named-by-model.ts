import { join } from "node:path";
import { withoutLegalForm } from "../book/import/company-name.ts";
import { peopleOf } from "../book/people-of.ts";
import type { Pattern } from "../domain/patterns/pattern.ts";
import type { PatternTicket } from "../domain/patterns/pattern-ticket.ts";
import { masked, ownWords } from "../domain/text/masked.ts";
import { type NameFinder, nameFinder } from "../domain/text/name-finder.ts";
import { defused } from "../tools/fence.ts";
import type { AssistModel } from "./assist-model.ts";
import { type ClusterToName, nameClusters } from "./name-clusters.ts";
import type { Session } from "./open-session.ts";
import type { PatternRow, RowSources } from "./patterns-row.ts";

/** Titles by a language model, and which patterns are to have one. */
export interface Titling {
  readonly assistant: Pick<AssistModel, "model" | "modelId">;
  /** Of the rows those that a person gets to see: no others are sent. */
  readonly meant: (rows: readonly PatternRow[]) => readonly PatternRow[];
  /** Told of what ended it, the budget or the model: patterns without an answer keep the title of their words. */
  readonly failed: (error: Error) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What the rows were made from. */
interface NamingSources {
  readonly session: Session;
  readonly found: ReadonlyMap<string, Pattern>;
  readonly sources: RowSources;
}

/**
 * The rows in their order, with a model's title where one was given that may be shown: nothing else of a row changes. Closed patterns and those
 * that a person named are left alone, and a title with the name of an account or person, with markup or an address is not taken. Titles are
 * kept in .echo/titles, so that the same pattern is asked about once.
 */
export async function namedByModel(
  rows: readonly PatternRow[],
  { session, found, sources }: NamingSources,
  { assistant, meant, failed, signal }: Titling,
): Promise<readonly PatternRow[]> {
  const open = meant(rows).filter(({ status, titled_by: by }) => status !== "closed" && by !== "person");
  if (open.length === 0) return rows;
  const people = nameFinder(await peopleOf(session.book));
  const companies = nameFinder(sources.accounts.flatMap(({ name }) => [name, withoutLegalForm(name)]));
  const clusters = open.flatMap(({ id }): ClusterToName[] => {
    const pattern = found.get(id);
    if (pattern === undefined) return [];
    const { capability } = pattern;
    const about = capability === null ? "an unknown capability" : (sources.names.get(capability) ?? capability);
    return [{ id, capability: about, quotes: said(pattern).map((text) => people.hidden(companies.hidden(text, "[customer]"), "[name]")) }];
  });
  const cache = join(session.deps.workspace.root, ".echo", "titles");
  const titles = await nameClusters(clusters, { assistant, cache, signal, failed });
  const taken = new Set(rows.map(({ title }) => title.toLowerCase()));
  return rows.map((row): PatternRow => {
    const title = shown(titles.get(row.id), [people, companies]);
    // Two patterns of one title could not be told apart.
    if (title === undefined || taken.has(title.toLowerCase())) return row;
    taken.add(title.toLowerCase());
    return { ...row, title, titled_by: "model" };
  });
}

/** Of a gap its themes; of a fault what each account wrote first, which stays the same while it grows. Personal data masked. */
function said({ themes, tickets }: Pattern): string[] {
  if (themes.length > 0) return themes.map(({ title }) => masked(title));
  const heard = new Map<string, PatternTicket>();
  for (const ticket of tickets) if (!heard.has(ticket.account ?? ticket.id)) heard.set(ticket.account ?? ticket.id, ticket);
  return [...heard.values()].map(({ subject, body }) => `${masked(subject)}\n${ownWords(body)}`);
}

/** Markup, links, addresses, and what a table of figures or a tracker takes for a command. */
const UNSAFE = /[<>[\]{}`|*\\@]|:\/\/|\bwww\.|^[=+\-#]/u;

/** A title as it may stand in lists, packets and trackers; undefined for one that may not. */
function shown(title: string | undefined, finders: readonly NameFinder[]): string | undefined {
  const text = defused(title ?? "").trim();
  return !/\p{L}{2}/u.test(text) || UNSAFE.test(text) || finders.some((finder) => finder.holds(text)) ? undefined : text;
}
