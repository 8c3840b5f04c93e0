import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Dependency, type Lock, reviewLock } from "./dependency-facts.ts";
import { rootPath } from "./root.ts";

/**
 * `tsx scripts/dependency-review.ts [--online]`: every package that users install, with version, licence, size and whether it runs a script at
 * installation; with --online also maintainers and the last publication of those that package.json names. Exits 1 for an install script, a
 * licence that is not on the list, or a package from elsewhere than the registry.
 */
const isOnline = process.argv.includes("--online");
const { dependencies, faults, unsummed } = reviewLock(JSON.parse(readFileSync(rootPath("package-lock.json"), "utf8")) as Lock);

let total = 0;
console.log("package | version | licence | KB | direct | install script" + (isOnline ? " | maintainers | last publication" : ""));
for (const dependency of dependencies) {
  const { name, version, licence, direct, installScript, path } = dependency;
  const size = sizeOf(rootPath(path));
  total += size ?? 0;
  const cells = [
    name,
    version,
    licence,
    size === undefined ? "not here" : String(Math.round(size / 1024)),
    direct ? "yes" : "",
    installScript ? "YES" : "no",
  ];
  console.log([...cells, ...(isOnline && direct ? published(dependency) : [])].join(" | "));
}
console.log(
  `${dependencies.length} packages, ${dependencies.filter(({ direct }) => direct).length} of them direct, ${Math.round(total / 1024 / 1024)} MB`,
);
for (const name of unsummed) console.log(`no sum in the lock: ${name}`);
for (const fault of faults) console.error(`fault: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Bytes of a package without the packages inside it; undefined where it is not installed on this machine. */
function sizeOf(folder: string): number | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name !== "node_modules")
      .reduce(
        (sum, entry) => sum + (entry.isDirectory() ? (sizeOf(join(folder, entry.name)) ?? 0) : lstatSync(join(folder, entry.name)).size),
        0,
      );
  } catch {
    return undefined;
  }
}

function published({ name, version }: Dependency): string[] {
  try {
    const told = execFileSync("npm", ["view", name, "maintainers", "time", "--json"], {
      encoding: "utf8",
      timeout: 30_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const { maintainers, time } = JSON.parse(told) as { maintainers?: readonly unknown[]; time?: Readonly<Record<string, string>> };
    return [
      String(maintainers?.length ?? "?"),
      `${time?.[version]?.slice(0, 10) ?? "?"} (newest ${time?.["modified"]?.slice(0, 10) ?? "?"})`,
    ];
  } catch {
    return ["the registry does not answer"];
  }
}
