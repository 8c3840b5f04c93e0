import { fileURLToPath } from "node:url";

/** The checkout, without a slash at the end. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** The absolute path of a file of the checkout. */
export function rootPath(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
