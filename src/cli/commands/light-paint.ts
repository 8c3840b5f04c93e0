import type { Io } from "../io.ts";
import type { RoutePaint } from "../render/render-route.ts";

/** Colours where there is a terminal to show them; the package that makes them is loaded only then. */
export async function paintOf(io: Io): Promise<RoutePaint> {
  const plain = { bold: (text: string): string => text, yellow: (text: string): string => text };
  if (!io.stdoutIsTerminal && io.env["FORCE_COLOR"] === undefined) return plain;
  const { paintFor } = await import("../render/paint.ts");
  return paintFor(io);
}
