import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  appendText,
  hasCode,
  namesIn,
  readHead,
  readTextIfAny,
  realPathIfAny,
  replaceTextAtomic,
  statIfAny,
  walk,
  writeTextAtomic,
  writeTextIfAbsent,
} from "../../src/core/files.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => removeFolder(folder));

describe("writeTextAtomic", () => {
  it("writes into a pipe instead of replacing it", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const read = readFile(pipe, "utf8");
    await writeTextAtomic(pipe, "through");
    expect(await read).toBe("through");
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it("replaces the file that a link leads to, and leaves the link", async () => {
    writeFileSync(join(folder, "real.md"), "old");
    symlinkSync(join(folder, "real.md"), join(folder, "link.md"));
    await writeTextAtomic(join(folder, "link.md"), "new");
    expect(readFileSync(join(folder, "real.md"), "utf8")).toBe("new");
    expect(lstatSync(join(folder, "link.md")).isSymbolicLink()).toBe(true);
  });

  it("makes the folders, replaces the whole text and leaves no draft", async () => {
    const path = join(folder, "deep", "er", "note.md");
    await writeTextAtomic(path, "a long first text");
    await writeTextAtomic(path, "é", 0o600);
    expect(readFileSync(path, "utf8")).toBe("é");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "deep", "er"))).toEqual(["note.md"]);
  });

  it("leaves no temporary file where it fails, and what was there", async () => {
    mkdirSync(join(folder, "taken", "child"), { recursive: true });
    await expect(writeTextAtomic(join(folder, "taken"), "text")).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["taken"]);
    expect(existsSync(join(folder, "taken", "child"))).toBe(true);
  });
});

describe("replaceTextAtomic", () => {
  it("writes only over the text it was told of, and keeps permissions", async () => {
    const path = join(folder, "todo.md");
    expect(await replaceTextAtomic(path, undefined, "one")).toBe(true);
    expect(await replaceTextAtomic(path, undefined, "two")).toBe(false);
    writeFileSync(path, "edited by hand", { mode: 0o640 });
    expect(await replaceTextAtomic(path, "one", "three")).toBe(false);
    expect(readFileSync(path, "utf8")).toBe("edited by hand");
    expect(await replaceTextAtomic(path, "edited by hand", "four")).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("four");
    expect(readdirSync(folder)).toEqual(["todo.md"]);
  });
});

describe("writeTextIfAbsent and appendText", () => {
  it("never write over what is there", async () => {
    const path = join(folder, "a", "log.ndjson");
    expect(await writeTextIfAbsent(path, "1\n")).toBe(true);
    expect(await writeTextIfAbsent(path, "9\n")).toBe(false);
    await appendText(path, "2\n");
    expect(readFileSync(path, "utf8")).toBe("1\n2\n");
  });
});

describe("reading", () => {
  it("tells an absent file from an unreadable one", async () => {
    writeFileSync(join(folder, "file"), "text");
    expect(await readTextIfAny(join(folder, "none"))).toBeUndefined();
    expect(await statIfAny(join(folder, "file", "below"))).toBeUndefined();
    await expect(readTextIfAny(folder)).rejects.toSatisfy((error) => hasCode(error, "EISDIR"));
    expect(await namesIn(join(folder, "none"))).toEqual([]);
    expect((await readHead(join(folder, "file"), 100)).toString()).toBe("text");
    expect((await readHead(join(folder, "file"), 2)).toString()).toBe("te");
  });

  it("walks a tree in order, without dot-names, and lists links without following them", async () => {
    writeFiles(folder, { "b.csv": "", "a/z.csv": "", "a/b/c.csv": "", ".echo/book": "", "a/.hidden": "" });
    symlinkSync(join(folder, "a"), join(folder, "link"));
    expect(await walk(folder)).toEqual(["a/b/c.csv", "a/z.csv", "b.csv", "link"]);
    expect(await walk(join(folder, "none"))).toEqual([]);
    expect(await realPathIfAny(join(folder, "link"))).toBe(join(folder, "a"));
  });
});
