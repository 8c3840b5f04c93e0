import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isAllowed, reviewLock } from "../../scripts/dependency-facts.ts";
import { rootPath } from "../../scripts/root.ts";

const LOCK = JSON.parse(readFileSync(rootPath("package-lock.json"), "utf8")) as Parameters<typeof reviewLock>[0];
const GOOD = { version: "1.0.0", license: "MIT", resolved: "https://registry.npmjs.org/x/-/x-1.0.0.tgz", integrity: "sha512-abc" };

describe("what users install", () => {
  it("runs no script, is licensed for any use, and comes from the registry with a sum", () => {
    const { dependencies, faults } = reviewLock(LOCK);
    expect(faults).toEqual([]);
    expect(dependencies.length).toBeGreaterThan(20);
    const named = JSON.parse(readFileSync(rootPath("package.json"), "utf8")) as { dependencies: object };
    expect(dependencies.filter(({ direct }) => direct).map(({ name }) => name)).toEqual(Object.keys(named.dependencies).sort());
    // The test runner is none of it.
    expect(dependencies.map(({ name }) => name)).not.toContain("vitest");
  });

  it.each([
    ["an install script", { hasInstallScript: true }, /runs a script/],
    ["a licence with conditions", { license: "GPL-3.0-only" }, /not on the list: GPL/],
    ["no licence", { license: undefined }, /not on the list: unknown/],
    ["a licence together with one that is not allowed", { license: "MIT AND SSPL-1.0" }, /not on the list/],
    ["an address of its own", { resolved: "https://evil.example/x.tgz" }, /does not come from the registry/],
    ["a repository", { resolved: "git+ssh://git@github.com/a/b.git" }, /does not come from the registry/],
    ["a weak sum", { integrity: "sha1-abc" }, /SHA-512/],
  ])("is refused with %s", (_what, fault, told) => {
    const { faults } = reviewLock({ packages: { "": {}, "node_modules/good": GOOD, "node_modules/bad": { ...GOOD, ...fault } } });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
    expect(faults[0]).toContain("bad");
  });

  it("does not look at what is for development, and takes one licence of a choice", () => {
    const dev = { ...GOOD, license: "GPL-3.0-only", hasInstallScript: true };
    expect(
      reviewLock({ packages: { "": {}, "node_modules/a": { ...dev, dev: true }, "node_modules/b": { ...dev, devOptional: true } } }).faults,
    ).toEqual([]);
    expect([isAllowed("(MIT OR GPL-3.0-or-later)"), isAllowed("(MIT AND Zlib)"), isAllowed("GPL-2.0"), isAllowed("")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
