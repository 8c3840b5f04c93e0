import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { COMPANIES, fileIn, imported, temporaryFolder, workspace } from "../workspace.ts";

async function failure(work: Promise<unknown>): Promise<DataError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DataError)) throw new Error("expected a DataError", { cause: error });
  return error;
}

describe("files that cannot be read", () => {
  it("reports each with its reason and reads the rest", async () => {
    const { report } = await imported({
      "companies.csv": COMPANIES,
      "binary.csv": Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 10, 1, 2]),
      "broken.json": '{"tickets": [{"id": 1,',
      "zero.csv": COMPANIES.replace("Birch", "Bir\0ch"),
      "damaged.csv.gz": gzipSync(COMPANIES.repeat(2000)).subarray(0, 400),
      "empty.csv": "",
      "notes.pdf": "%PDF",
      "other.csv": "Colour,Shape\nred,round\n",
      "old.xls": Buffer.from("d0cf11e0a1b11ae1", "hex"),
      "~$old.xlsx": "Ana",
      "sub/desktop.ini": "[x]",
    });
    // What programs leave behind is nobody's export.
    expect(report.files.map(({ file }) => file).filter((file) => /[~]|desktop/.test(file))).toEqual([]);
    const notes = Object.fromEntries(report.files.map(({ file, taken_for, note }) => [file, taken_for ?? note]));
    expect(notes).toMatchObject({
      "binary.csv": "binary, not text",
      "companies.csv": "hubspot-companies",
      "empty.csv": "the file is empty",
      "zero.csv": "binary, not text: the first zero byte stands on line 3; without it the file may be read",
      "old.xls": "an old or special workbook: save it as XLSX or CSV",
    });
    expect(notes["broken.json"]).toContain("could not be read");
    expect(notes["damaged.csv.gz"]).toContain("could not be read");
    expect(notes["notes.pdf"]).toContain("not a format that is read here");
    expect(notes["other.csv"]).toBe("unknown header: Colour, Shape");
    expect(report.accounts).toBe(2);
  });

  it("names the nearest format where a header is missing", async () => {
    const { report } = await imported({ "companies.csv": COMPANIES, "subs.csv": "id,Customer ID,Status,Amount\nsub_1,cus_1,active,10\n" });
    expect(fileIn(report, "subs.csv")).toMatchObject({
      taken_for: null,
      note: "unknown header: id, Customer ID, Status, Amount; nearest is Stripe subscriptions (CSV), which would need Interval",
    });
  });

  it("refuses links that lead out of the folder and what is no regular file", async () => {
    const input = workspace({ "companies.csv": COMPANIES });
    const outside = temporaryFolder();
    writeFileSync(join(outside, "secret.csv"), COMPANIES);
    symlinkSync(join(outside, "secret.csv"), join(input.exportsDir, "link.csv"));
    symlinkSync(outside, join(input.exportsDir, "folder"));
    symlinkSync(join(input.exportsDir, "nothing"), join(input.exportsDir, "dangling.csv"));
    symlinkSync("/dev/zero", join(input.exportsDir, "device.csv"));
    symlinkSync(join(input.exportsDir, "companies.csv"), join(input.exportsDir, "within.csv"));
    execFileSync("mkfifo", [join(input.exportsDir, "pipe.csv")]);
    const report = await importExports(input);
    const notes = Object.fromEntries(report.files.map(({ file, taken_for, note }) => [file, taken_for ?? note]));
    expect(notes).toEqual({
      "companies.csv": "hubspot-companies",
      "dangling.csv": "the link leads nowhere",
      "device.csv": "the link leads out of the exports folder",
      folder: "the link leads out of the exports folder",
      "link.csv": "the link leads out of the exports folder",
      "pipe.csv": "not a regular file",
      "within.csv": "hubspot-companies",
    });
    expect(fileIn(report, "companies.csv").duplicates).toBe(2);
  });

  it("fails where nothing at all could be read, listing what could", async () => {
    const error = await failure(importExports(workspace({ "a.csv": "Colour\nred\n" })));
    expect(error.code).toBe("nothing-to-read");
    expect(error.detail.allowed).toContain("HubSpot companies (CSV)");
    expect(error.detail.found).toContain("a.csv: unknown header: Colour");
  });

  it("fails where there is no exports folder or nothing in it", async () => {
    const missing = { ...workspace({ "a.csv": "x" }), exportsDir: join(temporaryFolder(), "none") };
    const empty = { ...missing, exportsDir: join(temporaryFolder(), "empty") };
    mkdirSync(empty.exportsDir);
    for (const input of [missing, empty]) {
      const error = await failure(importExports(input));
      expect(error.code).toBe("no-exports");
      expect(error.detail.fix).toContain("--demo");
    }
  });

  it("refuses an unknown time zone", async () => {
    await expect(importExports(workspace({ "companies.csv": COMPANIES }, { timeZone: "Mars/Olympus" }))).rejects.toMatchObject({
      code: "time-zone",
    });
  });
});
