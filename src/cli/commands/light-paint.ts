import type { Io } from "../io.ts";
import type { LightPaint } from "../render/light-paint.ts";

/** Colours where there is a terminal to show them; the package that makes them is loaded only then. */
export async function lightPaintFor(io: Io): Promise<LightPaint> {
  const plain = (text: string): string => text;
  if (!io.stdoutIsTerminal && io.env["FORCE_COLOR"] === undefined) return { bold: plain, underline: plain, yellow: plain };
  const { paintFor } = await import("../render/paint.ts");
  return paintFor(io);
}
