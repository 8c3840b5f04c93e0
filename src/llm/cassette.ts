import { join } from "node:path";
import { type EchoError, ModelError } from "../core/errors.ts";
import { makeFolder, namesIn, readText, writeTextAtomic } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../core/json.ts";
import { redactor } from "../core/secrets.ts";
import { firstDifference } from "./first-difference.ts";
import type { Masker } from "./masker.ts";

export interface CassetteChoice {
  readonly mode: "record" | "replay";
  readonly dir: string;
}

export interface CassetteOptions extends CassetteChoice {
  /** Personal data leaves the texts that are written; the same tokens come back as what they stand for. */
  readonly masker: Masker;
  /** The key or token: never written, even where a server repeats it. */
  readonly secret: string | undefined;
}

export interface Cassette {
  readonly fetch: typeof fetch;
  /** Throws ModelError where a replay has left recorded calls unplayed: the run is not the one that was recorded. */
  finish(): Promise<void>;
}

interface Track {
  readonly v: 1;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

const KEPT_HEADERS = ["content-type", "retry-after", "retry-after-ms"];

/**
 * Records every exchange with the model's host into a folder, one file each, or plays them back without any network. A file's name comes from
 * the request, scrubbed, so that calls made together find theirs in any order; a request that was never recorded is refused with what differs.
 */
export function cassette(options: CassetteOptions): Cassette {
  const played = new Map<string, number>();
  const used = new Set<string>();
  return {
    fetch: async (input, init) => {
      const request = await requestOf(input, init, options);
      const key = hash(stableJson(request), 16);
      const number = (played.get(key) ?? 0) + 1;
      played.set(key, number);
      const name = `${key}-${number}.json`;
      used.add(name);
      if (options.mode === "replay") return play(name, request, options);
      const response = await fetch(input, init);
      return record(name, request, response, options);
    },
    finish: async () => {
      if (options.mode === "record") return;
      const left = (await tracksIn(options.dir)).filter((name) => !used.has(name));
      if (left.length > 0) throw drift(`${left.length} recorded calls were not made again: ${left.slice(0, 3).join(", ")}.`, options.dir);
    },
  };
}

async function requestOf(
  input: string | URL | Request,
  init: RequestInit | undefined,
  options: CassetteOptions,
): Promise<Track["request"]> {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const parsed = parseJson(scrub(await request.clone().text(), options));
  return { method: request.method, path: scrub(url.pathname + url.search, options), body: parsed.ok ? parsed.value : null };
}

async function record(name: string, request: Track["request"], response: Response, options: CassetteOptions): Promise<Response> {
  const body = await response.text();
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((key) => (response.headers.has(key) ? [[key, response.headers.get(key) ?? ""]] : [])),
  );
  const track: Track = { v: 1, request, response: { status: response.status, headers, body: scrub(body, options) } };
  await makeFolder(options.dir);
  await writeTextAtomic(join(options.dir, name), `${JSON.stringify(track, null, 2)}\n`, 0o600);
  return new Response(body, { status: response.status, headers });
}

async function play(name: string, request: Track["request"], { dir, masker }: CassetteOptions): Promise<Response> {
  const names = await tracksIn(dir);
  if (!names.includes(name)) throw drift(await difference(request, names, dir), dir);
  const { status, headers, body } = (await readTrack(dir, name)).response;
  return new Response(masker.unmask(body), { status, headers });
}

function scrub(text: string, { masker, secret }: CassetteOptions): string {
  return masker.mask(redactor([secret])(text).replaceAll(/\bsk-[\w-]{8,}/gu, "[secret]"));
}

/** What differs between a request and the recorded one that is most like it. */
async function difference(request: Track["request"], names: readonly string[], dir: string): Promise<string> {
  const text = stableJson(request);
  let nearest: { readonly request: Track["request"]; readonly shared: number } | undefined;
  for (const name of names) {
    const recorded = (await readTrack(dir, name)).request;
    const shared = sharedLength(text, stableJson(recorded));
    if (nearest === undefined || shared > nearest.shared) nearest = { request: recorded, shared };
  }
  if (nearest === undefined) return "Nothing is recorded there.";
  const found = firstDifference(nearest.request.body, request.body) ?? firstDifference(nearest.request, request);
  return found === undefined ? "It was recorded fewer times than it is made." : `It differs from what was recorded at ${found}.`;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

async function tracksIn(dir: string): Promise<string[]> {
  return (await namesIn(dir)).filter((name) => /^[0-9a-f]{16}-\d+\.json$/u.test(name));
}

async function readTrack(dir: string, name: string): Promise<Track> {
  const parsed = parseJson(await readText(join(dir, name)));
  if (parsed.ok && isTrack(parsed.value)) return parsed.value;
  throw new ModelError({
    code: "cassette-invalid",
    message: `${name} is no recorded call.`,
    fix: "Record it again with --record.",
    place: { file: join(dir, name) },
  });
}

function isTrack(value: unknown): value is Track {
  return (
    isRecord(value) &&
    value["v"] === 1 &&
    isRecord(value["request"]) &&
    isRecord(value["response"]) &&
    typeof value["response"]["body"] === "string"
  );
}

function drift(what: string, dir: string): EchoError {
  return new ModelError({
    code: "cassette-drift",
    message: `The run is not the one that was recorded in ${dir}. ${what}`,
    fix: "If the change is meant, record anew: delete the folder and run with --record.",
  });
}
