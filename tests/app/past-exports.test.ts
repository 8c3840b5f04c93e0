import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/days.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

describe("a day well after the end of all exports", () => {
  it.each(["metrics", "renewals", "forecast"])("is warned of by %s, a day soon after is not", async (command) => {
    const sql = "SELECT value FROM meta WHERE key = 'last_day'";
    const rows = await runJson<readonly { value: string }[]>(["sql", sql, "--demo"], { cwd });
    const last = rows[0]?.value ?? "";
    const warned = async (days: number): Promise<string> =>
      (await runCli([command, "--demo", "--as-of", addDays(last, days)], { cwd })).stderr
        .split("\n")
        .filter((line) => line.includes("The exports end"))
        .join("\n");
    expect(await warned(15)).toBe(
      `warning: The exports end on ${last}, 15 days before ${addDays(last, 15)}: nothing is known of the days between, and what figures say of them is missing data, not news.`,
    );
    expect(await warned(14)).toBe("");
  });
});
