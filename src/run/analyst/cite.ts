import type { KeyedTemplate } from "./draft.ts";

const KEYED = /\{#([0-9a-f]+)(?:\|([a-z]+))?\}/g;

/** Measurement keys a template prints, in order of appearance, each once. */
export function keysIn(template: KeyedTemplate): string[] {
  return [...new Set([...template.matchAll(KEYED)].map((match) => match[1] ?? ""))];
}

/** The template with Fact ids instead of keys: `{#3f2a…|pct}` → `{F7|pct}`. */
export function cite(template: KeyedTemplate, idOf: (key: string) => string): string {
  return template.replaceAll(
    KEYED,
    (_raw, key: string, style: string | undefined) => `{${idOf(key)}${style === undefined ? "" : `|${style}`}}`,
  );
}
