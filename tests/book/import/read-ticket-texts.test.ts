import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TicketReadings } from "../../../src/book/ticket-reading.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { COMPANIES, opened, workspace, writeFiles } from "../workspace.ts";

const HEAD = "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Company Name";
const row = (id: number, text: string): string =>
  `${id},Subject,${text},Open,Low,Email,Question,Ada,Support,2026-10-0${id} 09:00:00,Acme Corp`;
const tickets = (...texts: readonly string[]): string => [HEAD, ...texts.map((text, at) => row(at + 1, text)), ""].join("\n");

/** A reader that counts what it is given. */
function counting(version: string): { readonly readings: TicketReadings; readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    readings: {
      version: () => Promise.resolve(version),
      open: () =>
        Promise.resolve((subject, description) => {
          read.push(description);
          return {
            capability: `about ${description}`,
            gap: null,
            intent: "bug",
            sentiment: -0.25,
            aboveSupport: subject === "" ? "none" : null,
            saysLeaving: description === "two",
          };
        }),
    },
  };
}

describe("what triage reads at an import", () => {
  it("stands with every ticket, and equal texts are read once", async () => {
    const { readings, read } = counting("1");
    const input = workspace({ "companies.csv": COMPANIES, "tickets.csv": tickets("one", "two", "one") }, { readings });
    await importExports(input);
    expect(read.toSorted()).toEqual(["one", "two"]);
    const book = await opened(input);
    expect(
      await book.rows("SELECT ticket, about, gap, intent, sentiment, above_support, says_leaving FROM tickets ORDER BY ticket"),
    ).toEqual([
      { ticket: "1", about: "about one", gap: null, intent: "bug", sentiment: -0.25, above_support: null, says_leaving: false },
      { ticket: "2", about: "about two", gap: null, intent: "bug", sentiment: -0.25, above_support: null, says_leaving: true },
      { ticket: "3", about: "about one", gap: null, intent: "bug", sentiment: -0.25, above_support: null, says_leaving: false },
    ]);
  });

  it("is kept: only new texts are read at the next import, all of them by another version, or where the file is damaged", async () => {
    const first = counting("1");
    const files = { "companies.csv": COMPANIES, "tickets.csv": tickets("one", "two") };
    const input = workspace(files, { readings: first.readings });
    await importExports(input);
    const again = async (version: string): Promise<readonly string[]> => {
      const { readings, read } = counting(version);
      await importExports({ ...input, readings });
      return read.toSorted();
    };
    writeFiles(input.exportsDir, { "tickets.csv": tickets("one", "two", "three") });
    expect(await again("1")).toEqual(["three"]);
    expect(await again("1")).toEqual([]);
    expect(await again("2")).toEqual(["one", "three", "two"]);
    const kept = `${input.snapshotPath}.readings.parquet`;
    expect(existsSync(kept)).toBe(true);
    writeFileSync(kept, "no parquet");
    expect(await again("2")).toEqual(["one", "three", "two"]);
    expect(existsSync(join(input.snapshotPath, ".."))).toBe(true);
  });

  it("makes the snapshot old when its version changes, and leaves the columns empty without a reader", async () => {
    const input = workspace({ "companies.csv": COMPANIES, "tickets.csv": tickets("one") }, { readings: counting("1").readings });
    await ensureSnapshot(input);
    expect((await ensureSnapshot({ ...input, readings: counting("1").readings })).report).toBeNull();
    expect((await ensureSnapshot({ ...input, readings: counting("2").readings })).report).not.toBeNull();
    expect((await ensureSnapshot({ ...input, readings: undefined })).report).not.toBeNull();
    expect(await (await opened(input)).rows("SELECT about, intent FROM tickets")).toEqual([{ about: null, intent: null }]);
  });
});
