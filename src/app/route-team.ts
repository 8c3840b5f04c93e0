import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { readBytesNow, readTextNow, statNow, walkNow } from "../core/files-now.ts";
import { isRecord, parseJson } from "../core/json.ts";
import type { CompiledTeam } from "../team/route/compile-team.ts";
import { loadRouterModel, ROUTER_MODEL_FILE } from "../team/route/load-router-model.ts";
import { openIndex, type RouteIndex } from "../team/route/route-index.ts";

/** Where the router finds its team. */
export interface RouterPlace {
  /** The folder of the installed program. */
  readonly packageRoot: string;
  /** The compiled team that the build wrote; need not exist. */
  readonly built: string;
  /** The workspace: where it keeps its own files, and where its Markdown lies. Undefined outside a workspace. */
  readonly workspace: { readonly root: string; readonly own: string } | undefined;
}

/** A compiled team on disk, with the sizes and times of the files it was made from. */
export interface RouterCache {
  readonly schema: number;
  readonly stamps: readonly Stamp[];
  readonly warnings: readonly string[];
  readonly team: CompiledTeam;
}

/** Path, size in bytes, time of the last change in milliseconds. */
type Stamp = readonly [path: string, size: number, changed: number];

export const ROUTER_CACHE_SCHEMA = 5;

const ROUTING_PATH = "references/routing.yaml";

/** The compiled team that the build writes, in the folder of the installed program. */
export const BUILT_TEAM = join("dist", "router.json.br");

/**
 * The router's index for a place, with what loading the team had to say. From the team that was compiled by the build or at an earlier use,
 * as long as no file has changed; else compiled now, and kept in the workspace's `.echo` folder. YAML and Markdown are read only then.
 */
export async function openRouter(place: RouterPlace): Promise<{ readonly index: RouteIndex; readonly warnings: readonly string[] }> {
  const own = place.workspace === undefined ? [] : stampsIn(place.workspace.own);
  const shipped = stampsIn(place.packageRoot);
  const references = [place.packageRoot, ...(place.workspace === undefined ? [] : [place.workspace.own])].map((dir) =>
    join(dir, "references"),
  );
  const cache = await cacheOf(place, shipped, own);
  const { model } = loadRouterModel(references);
  return { index: openIndex(cache.team, model), warnings: cache.warnings };
}

/** The shipped team, compiled and packed, for the build to write down. Paths in it are relative to the package. */
export async function compileShipped(packageRoot: string): Promise<Uint8Array> {
  const text = JSON.stringify(await compileNow([packageRoot], stampsIn(packageRoot)));
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } });
}

async function cacheOf(
  { packageRoot, built, workspace }: RouterPlace,
  shipped: readonly Stamp[],
  own: readonly Stamp[],
): Promise<RouterCache> {
  const fromBuild = own.length === 0 ? readCache(unpacked(built)) : undefined;
  if (fromBuild !== undefined && isCurrentBuild(fromBuild, shipped, statNow(built)?.mtimeMs ?? 0)) return fromBuild;
  const stamps = [...shipped, ...own.map(([path, size, changed]): Stamp => [join("own", path), size, changed])];
  const path = workspace === undefined ? undefined : join(workspace.root, ".echo", "router.json");
  const kept = path === undefined ? undefined : readCache(readTextNow(path));
  if (kept !== undefined && JSON.stringify(kept.stamps) === JSON.stringify(stamps)) return kept;
  const fresh = await compileNow([packageRoot, ...(workspace === undefined ? [] : [workspace.own])], stamps);
  // Where nothing may be written the team is compiled every time.
  if (path !== undefined && statNow(workspace?.root ?? "") !== undefined)
    await (await import("../core/files.ts")).writeTextAtomic(path, `${JSON.stringify(fresh)}\n`).catch(() => undefined);
  return fresh;
}

/**
 * A package is unpacked with whatever times; a file of the same size that is no newer than the build is the one it was built from. The
 * router's words are packed into the build there, so that file may be missing.
 */
function isCurrentBuild(cache: RouterCache, shipped: readonly Stamp[], builtAt: number): boolean {
  const hasWords = shipped.some(([path]) => path === ROUTING_PATH);
  const stamps = cache.stamps.filter(([path]) => hasWords || path !== ROUTING_PATH);
  return (
    stamps.length === shipped.length &&
    shipped.every(([path, size, changed], place) => stamps[place]?.[0] === path && stamps[place][1] === size && changed <= builtAt)
  );
}

function stampsIn(folder: string): Stamp[] {
  const agents = walkNow(join(folder, "agents"))
    .filter((path) => /\.md$/i.test(path))
    .map((path) => `agents/${path}`);
  const paths = [...agents, ROUTING_PATH, `references/${ROUTER_MODEL_FILE}`];
  return paths.flatMap((path): Stamp[] => {
    const stats = statNow(join(folder, path));
    return stats === undefined ? [] : [[path, stats.size, stats.mtimeMs]];
  });
}

/** The text of a packed file; undefined where there is none, or it is damaged. */
function unpacked(path: string): string | undefined {
  const bytes = readBytesNow(path);
  try {
    return bytes === undefined ? undefined : brotliDecompressSync(bytes).toString();
  } catch {
    return undefined;
  }
}

function readCache(text: string | undefined): RouterCache | undefined {
  const parsed = text === undefined ? undefined : parseJson(text);
  return parsed?.ok === true && isCache(parsed.value) ? parsed.value : undefined;
}

function isCache(value: unknown): value is RouterCache {
  return isRecord(value) && value["schema"] === ROUTER_CACHE_SCHEMA && Array.isArray(value["stamps"]) && isRecord(value["team"]);
}

async function compileNow(folders: readonly string[], stamps: readonly Stamp[]): Promise<RouterCache> {
  const [{ loadTeam }, { compileTeam }] = await Promise.all([import("../team/load-team.ts"), import("../team/route/compile-team.ts")]);
  const under = (name: string): string[] => folders.map((folder) => join(folder, name));
  const team = await loadTeam(under("agents"), { references: under("references") });
  const warnings = team.report.failed.map(({ path, line, reason }) => `${path}:${line}: not loaded: ${reason}`);
  return { schema: ROUTER_CACHE_SCHEMA, stamps, warnings, team: compileTeam(team) };
}
