import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { withFileLock } from "../../src/tasks/file-lock.ts";

const lockPath = async () => join(await mkdtemp(join(tmpdir(), "echo-lock-")), "deep", ".task.lock");

describe("withFileLock", () => {
  it("lets one in at a time, and leaves nothing behind", async () => {
    const path = await lockPath();
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(1);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, work)));
    expect(most).toBe(1);
    expect(await readdir(join(path, ".."))).toEqual([]);
  });

  it("is released by work that fails", async () => {
    const path = await lockPath();
    await expect(withFileLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withFileLock(path, () => Promise.resolve(1))).toBe(1);
  });

  it("takes over what a dead process left, one at a time", async () => {
    const path = await lockPath();
    await withFileLock(path, () => Promise.resolve());
    await writeFile(path, "dead");
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(2);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => withFileLock(path, work, { pollMs: 5, staleMs: 300, patienceMs: 20_000 })));
    expect(most).toBe(1);
  });

  it("gives up on a lock that is held all the time", async () => {
    const path = await lockPath();
    let release = (): void => {};
    const held = withFileLock(path, () => new Promise<void>((resolve) => (release = resolve)));
    const waiting = withFileLock(path, () => Promise.resolve(), { pollMs: 10, staleMs: 5_000, patienceMs: 100 });
    await expect(waiting).rejects.toMatchObject({ code: "file-locked", detail: { place: { file: path } } });
    release();
    await held;
  });
});
