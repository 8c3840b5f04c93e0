import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootPath } from "./root.ts";

/** The program as it is shipped. */
export const MAIN = rootPath("dist/cli/main.js");

/** An empty working folder, removed when `use` is done. */
export function inTempFolder<T>(use: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "echo-cs-")));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Surroundings with no key, no colour and no home: the same on every machine. */
export function bareEnvironment(folder: string): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1", TZ: "UTC", LANG: "C.UTF-8" };
}

/** What the built program prints on stdout in a folder. Throws, with its stderr, where it exits with anything but 0. */
export function printed(args: readonly string[], folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: bareEnvironment(folder),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`echo-cs ${args.join(" ")} exited with ${status}\n${stderr}`);
  return stdout.replaceAll(folder, ".");
}
