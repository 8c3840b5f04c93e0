import { figureText } from "./claim.ts";
import { markdownTable } from "./markdown-table.ts";
import { measuredBy } from "./shapes.ts";

/** The tables in which every peer has its line, as blocks of Markdown; none where nothing was measured. */
export function details(results: ReadonlyMap<string, unknown>): string[] {
  const [starts, turns] = [measuredBy(results, "cold-start"), measuredBy(results, "model-run-peers")];
  return [
    ...(starts === undefined
      ? []
      : [
          "## Starts",
          markdownTable(
            [rounds(starts.rounds), "wall ms", "CPU ms", "peak MiB"],
            starts.results.map(({ name, wall_ms, cpu_ms, peak_mib }) => [`\`${name}\``, ...[wall_ms, cpu_ms, peak_mib].map(plain)]),
          ),
        ]),
    ...(turns === undefined
      ? []
      : [
          "## A run of two turns",
          markdownTable(
            [
              `${rounds(turns.rounds)} of ${turns.runs} runs`,
              "version",
              "CPU ms",
              "× floor",
              "wall ms",
              "× floor",
              "peak MiB",
              "× floor",
              "loaded MiB",
            ],
            turns.results.map((one) => [
              one.name,
              one.version,
              ...[one.cpu_ms, one.cpu_to_floor, one.wall_ms, one.wall_to_floor, one.rss_mib, one.rss_to_floor, one.load_rss_mib].map(plain),
            ]),
          ),
        ]),
  ];
}

function plain(figure: Parameters<typeof figureText>[0]): string {
  return figureText(figure, "").replace("  ", " ").trim();
}

function rounds(count: number): string {
  return count === 1 ? "1 round" : `${count} rounds`;
}
