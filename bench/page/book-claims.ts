import { type Claim, atMost, thousandth } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** Imports beside DuckDB's own read, and what the snapshot then takes. */
export function importClaims(measured: Measured<"import"> | undefined): Claim[] {
  return (measured?.results ?? []).flatMap((one) => [
    atMost({
      id: "import",
      what: `import, ${one.rows.toLocaleString("en-US")} rows: ${one.name}`,
      ours: thousandth(one.echo),
      theirs: thousandth(one.duckdb),
      unit: "s",
      than: "DuckDB alone",
      most: one.target,
    }),
    atMost({
      id: "import-unchanged",
      what: "the same, nothing changed",
      ours: one.unchanged,
      theirs: one.help,
      unit: "ms",
      than: "`--help`",
      most: 2,
    }),
    atMost({
      id: "import-size",
      what: "the same, size of the snapshot",
      ours: one.size_ratio,
      theirs: 1,
      unit: "×",
      than: "DuckDB's own file",
      most: 1.2,
    }),
  ]);
}

/** Scores of all accounts beside one scan. */
export function healthClaims(measured: Measured<"health"> | undefined): Claim[] {
  if (measured === undefined) return [];
  const { accounts, days, scan, score, ratio } = measured.results;
  return [
    atMost({
      id: "health",
      what: `scores of ${accounts.toLocaleString("en-US")} accounts × ${days} days, two dates`,
      ours: score,
      theirs: scan,
      unit: "ms",
      than: "one scan of the use by DuckDB",
      ratio,
      most: 8,
    }),
  ];
}

/** The most memory on larger books beside that on the smallest. */
export function memoryClaims(measured: Measured<"memory"> | undefined): Claim[] {
  const all = measured?.results ?? [];
  return [...new Set(all.map(({ command }) => command))].flatMap((command) => {
    const [first, ...rest] = all.filter((one) => one.command === command);
    return rest.map((one) =>
      atMost({
        id: "memory",
        what: `peak memory: ${command}, ${one.size.toLocaleString("en-US")} ${one.of}`,
        ours: one.peak_mib,
        theirs: first?.peak_mib ?? 1,
        unit: "MiB",
        than: `${(first?.size ?? 0).toLocaleString("en-US")} ${one.of}`,
        most: command === "triage" ? 1.3 : null,
      }),
    );
  });
}
