import { UserError } from "../core/errors.ts";
import { list, nearest } from "../core/text.ts";
import { type Setting, SETTINGS } from "./settings.ts";

/** A key as a person wrote it: the setting it names, and where its value stands in echo.yaml. */
export interface FoundSetting {
  readonly setting: Setting;
  readonly path: readonly string[];
}

/**
 * The setting of a key: one of the list, an entry of one that is a table (`models.sonnet`), or a whole section (`budget`). Throws UserError
 * that names the nearest.
 */
export function findSetting(key: string): FoundSetting {
  const exact = SETTINGS.find((setting) => setting.key === key);
  if (exact !== undefined) return { setting: exact, path: key.split(".") };
  const table = SETTINGS.find((setting) => setting.type.startsWith("table") && key.startsWith(`${setting.key}.`));
  if (table !== undefined)
    return { setting: { ...table, key, type: "value" }, path: [...table.key.split("."), key.slice(table.key.length + 1)] };
  const parts = SETTINGS.filter((setting) => setting.key.startsWith(`${key}.`));
  if (parts.length > 0)
    return {
      setting: { key, doc: `a section: ${list(parts.map((part) => part.key))}`, type: "section", default: null, env: null, flag: null },
      path: [key],
    };
  const keys = SETTINGS.map((setting) => setting.key);
  const near = nearest(key.replaceAll("-", "_"), keys);
  throw new UserError({
    code: "unknown-setting",
    message: `There is no setting "${key}".`,
    found: key,
    allowed: near.length > 0 ? near : keys,
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "`echo-cs config list` shows them all.",
  });
}
