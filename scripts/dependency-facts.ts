import { compareText } from "../src/core/compare-text.ts";

/** What package-lock.json says of one package that users install. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Named in package.json itself. */
  readonly direct: boolean;
  readonly installScript: boolean;
  /** Where it lies: `node_modules/ora`. */
  readonly path: string;
}

export interface Review {
  readonly dependencies: readonly Dependency[];
  /** What must not be: each a sentence. */
  readonly faults: readonly string[];
  /** Parts for other machines of which the lock knows no sum: npm holds what comes against nothing there. */
  readonly unsummed: readonly string[];
}

/** Licences that ask for no more than their text being kept. */
export const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "Unlicense",
  "CC0-1.0",
  "BlueOak-1.0.0",
  "Zlib",
  "Python-2.0",
]);

/** The lock tells no licence of packages for other machines than the one it was made on: these are parts of the package named here. */
const PARTS: readonly (readonly [part: RegExp, of: string])[] = [[/^@duckdb\/node-bindings-/, "@duckdb/node-bindings"]];

interface Locked {
  readonly version?: string;
  readonly license?: string | undefined;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked & { readonly dependencies?: object }>>;
}

/** The packages that an installation brings (without those for development), and what is wrong with them. Reads nothing but the lock. */
export function reviewLock(lock: Lock): Review {
  const direct = new Set(Object.keys(lock.packages[""]?.dependencies ?? {}));
  const installed = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true,
  );
  const licences = new Map(installed.map(([path, { license }]) => [nameOf(path), license]));
  const dependencies = installed
    .map(([path, { version = "", license, hasInstallScript = false }]): Dependency => {
      const name = nameOf(path);
      const whole = PARTS.find(([part]) => part.test(name))?.[1];
      const licence = license ?? (whole === undefined ? undefined : licences.get(whole)) ?? "unknown";
      return { name, version, licence, direct: direct.has(name) && path === `node_modules/${name}`, installScript: hasInstallScript, path };
    })
    .sort((a, b) => compareText(a.path, b.path));
  const faults = [
    ...dependencies.flatMap(({ name, version, installScript }) =>
      installScript ? [`${name} ${version} runs a script when it is installed`] : [],
    ),
    ...dependencies.flatMap(({ name, version, licence }) =>
      isAllowed(licence) ? [] : [`${name} ${version} has a licence that is not on the list: ${licence}`],
    ),
    ...installed.flatMap(([path, { resolved, integrity }]) =>
      // Without an address it comes from whichever registry npm is set to; what comes is held against the sum either way.
      resolved?.startsWith("https://registry.npmjs.org/") === false ||
      !((integrity ?? "").startsWith("sha512-") || isUnsummed(path, integrity))
        ? [`${nameOf(path)} does not come from the registry with a SHA-512 sum: ${resolved ?? "no sum"}`]
        : [],
    ),
  ];
  const unsummed = installed.flatMap(([path, { integrity }]) => (isUnsummed(path, integrity) ? [nameOf(path)] : []));
  return { dependencies, faults, unsummed };
}

function isUnsummed(path: string, integrity: string | undefined): boolean {
  return integrity === undefined && PARTS.some(([part]) => part.test(nameOf(path)));
}

/** True for a licence on the list; of a choice (OR) one is enough, of several together (AND) all. */
export function isAllowed(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, "");
  return plain.split(/ OR /i).some((choice) => choice.split(/ AND /i).every((each) => ALLOWED_LICENCES.has(each.trim())));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
