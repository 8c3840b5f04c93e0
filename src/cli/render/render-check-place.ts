import { isAbsolute, relative, sep } from "node:path";

/** A file of the workspace as the current folder sees it, which in CI is the checkout; as the workspace does where it lies elsewhere. */
export function seenFrom(cwd: string, root: string, path: string): string {
  const inside = relative(cwd, root);
  return isAbsolute(inside) || inside.split(sep)[0] === ".." || inside === "" || inside === "echo-demo"
    ? path
    : `${inside.split(sep).join("/")}/${path}`;
}
