import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

const { folder, run } = smallBook({
  "accounts.csv": "account_id,name,domain,csm,renewal_date,arr\na1,Acme,acme.com,Jo,2027-03-09,5000\n",
  "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
});

/** Text that does not pack to nothing, so that half of it is missing when the file is cut. */
const ROWS = Array.from({ length: 2000 }, (_, at) => `n${at},a1,${(at * 7919) % 11},2026-11-${String(1 + (at % 20)).padStart(2, "0")}`);

describe("an export that was cut on its way", () => {
  it("is named by import --json, once and again, and by doctor", async () => {
    const whole = gzipSync(`response_id,account_id,score,responded_at\n${ROWS.join("\n")}\n`);
    writeFileSync(join(folder(), "nps.csv.gz"), whole.subarray(0, whole.length / 2));
    for (const _ of ["imported", "unchanged since"]) {
      const { exit, stderr } = await run("import", "--json");
      expect([exit, stderr]).toEqual([0, expect.stringContaining("note: nps.csv.gz: it could not be read: ")]);
    }
    expect((await run("import", "--json", "--strict")).exit).toBe(3);
    const doctor = await run("doctor");
    expect(doctor.stdout).toMatch(/warn +snapshot .*is without nps\.csv\.gz/);
    expect(doctor.stdout).toContain("Export these files again");
  });
});
