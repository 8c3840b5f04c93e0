import type { ChalkInstance } from "chalk";

import { cleanScreen } from "./clean-screen.ts";
import { columns, pad, wrap } from "./wrap.ts";

/** The kinds of plan there are, each with what it is for. */
export function renderPlanKinds(
  kinds: readonly { readonly kind: string; readonly goal: string }[],
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  const most = Math.max(...kinds.map(({ kind }) => columns(kind)));
  const lines = kinds.map(({ kind, goal }) => `${paint.bold(pad(kind, most))}  ${wrap(goal, width - most - 2, most + 2)}`);
  return `${cleanScreen(paint, [...lines, "", paint.dim("echo-cs plan <kind> --account <name>")].join("\n"))}\n`;
}
