import { isRecord } from "../core/json.ts";
import type { ConfigFile } from "./config-file.ts";
import type { FoundSetting } from "./find-setting.ts";

export const SOURCES = ["environment", "echo.yaml", "default"] as const;
export type Source = (typeof SOURCES)[number];

/** One place a value may come from; `value` is null where that place says nothing. */
export interface Layer {
  readonly source: Source;
  /** The variable's name, or the key. */
  readonly name: string;
  readonly value: unknown;
}

/** Where a setting's value may come from, the strongest first; an option of a command is stronger than all of them. */
export function layersOf(
  { setting, path }: FoundSetting,
  { config, env }: { readonly config: ConfigFile; readonly env: Readonly<Record<string, string | undefined>> },
): Layer[] {
  const given = setting.env === null ? undefined : env[setting.env]?.trim();
  return [
    ...(setting.env === null
      ? []
      : [{ source: "environment" as const, name: setting.env, value: given === undefined || given === "" ? null : given }]),
    { source: "echo.yaml", name: setting.key, value: valueAt(config, path) ?? null },
    { source: "default", name: setting.key, value: setting.default },
  ];
}

/** The layer that decides: the first that says something; the default where none does. */
export function decidingLayer(layers: readonly Layer[]): Layer | undefined {
  return layers.find(({ value }) => value !== null) ?? layers.at(-1);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}
