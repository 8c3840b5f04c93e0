import { isAbsolute, join, relative } from "node:path";
import { clean } from "../core/text.ts";

/** A file of the workspace, or an absolute path, as a person would type it from where they are; an absolute one stays where it lies outside. */
export function pathFromHere(file: string, { root, cwd }: { readonly root: string; readonly cwd: string }): string {
  const path = isAbsolute(file) ? file : join(root, file);
  const near = relative(cwd, path);
  return clean(near.startsWith("..") ? path : near);
}
