import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, openBook, triage, UserError } from "../../src/lib/library.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-20";
let demo = "";
let cwd = "";
let workspace = "";

// A workspace of one's own on the example's exports: the library takes no current folder.
beforeAll(async () => {
  cwd = tempFolder();
  demo = await demoFolder();
  workspace = join(cwd, "book");
  writeFiles(workspace, { "echo.yaml": `company: {name: Northstar}\nas_of: ${AS_OF}\n` });
  const { cpSync } = await import("node:fs");
  cpSync(join(ROOT, "examples/northstar/exports"), join(workspace, "exports"), { recursive: true });
});
afterAll(() => {
  removeFolder(cwd);
  removeFolder(demo);
});

describe("openBook", () => {
  it("says what the commands say", async () => {
    const book = await openBook({ directory: workspace });
    try {
      expect(await book.health("acme")).toEqual(await runJson(["health", "acme", "-C", "book"], { cwd }));
      expect(await book.signals()).toEqual(await runJson(["signals", "-C", "book"], { cwd }));
      expect(JSON.parse(JSON.stringify(await book.metrics({ from: "2026-07-01", to: "2026-09-30" })))).toEqual(
        await runJson(["metrics", "--from", "2026-07-01", "--to", "2026-09-30", "-C", "book"], { cwd }),
      );
      expect(await book.sql("select name from accounts order by name", 2)).toEqual([{ name: "Acme Corp" }, { name: "Alder & Vane" }]);
      const brief = await book.ask("why is Acme churning?");
      expect(brief).toEqual(await runJson(["ask", "why is Acme churning?", "--no-model", "-C", "book"], { cwd }));
      expect(existsSync(join(workspace, "tasks", `${brief.task}-context.md`))).toBe(true);
    } finally {
      await book.close();
    }
  });

  it("keeps nothing with files: false", async () => {
    const before = readdirSync(workspace).sort();
    const brief = await ask("why is Juniper Health churning?", { directory: workspace, files: false });
    expect(brief.account).toBe("juniper-health");
    expect(existsSync(join(workspace, "tasks", `${brief.task}-context.md`))).toBe(false);
    expect(readdirSync(workspace).sort()).toEqual(before);
    expect(readdirSync(join(workspace, ".echo")).filter((name) => name.startsWith("scratch"))).toEqual([]);
  });

  it("throws errors that tell what was found and how to mend it", async () => {
    await expect(openBook({ directory: join(cwd, "none") })).rejects.toBeInstanceOf(UserError);
    const book = await openBook({ directory: workspace });
    await expect(book.health("nobody")).rejects.toMatchObject({ code: "unknown-account", detail: { found: "nobody" } });
    await book.close();
  });

  it("speaks of its own keys in errors, not of the command line's options", async () => {
    const none = await openBook({ directory: join(cwd, "none") }).catch((error: unknown) => error);
    expect(none).toMatchObject({ detail: { fix: "Name an existing folder with `directory`." } });
    const book = await openBook({ directory: workspace });
    await expect(book.metrics({ from: "2026-13-01" })).rejects.toMatchObject({ detail: { fix: "Correct `from`." } });
    await book.close();
  });

  it("throws once it is closed, whatever is asked; closing twice is nothing", async () => {
    const book = await openBook({ directory: workspace });
    await book.close();
    await book.close();
    const asked = [() => book.health(), () => book.signals(), () => book.metrics(), () => book.sql("select 1"), () => book.ask("why?")];
    for (const work of asked) await expect(work()).rejects.toMatchObject({ code: "book-closed" });
  });

  it("leaves nothing of the example with files: false", async () => {
    const scratch = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("echo-cs-demo-"));
    const had = new Set(scratch());
    const [home, empty] = [process.cwd(), tempFolder()];
    process.chdir(empty);
    try {
      const brief = await ask("why is Acme churning?", { demo: true, files: false });
      expect(brief.account).toBe("acme");
      expect(readdirSync(empty)).toEqual([]);
      expect(scratch().filter((name) => !had.has(name))).toEqual([]);
    } finally {
      process.chdir(home);
      removeFolder(empty);
    }
  });
});

describe("triage", () => {
  it("yields tickets of a file and of a stream, with the accounts of a book where asked for", async () => {
    const file = join(cwd, "tickets.csv");
    writeFileSync(
      file,
      'id,subject,description,email\n1,Export fails,"The report export fails every time, we may leave",jane@acme.example\n2,Thanks,Great help,bo@nowhere.example\n',
    );
    const read = async (source: Parameters<typeof triage>[0], options?: Parameters<typeof triage>[1]) => {
      const found = [];
      for await (const ticket of triage(source, options)) found.push(ticket);
      return found;
    };
    const plain = await read(file);
    expect(plain.map(({ id, capability, account }) => [id, capability, account])).toEqual([
      ["1", "data-export", null],
      ["2", null, null],
    ]);
    const { createReadStream } = await import("node:fs");
    expect(await read(createReadStream(file))).toEqual(plain);
    expect((await read(file, { directory: workspace, accounts: true })).map(({ account }) => account)).toEqual(["acme", null]);
    await expect(read(join(cwd, "none.csv"))).rejects.toBeInstanceOf(UserError);
  });
});
