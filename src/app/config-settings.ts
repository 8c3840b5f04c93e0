import { parse } from "yaml";
import { allowedValues } from "../config/allowed-values.ts";
import { type ConfigFile, parseConfig } from "../config/config-file.ts";
import { setInYaml } from "../config/edit-yaml.ts";
import { findSetting } from "../config/find-setting.ts";
import { decidingLayer, type Layer, layersOf, type Source } from "../config/setting-layers.ts";
import { type Setting, SETTINGS, VARIABLES } from "../config/settings.ts";
import { DataError, EchoError, UserError } from "../core/errors.ts";
import { shownUrl } from "../core/secrets.ts";
import { readTextIfAny, replaceTextAtomic } from "../core/files.ts";
import { yamlPlace } from "../core/parse-yaml.ts";

/** Where settings are read from. */
export interface ConfigPlace {
  readonly config: ConfigFile;
  /** Absolute path of echo.yaml; undefined where there is none. */
  readonly file: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface SettingValue extends Setting {
  readonly value: unknown;
  readonly source: Source;
}

export interface VariableValue {
  readonly name: string;
  readonly doc: string;
  /** Null where it is unset; of a secret only that it is set. */
  readonly value: string | null;
}

/** Every setting with its value and where that comes from, and the variables beside them. */
export function listSettings(place: ConfigPlace): {
  readonly settings: readonly SettingValue[];
  readonly variables: readonly VariableValue[];
} {
  return {
    settings: SETTINGS.map((setting) => getSetting(setting.key, place)),
    variables: VARIABLES.map(({ name, doc, secret }) => {
      const value = place.env[name]?.trim() ?? "";
      return { name, doc, value: value === "" ? null : secret ? "set" : shownValue(name, value) };
    }),
  };
}

/** An address may hold a name and password, or a token behind its question mark. */
function shownValue(name: string, value: string): string {
  return /_(?:URL|ENDPOINT)$/u.test(name) ? shownUrl(value) : value;
}

/** One setting with its value in effect. Throws UserError for a key that there is not. */
export function getSetting(key: string, place: ConfigPlace): SettingValue {
  const found = findSetting(key);
  const layer = decidingLayer(layersOf(found, place));
  return { ...found.setting, value: layer?.value ?? null, source: layer?.source ?? "default" };
}

export interface ExplainedSetting extends SettingValue {
  readonly layers: readonly Layer[];
  /** Line of echo.yaml that sets it. */
  readonly line: number | null;
}

/** A setting with every place its value may come from, the strongest first. Throws UserError for a key that there is not. */
export async function explainSetting(key: string, place: ConfigPlace): Promise<ExplainedSetting> {
  const found = findSetting(key);
  const layers = layersOf(found, place);
  const isSet = layers.some(({ source, value }) => source === "echo.yaml" && value !== null);
  const text = isSet && place.file !== undefined ? await readTextIfAny(place.file) : undefined;
  const line = text === undefined ? null : (yamlPlace(text, "echo.yaml", found.path, "key").line ?? null);
  return { ...getSetting(key, place), layers, line };
}

export interface SetResult {
  readonly key: string;
  readonly before: unknown;
  readonly value: unknown;
  readonly changed: boolean;
}

/**
 * Sets a key of echo.yaml in place; comments and everything else stay as they are, and the file is made where there is none. The value is
 * read as YAML. Throws UserError for an unknown key and for a value that does not fit, and writes nothing then.
 */
export async function setSetting(file: string, key: string, raw: string): Promise<SetResult> {
  const { setting, path } = findSetting(key);
  const before = await readTextIfAny(file);
  const text = before ?? "";
  const config = parseConfig(text, file);
  const old = layersOf({ setting, path }, { config, env: {} }).find(({ source }) => source === "echo.yaml")?.value ?? null;
  const { after, value } = fitting(text, path, key === "currency" ? raw.trim().toUpperCase() : raw, setting);
  if (after === text) return { key, before: old, value, changed: false };
  if (!(await replaceTextAtomic(file, before, after)))
    throw new DataError({
      code: "config-changed",
      message: "echo.yaml was changed by somebody else at this moment; nothing was written.",
      fix: "Run it again.",
      place: { file },
    });
  return { key, before: old, value, changed: true };
}

/** The file with the value as YAML reads it, else as the text it was typed as. */
function fitting(
  text: string,
  path: readonly string[],
  raw: string,
  setting: Setting,
): { readonly after: string; readonly value: unknown } {
  let first: EchoError | undefined;
  for (const value of readings(raw)) {
    const after = setInYaml(text, path, value);
    try {
      parseConfig(after, "echo.yaml");
      return { after, value };
    } catch (error) {
      if (!(error instanceof EchoError)) throw error;
      first ??= error;
    }
  }
  throw new UserError({
    code: "bad-value",
    message: `The setting ${setting.key} cannot be "${raw}": ${refusal(first)}.`,
    found: raw,
    allowed: allowedValues(setting, raw),
    fix: `echo-cs config explain ${setting.key}`,
    cause: first,
  });
}

/** What the check of echo.yaml says, without the place in a file that was never written. */
function refusal(error: EchoError | undefined): string {
  const said = (error?.message ?? "it is no value").replace(/^echo\.yaml(?::\d+)?: (?:[\w.]+: )?/, "").replace(/\.$/, "");
  return said.startsWith("is ") ? `it ${said}` : said;
}

function readings(raw: string): unknown[] {
  try {
    const value: unknown = parse(raw);
    return value === null || typeof value === "string" ? [raw] : [value, raw];
  } catch {
    return [raw];
  }
}
