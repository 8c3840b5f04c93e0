import { join } from "node:path";
import { explainSetting, getSetting, listSettings, setSetting } from "../../app/config-settings.ts";
import { configJsonSchema } from "../../config/json-schema.ts";
import { CONFIG_NAME } from "../../config/nearest-workspace.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { type ConfigFlags, configPlace, configWorkspace } from "../config-place.ts";
import { wire } from "../wire.ts";
import { renderExplained, renderSettings, valueText } from "../render/render-config.ts";

/** Runs `config list`. Outside a workspace the defaults are told. */
export async function runConfigList(flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const place = await configPlace(flags, io);
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
  const { value, source } = getSetting(key, await configPlace(flags, io));
  return printResult({ key, value, source }, `${valueText(value)}\n`, flags, io);
}

/** Runs `config explain`. */
export async function runConfigExplain(key: string, flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const explained = await explainSetting(key, await configPlace(flags, io));
  return printResult(explained, renderExplained(explained, viewOf(io)), flags, io);
}

/** Runs `config set`. Throws UserError for the example, whose settings are part of the program. */
export async function runConfigSet(key: string, value: string, flags: ConfigFlags, io: Io): Promise<ExitCode> {
  const { root, configPath, demo } = await configWorkspace(flags, io);
  if (demo)
    throw new UserError({ code: "demo-is-fixed", message: "The example's settings are part of the program.", fix: "Leave --demo out." });
  if (key === "me") {
    const { checkMe } = await import("../../app/check-me.ts");
    await checkMe(await wire(io, flags), value);
  }
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
