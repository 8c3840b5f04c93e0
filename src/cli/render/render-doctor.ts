import type { ChalkInstance } from "chalk";
import type { Check } from "../../app/doctor-check.ts";

import { cleanScreen } from "./clean-screen.ts";
import { pad, wrap } from "./wrap.ts";

export interface DoctorView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const INDENT = 18;

/** One check a line, with what to do where something is to be done. */
export function renderDoctor(checks: readonly Check[], { paint, width }: DoctorView): string {
  const colour = { ok: paint.green, warn: paint.yellow, fail: paint.red } as const;
  const hang = (text: string): string => wrap(text, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`);
  const lines = checks.flatMap(({ name, status, detail, fix }) => [
    `${colour[status](pad(status, 4))}  ${pad(name, INDENT - 6)}${hang(detail)}`,
    ...(fix === null ? [] : [`${" ".repeat(INDENT)}${paint.dim(hang(`→ ${fix}`))}`]),
  ]);
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}
