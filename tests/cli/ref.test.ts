import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purposeOf } from "../../src/team/purpose.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Answer {
  readonly purpose: string;
  readonly contradicts: { readonly id: string } | null;
  readonly entries: readonly { readonly id: string; readonly file: string }[];
}

let cwd: string;
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));
const search = async (...argv: string[]): Promise<Answer> => runJson<Answer>(["ref", "search", ...argv], { cwd });

describe("ref search", () => {
  it("corrects a request that goes against an entry, with its id", async () => {
    expect((await search("Same e-mail blast to everyone")).contradicts?.id).toBe("PT-01");
    const { stdout } = await runCli(["ref", "search", "same e-mail blast to everyone"], { cwd });
    expect(stdout).toContain("Better not: this goes against PT-01, Segment before you write.");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([
    ["how do I plan the first 90 days of onboarding", "create", "patterns.md"],
    ["why do accounts with a high score leave in silence", "diagnose", "sharp_edges.md"],
    ["check that the renewal conversation started in time", "review", "validations.md"],
  ])("reads %s as %s", async (text, purpose, file) => {
    const answer = await search(text);
    expect(answer.purpose).toBe(purpose);
    expect(answer.entries.length).toBeGreaterThan(0);
    expect(answer.entries.every((entry) => entry.file === `references/${file}`)).toBe(true);
  });

  it("finds the entry people would expect first", async () => {
    expect((await search("champion left", "--for", "diagnose")).entries[0]?.id).toBe("SE-01");
    expect((await search("kickoff after a deal has closed", "--for", "create")).entries[0]?.id).toBe("PT-03");
    expect((await search("renewal conversation ninety days", "--for", "review")).entries[0]?.id).toBe("VA-17");
    expect((await search("NPS from three answers", "--for", "diagnose")).entries[0]?.id).toBe("SE-05");
  });

  it("takes the workspace's own entries before ours", async () => {
    writeFiles(cwd, {
      "own/echo.yaml": "",
      "own/references/mine.md": "## PT-01 Our way\n- **What**: Write to each by name.\n- **Fix**: So.\n",
    });
    const entry = await runJson<{ title: string }>(["ref", "show", "pt-01", "-C", "own"], { cwd });
    expect(entry.title).toBe("Our way");
  });

  it("helps with an unknown id and an empty request", async () => {
    const ran = await runCli(["ref", "show", "PT-91"], { cwd });
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain("Did you mean");
    expect((await runCli(["ref", "search", " "], { cwd })).exit).toBe(1);
  });
});

describe("purposeOf", () => {
  it("is create where nothing is heard, and never fails", () => {
    expect(purposeOf("")).toBe("create");
    expect(purposeOf("why is adoption low?")).toBe("diagnose");
    expect(purposeOf("is the plan complete? please check it")).toBe("review");
  });
});
