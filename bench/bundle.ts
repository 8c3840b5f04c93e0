import { mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { rolldown } from "rolldown";
import { rootPath } from "../scripts/root.ts";

/**
 * A file of `bench` and what it imports from our own sources as one folder of plain JavaScript, libraries left where they are: the form that
 * ships, so that a measured process runs no compiler beside it. Gives the path of the made file; the folder is removed when this process ends.
 */
export async function bundled(name: string): Promise<string> {
  const folder = mkdtempSync(rootPath("dist-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const build = await rolldown({
    input: rootPath(`bench/${name}`),
    platform: "node",
    external: (id) => /^[^./]/u.test(id) && !id.startsWith("@oxc-project/runtime"),
    logLevel: "warn",
  });
  await build.write({ dir: folder, format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
  await build.close();
  return join(folder, basename(name).replace(/\.ts$/u, ".js"));
}
