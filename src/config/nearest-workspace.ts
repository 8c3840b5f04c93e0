import { dirname, join } from "node:path";
import { statNow } from "../core/files-now.ts";

export const CONFIG_NAME = "echo.yaml";

/** The nearest folder upwards with an echo.yaml; the folder itself also where it has an `exports` folder. Undefined where there is none. */
export function nearestWorkspace(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const config = statNow(join(folder, CONFIG_NAME));
    const exports = statNow(join(folder, "exports"));
    if (config?.isFile() === true || (folder === from && exports?.isDirectory() === true)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
