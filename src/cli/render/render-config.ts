import type { ChalkInstance } from "chalk";
import type { ExplainedSetting, SettingValue, VariableValue } from "../../app/config-settings.ts";
import { clean } from "../../core/text.ts";
import { cut } from "./cut.ts";
import { pad, wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** The settings, those that somebody has set in bold, then the variables. */
export function renderSettings(
  settings: readonly SettingValue[],
  variables: readonly VariableValue[],
  file: string | undefined,
  { paint, width }: View,
): string {
  const names = Math.max(...settings.map(({ key }) => key.length), ...variables.map(({ name }) => name.length));
  const row = (name: string, value: string, from: string, isSet: boolean): string => {
    const room = Math.max(10, width - names - 18);
    const shown = cut(clean(value).replaceAll("\n", " "), room);
    return `${isSet ? paint.bold(pad(name, names)) : pad(name, names)}  ${pad(shown, room)}  ${from}`.trimEnd();
  };
  return `${[
    file === undefined ? "No echo.yaml: these are the defaults." : `Settings of ${clean(file)}`,
    "",
    ...settings.map(({ key, value, source }) => row(key, valueText(value), source, source !== "default")),
    "",
    paint.bold("Variables"),
    ...variables.map(({ name, value }) => row(name, value ?? "–", value === null ? "" : "environment", value !== null)),
    "",
    wrap("`echo-cs config explain KEY` tells what one does. Change one with `echo-cs config set KEY VALUE`.", width),
  ].join("\n")}\n`;
}

/** One setting with the places its value may come from. */
export function renderExplained({ key, doc, type, flag, layers, source, line }: ExplainedSetting, { paint, width }: View): string {
  const places = [
    ...(flag === null ? [] : [{ name: `the option ${flag}`, value: "where a command is given it", wins: false }]),
    ...layers.map((layer) => ({
      name:
        layer.source === "environment"
          ? `the variable ${layer.name}`
          : layer.source === "echo.yaml" && line !== null
            ? `echo.yaml, line ${line}`
            : layer.source,
      value: layer.value === null ? "–" : valueText(layer.value),
      wins: layer.source === source,
    })),
  ];
  const names = Math.max(...places.map(({ name }) => name.length));
  return `${[
    `${paint.bold(key)}  (${type})`,
    `  ${wrap(doc, width - 2).replaceAll("\n", "\n  ")}`,
    "",
    "Where its value comes from, the strongest first:",
    ...places.map(
      ({ name, value, wins }) => `  ${pad(name, names)}  ${wins ? paint.bold(clean(value)) : clean(value)}${wins ? "  ← in effect" : ""}`,
    ),
  ].join("\n")}\n`;
}

/** A value as a person would type it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (value === true) return "on";
  if (value === false) return "off";
  return typeof value === "string" ? value : JSON.stringify(value);
}
