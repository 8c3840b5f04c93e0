import { fileURLToPath } from "node:url";

/**
 * Absolute path, without a slash at its end, of the folder that holds the package: its agents, references and examples. This module and the
 * chunk it is bundled into both lie two folders below it.
 */
export const PACKAGE_ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
