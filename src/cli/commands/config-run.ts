import { join } from "node:path";
import { type ConfigPlace, explainSetting, getSetting, listSettings, setSetting } from "../../app/config-settings.ts";
import { configJsonSchema } from "../../config/json-schema.ts";
import { CONFIG_NAME } from "../../config/nearest-workspace.ts";
import { findWorkspace, type Workspace } from "../../config/workspace.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderExplained, renderSettings, valueText } from "../render/render-config.ts";

export type ConfigFlags = Pick<BookFlags, "directory" | "demo" | "json">;

/** Runs `config list`. Outside a workspace the defaults are told. */
export async function runConfigList(flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const place = await placeOf(flags, io);
  const { settings, variables } = listSettings(place);
  return printResult(
    { file: place.file ?? null, settings, variables },
    renderSettings(settings, variables, place.file, viewOf(io)),
    flags,
    io,
  );
}

/** Runs `config get`: the value alone, for scripts. */
export async function runConfigGet(key: string, flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const { value, source } = getSetting(key, await placeOf(flags, io));
  return printResult({ key, value, source }, `${valueText(value)}\n`, flags, io);
}

/** Runs `config explain`. */
export async function runConfigExplain(key: string, flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const explained = await explainSetting(key, await placeOf(flags, io));
  return printResult(explained, renderExplained(explained, viewOf(io)), flags, io);
}

/** Runs `config set`. Throws UserError for the example, whose settings are part of the program. */
export async function runConfigSet(key: string, value: string, flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const { root, configPath, demo } = await workspaceOf(flags, io);
  if (demo)
    throw new UserError({ code: "demo-is-fixed", message: "The example's settings are part of the program.", fix: "Leave --demo out." });
  const file = configPath ?? join(root, CONFIG_NAME);
  const result = await setSetting(file, key, value);
  const line = result.changed
    ? `${key}: ${valueText(result.before)} → ${valueText(result.value)}`
    : `${key} is ${valueText(result.value)} already`;
  return printResult({ ...result, file }, `${line}\n`, flags, io);
}

/** Runs `config schema`. */
export async function runConfigSchema(io: Io): Promise<ExitCode> {
  io.stdout(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  return EXIT.ok;
}

async function placeOf(flags: ConfigFlags, io: Io): Promise<ConfigPlace> {
  try {
    const { config, configPath } = await workspaceOf(flags, io);
    return { config, file: configPath, env: io.env };
  } catch (error) {
    if (error instanceof UserError && error.code === "no-workspace") return { config: {}, file: undefined, env: io.env };
    throw error;
  }
}

async function workspaceOf({ directory, demo }: ConfigFlags, io: Io): Promise<Workspace> {
  return findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: directory, demo });
}
