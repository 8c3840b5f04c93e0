import type { HandoffMode } from "../domain/brief/brief.ts";
import type { HandoffRule, Triggers } from "./agent.ts";
import { bulletText, type Section, sectionsOf } from "./body-sections.ts";

/** What an agent's body says in headings, for agent files whose frontmatter does not. */
export interface BodySettings {
  readonly triggers: Triggers;
  readonly handoffs: readonly HandoffRule[];
  readonly restrictions: readonly string[];
}

const HANDOFF_HEADING = /^(delegate|hand ?off|hand over|consult|collaborate|coordinate|work)(?:s|es)?\s+(?:to|with)\s+@?`?([\w-]+)`?/i;
const WORKS_WELL = /^works well with\s*:\s*(.+)$/i;

/** Reads triggers, handoffs and restrictions from the headings and lists of an agent's body. */
export function bodySettings(body: string): BodySettings {
  const sections = sectionsOf(body);
  return { triggers: triggersOf(sections), handoffs: [...tableOf(sections), ...worksWellWith(body)], restrictions: restrictionsOf(body) };
}

function triggersOf(sections: readonly Section[]): Triggers {
  const inside = (title: RegExp): readonly string[] => sections.find((section) => title.test(section.title))?.lines ?? [];
  const keywords = inside(/^(trigger )?keywords\b/i);
  const files = inside(/^file patterns?\b/i);
  const contexts = inside(/^context patterns?\b/i);
  return {
    keywords: quoted(keywords).length > 0 ? quoted(keywords) : plainItems(keywords),
    files: quoted(files),
    contexts: contexts.flatMap((line) => bulletText(line) ?? []),
  };
}

/** "### Delegate to @account-exec when:" and the list below it. */
function tableOf(sections: readonly Section[]): HandoffRule[] {
  return sections.flatMap(({ title, lines }) => {
    const match = HANDOFF_HEADING.exec(title);
    const [, verb, to] = match ?? [];
    if (verb === undefined || to === undefined) return [];
    const reasons = lines.flatMap((line) => bulletText(line) ?? []);
    return [{ to: to.toLowerCase(), mode: modeOf(verb), when: reasons.join("; ") }];
  });
}

/** "- **Works well with**: support-responder (customer feedback), …" */
function worksWellWith(body: string): HandoffRule[] {
  const names = body.split("\n").flatMap((line) => WORKS_WELL.exec(bulletText(line) ?? "")?.[1] ?? []);
  return names.flatMap((list) =>
    [...list.matchAll(/@?([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?:\s*\(([^()]*)\))?/g)].map(([, to = "", when = ""]) => ({
      to,
      mode: "collaborate" as const,
      when,
    })),
  );
}

function restrictionsOf(body: string): string[] {
  return body.split("\n").flatMap((line) => /^not allowed\s*:\s*(.+)$/i.exec(bulletText(line) ?? "")?.[1] ?? []);
}

function modeOf(verb: string): HandoffMode {
  if (/^(?:delegate|hand)/i.test(verb)) return "delegate";
  return /^consult/i.test(verb) ? "consult" : "collaborate";
}

function quoted(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text?.trim() ?? [])).filter((text) => text !== "");
}

function plainItems(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => (bulletText(line) ?? line).split(","))
    .map((item) => item.trim())
    .filter((item) => item !== "" && !item.startsWith("#"));
}
