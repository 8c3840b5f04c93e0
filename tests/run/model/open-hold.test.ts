import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processes } from "../../../src/config/processes.ts";
import { fixedClock } from "../../../src/core/clock.ts";
import { openHold } from "../../../src/run/model/open-hold.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";

const CLOCK = fixedClock("2026-11-22T09:00:00Z");
const TASK = "churn-acme-2026w47";

describe("the hold on a run", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = tempFolder();
    path = join(folder, "transcript-1.lock");
  });
  afterEach(() => removeFolder(folder));

  const leave = (holder: object): void =>
    writeFileSync(path, JSON.stringify({ pid: process.pid, host: processes.host, since: "2026-11-21T08:00:00Z", token: "t", ...holder }));

  it("is given to one at a time, and tells the other who has it and since when", async () => {
    const hold = await openHold(path, TASK, CLOCK);
    await expect(openHold(path, TASK, CLOCK)).rejects.toMatchObject({
      exitCode: 1,
      detail: {
        code: "run-busy",
        message: `Another process is at work on the run of ${TASK}.`,
        found: `process ${process.pid} on ${processes.host}, since 2026-11-22T09:00:00.000Z`,
        place: { file: path },
      },
    });
    await hold.release();
    expect(existsSync(path)).toBe(false);
    await (await openHold(path, TASK, CLOCK)).release();
  });

  it("goes to one of many that come at once", async () => {
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => openHold(path, TASK, CLOCK)));
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is taken over from a process that is no more", async () => {
    const child = spawn(process.execPath, ["-e", "0"]);
    await once(child, "close");
    leave({ pid: child.pid });
    await expect(openHold(path, TASK, CLOCK)).resolves.toBeDefined();
  });

  it("is not taken from a process that lives, nor from one of another machine", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    leave({ pid: child.pid });
    await expect(openHold(path, TASK, CLOCK)).rejects.toMatchObject({
      detail: { found: expect.stringContaining(`process ${child.pid} `) },
    });
    child.kill("SIGKILL");
    leave({ pid: 4_194_303, host: "elsewhere" });
    await expect(openHold(path, TASK, CLOCK)).rejects.toMatchObject({ detail: { found: expect.stringContaining("on elsewhere") } });
  });

  it.runIf(process.platform === "linux")("is taken over where the process has another's number", async () => {
    leave({ began: "1" });
    await expect(openHold(path, TASK, CLOCK)).resolves.toBeDefined();
  });

  it("is taken over where half a line is left of it", async () => {
    writeFileSync(path, '{"pid": 12');
    await expect(openHold(path, TASK, CLOCK)).resolves.toBeDefined();
  });

  it("leaves alone what another has taken since", async () => {
    const hold = await openHold(path, TASK, CLOCK);
    leave({ pid: 1, host: "elsewhere" });
    await hold.release();
    expect(existsSync(path)).toBe(true);
  });
});
