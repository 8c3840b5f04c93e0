import type { ChangedFiles } from "../../app/route-changed.ts";
import { clean, count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { RouteView } from "./render-route.ts";

const MOST_UNMATCHED = 10;

/** The files of a change under the agents they belong to, with the pattern that says so; then those that belong to nobody. */
export function renderChanged({ ref, files, routes, unmatched }: ChangedFiles, { paint }: Pick<RouteView, "paint" | "width">): string {
  if (files === 0) return `Nothing differs from ${clean(ref)}.\n`;
  const head = `${count(files, "file")} differ${files === 1 ? "s" : ""} from ${ref}`;
  const blocks = routes.flatMap(({ agent, lane, files: own }) => [
    "",
    `${paint.bold(agent)}, lane ${lane}`,
    ...own.map(({ file, pattern }) => `  ${file} (matches ${pattern})`),
  ]);
  const more = unmatched.length - MOST_UNMATCHED;
  const rest =
    unmatched.length === 0
      ? []
      : [
          "",
          "nobody's pattern",
          ...unmatched.slice(0, MOST_UNMATCHED).map((file) => `  ${file}`),
          ...(more > 0 ? [`  and ${more} more`] : []),
        ];
  return `${cleanScreen(paint, [head, ...blocks, ...rest].join("\n"))}\n`;
}
