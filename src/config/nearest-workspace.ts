import { dirname, join } from "node:path";
import { statIfAny } from "../core/files.ts";

export const CONFIG_NAME = "echo.yaml";

/** The nearest folder upwards with an echo.yaml; the folder itself also where it has an `exports` folder. Undefined where there is none. */
export async function nearestWorkspace(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const config = await statIfAny(join(folder, CONFIG_NAME));
    const exports = await statIfAny(join(folder, "exports"));
    if (config?.isFile() === true || (folder === from && exports?.isDirectory() === true)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
