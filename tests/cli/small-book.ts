import { afterAll, beforeAll } from "vitest";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

/** A workspace with these exports for the tests of a file, and what the program says of it, looked at from `asOf` where a day is named. */
export function smallBook(files: Parameters<typeof writeFiles>[1], asOf?: string) {
  let cwd = "";
  beforeAll(() => {
    cwd = tempFolder();
    writeFiles(cwd, files);
  });
  afterAll(() => removeFolder(cwd));
  const whole = (args: readonly string[]): string[] => [...args, "-C", cwd, ...(asOf === undefined ? [] : ["--as-of", asOf])];
  const run = (...args: string[]): ReturnType<typeof runCli> => runCli(whole(args), { cwd });
  return {
    /** The folder; there once a test runs. */
    folder: (): string => cwd,
    run,
    /** Standard output on one line. */
    said: async (...args: string[]): Promise<string> => (await run(...args)).stdout.replaceAll(/\s+/g, " "),
    json: <T>(...args: string[]): Promise<T> => runJson<T>(whole(args), { cwd }),
  };
}
