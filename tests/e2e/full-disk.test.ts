import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareEnvironment, MAIN } from "../../scripts/built-program.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** A disk of our own, as big as we say: a mount that only the script sees. Needs user namespaces, which Linux has and may forbid. */
const hasOwnMounts = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

const DISK = "16m";
const ACCOUNTS = `account,name,domain\n${Array.from({ length: 40 }, (_, index) => `A-${index},Company ${index},c${index}.example`).join("\n")}\n`;

/** Use that fits on the disk with `few` rows, and not with many: user ids that nothing can shorten. */
function usage(rows: number): string {
  let seed = 7;
  const random = (): string => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed.toString(36);
  };
  const lines = Array.from(
    { length: rows },
    (_, index) => `A-${index % 40},u${random()}${random()}@example.com,2026-05-${10 + (index % 20)},login,1`,
  );
  return `account,user,day,feature,events\n${lines.join("\n")}\n`;
}

describe.skipIf(!hasOwnMounts)("a full disk (needs `unshare -rm`)", () => {
  let folder = "";
  let said = "";
  let status: number | null = null;
  beforeAll(() => {
    folder = tempFolder();
    writeFiles(folder, { "book/exports/accounts.csv": ACCOUNTS, "book/exports/usage.csv": usage(200), "later.csv": usage(400_000) });
    const program = `"${process.execPath}" "${MAIN}"`;
    const script = `set -u
mkdir book/.echo && mount -t tmpfs -o size=${DISK} tmpfs book/.echo
${program} import -C book > first.txt 2>&1; echo "first $?"
sha256sum < book/.echo/book.duckdb
cp later.csv book/exports/usage.csv
${program} import -C book 2>&1; echo "second $?"
sha256sum < book/.echo/book.duckdb
echo "left $(ls book/.echo | grep -c draft)"
cp first-usage.csv book/exports/usage.csv
${program} import -C book > third.txt 2>&1; echo "third $?"
${program} sql -C book --format csv "SELECT count(*) AS n FROM usage"`;
    writeFiles(folder, { "first-usage.csv": usage(200) });
    const ran = spawnSync("unshare", ["-rm", "sh", "-c", script], { cwd: folder, env: bareEnvironment(folder), encoding: "utf8" });
    [said, status] = [ran.stdout + ran.stderr, ran.status];
  }, 120_000);
  afterAll(() => removeFolder(folder));

  it("is told as what it is, with what to do", () => {
    expect(said).toContain("first 0\n");
    expect(said).toMatch(/no room left to import/);
    expect(said).toContain("Make room on that disk, then run `echo-cs import` again. The book is as it was before.");
    expect(said).toContain("second 1\n");
    expect(said).not.toMatch(/^\s+at .*:\d+/m);
  });

  it("leaves the book as it was, to the byte, and nothing half written beside it", () => {
    const sums = said.match(/^[0-9a-f]{64}/gm) ?? [];
    expect(sums).toHaveLength(2);
    expect(sums[1]).toBe(sums[0]);
    expect(said).toContain("left 0\n");
  });

  it("is over as soon as there is room", () => {
    expect(said).toContain("third 0\n");
    expect(said).toMatch(/^200$/m);
    expect(status).toBe(0);
  });
});

describe.skipIf(!existsSync("/dev/full"))("an output that takes nothing", () => {
  it.each(["--help", "agents list"])("is told, and half an answer does not pass for a whole one: %s", (command) => {
    const folder = tempFolder();
    const script = `"${process.execPath}" "${MAIN}" ${command} > /dev/full`;
    const { status, stderr } = spawnSync("sh", ["-c", script], { cwd: folder, env: bareEnvironment(folder), encoding: "utf8" });
    removeFolder(folder);
    expect([status, stderr]).toEqual([1, "echo-cs: the output cannot be written: no space left on the device\n"]);
  });
});
