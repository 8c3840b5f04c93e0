import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compileShipped, openRouter, type RouterPlace } from "../../src/app/route-team.ts";
import { routeBy } from "../../src/team/route/route.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("openRouter", () => {
  let folder = "";
  let place: RouterPlace;
  const cached = (): string => join(folder, "book", ".echo", "router.json");
  const agentFor = async (text: string): Promise<string | null> => routeBy({ text }, (await openRouter(place)).index).agent;
  const later = (path: string): void => utimesSync(path, new Date("2040-01-01"), new Date("2040-01-01"));

  beforeEach(async () => {
    folder = tempFolder();
    cpSync(join(ROOT, "agents"), join(folder, "package/agents"), { recursive: true });
    mkdirSync(join(folder, "package/references"));
    for (const name of ["routing.yaml", "router-weights.bin"])
      copyFileSync(join(ROOT, "references", name), join(folder, "package/references", name));
    mkdirSync(join(folder, "book"));
    const packageRoot = join(folder, "package");
    place = { packageRoot, built: join(folder, "router.json.br"), workspace: { root: join(folder, "book"), own: join(folder, "book") } };
    writeFileSync(place.built, await compileShipped(packageRoot));
  });
  afterEach(() => removeFolder(folder));

  it("uses the build's team as it is, and writes nothing", async () => {
    expect(await agentFor("how do we renew Acme?")).toBe("customer-success-manager");
    expect(existsSync(cached())).toBe(false);
  });

  it("reads the team again once a shipped file is newer than the build, and keeps that", async () => {
    const file = join(folder, "package/agents/product-owner.md");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("keywords: [", "keywords: [zorgplonk, "));
    later(file);
    expect(await agentFor("zorgplonk of a customer")).toBe("product-owner");
    expect(existsSync(cached())).toBe(true);
  });

  it("compiles a workspace's own agents once, and again when one of them changes or goes", async () => {
    const agent = (keyword: string): string =>
      `---\nname: harbour-master\ndescription: Berths\nlane: support\ntriggers:\n  keywords: [${keyword}]\n---\nYou assign berths.\n`;
    writeFiles(folder, { "book/agents/harbour.md": agent("mooring buoy") });
    expect(await agentFor("the customer needs a mooring buoy")).toBe("harbour-master");
    const first = readFileSync(cached(), "utf8");
    expect(await agentFor("the customer needs a mooring buoy")).toBe("harbour-master");
    expect(readFileSync(cached(), "utf8")).toBe(first);
    writeFiles(folder, { "book/agents/harbour.md": agent("quayside crane") });
    expect(await agentFor("the customer needs a quayside crane")).toBe("harbour-master");
    expect(await agentFor("the customer needs a mooring buoy")).not.toBe("harbour-master");
    removeFolder(join(folder, "book/agents"));
    expect(await agentFor("the customer needs a quayside crane")).not.toBe("harbour-master");
  });

  it("finds the shipped words packed beside the build, as the package holds them", async () => {
    const words = join(folder, "package/references/routing.yaml");
    const packed = join(folder, "package/dist/routing.yaml.br");
    const teamOfOwn = async (): Promise<unknown> => {
      writeFiles(folder, {
        "book/agents/harbour.md":
          "---\nname: harbour-master\ndescription: Berths\nlane: support\ntriggers:\n  keywords: [mooring]\n---\nYou assign berths.\n",
      });
      await openRouter(place);
      const { team }: { team: unknown } = JSON.parse(readFileSync(cached(), "utf8"));
      removeFolder(join(folder, "book/agents"));
      removeFolder(join(folder, "book/.echo"));
      return team;
    };
    const plain = await teamOfOwn();
    mkdirSync(join(folder, "package/dist"));
    writeFileSync(packed, brotliCompressSync(readFileSync(words)));
    rmSync(words);
    expect(await agentFor("how do we renew Acme?")).toBe("customer-success-manager");
    expect(existsSync(cached())).toBe(false);
    expect(await teamOfOwn()).toEqual(plain);
    rmSync(packed);
    expect(await teamOfOwn()).not.toEqual(plain);
  });

  it("takes no notice of a cache that is broken", async () => {
    writeFiles(folder, { "book/references/routing.yaml": "outside:\n  gulls: seagull\n", "book/.echo/router.json": "{}" });
    writeFileSync(place.built, "not packed");
    expect(await agentFor("how do we renew Acme?")).toBe("customer-success-manager");
  });

  it("tells of an agent's file that does not load", async () => {
    writeFiles(folder, { "book/agents/bad.md": "---js\nmodule.exports = {}\n---\nx\n" });
    const { warnings } = await openRouter(place);
    expect(warnings).toHaveLength(1);
    expect((await openRouter(place)).warnings).toEqual(warnings);
  });
});
