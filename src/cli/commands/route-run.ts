import type { RouteAccount } from "../../app/route-accounts.ts";
import { openRouter, type RouterPlace } from "../../app/route-team.ts";
import type { Answer } from "../../app/route.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { clean } from "../../core/text.ts";
import { type Route, routeBy, type RouteRequest } from "../../team/route/route.ts";
import type { RouteIndex } from "../../team/route/route-index.ts";
import type { Io } from "../io.ts";
import type { RoutePaint } from "../render/render-route.ts";
import { routerPlace } from "./route-place.ts";

export interface RouteFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly file: readonly string[];
  /** A commit, or true for the last one. */
  readonly changed?: string | true;
  readonly llm?: string;
  readonly model?: boolean;
}

// Everything that this file imports is loaded at every start: what only some requests need is imported where they need it.

/** Runs `route` and prints who should take the request; with `-`, one line for every line of standard input. Exit 3 where lines were broken. */
export async function runRoute(text: string, flags: RouteFlags, io: Io): Promise<ExitCode> {
  const place = await routerPlace(io, flags);
  const { index, warnings } = await openRouter(place);
  for (const line of warnings) io.stderr(`warning: ${clean(line)}\n`);
  if (flags.changed !== undefined) return runChanged(flags.changed, (flags.directory === undefined ? undefined : place.workspace?.root) ?? io.cwd, index, flags, io);
  const accounts = await accountsOf(place, flags, io);
  if (text === "-") return routeStream(index, accounts, flags.json === true, io);
  const account = accounts.length === 0 ? undefined : (await import("../../app/route-accounts.ts")).accountIn(text, accounts);
  const request: RouteRequest = { text, files: flags.file, account };
  const answer = await settled(request, routeBy(request, index), index, place, flags, io);
  const explained = flags.explain === true ? (await import("../../team/route/explain.ts")).explain(request, index) : undefined;
  if (flags.json === true) io.stdout(`${JSON.stringify(explained === undefined ? answer : { ...answer, explained }, null, 2)}\n`);
  else {
    const { renderRoute } = await import("../render/render-route.ts");
    io.stdout(renderRoute(answer, { paint: await paintOf(io), width: io.width, lanes: index.lanes, explained }));
  }
  return EXIT.ok;
}

async function runChanged(ref: string | true, folder: string, index: RouteIndex, flags: RouteFlags, io: Io): Promise<ExitCode> {
  const [{ changedFiles }, { routeChanged }, { renderChanged }] = await Promise.all([
    import("./route-changed-files.ts"),
    import("../../app/route-changed.ts"),
    import("../render/render-route-changed.ts"),
  ]);
  const changed = await changedFiles(folder, ref);
  const answer = routeChanged(changed.ref, changed.files, index);
  io.stdout(flags.json === true ? `${JSON.stringify(answer, null, 2)}\n` : renderChanged(answer, { paint: await paintOf(io), width: io.width }));
  return EXIT.ok;
}

/** The accounts that the book knows; it is opened only where they were not remembered yet, and a book that cannot be opened is no reason to fail. */
async function accountsOf({ workspace }: RouterPlace, flags: RouteFlags, io: Io): Promise<readonly RouteAccount[]> {
  if (workspace === undefined) return [];
  const { rememberedAccounts } = await import("../../app/route-accounts.ts");
  const known = await rememberedAccounts(workspace.root);
  if (known !== undefined) return known;
  try {
    const [{ wire }, { rememberAccounts }] = await Promise.all([import("../wire.ts"), import("../../app/route-accounts-remember.ts")]);
    return await rememberAccounts(await wire(io, flags));
  } catch (error) {
    io.stderr(`warning: the book's accounts play no part: ${clean(error instanceof Error ? error.message : String(error))}\n`);
    return [];
  }
}

/** The answer, decided by a language model where the router is unsure, a model is named and there is a key. */
async function settled(
  request: RouteRequest,
  answer: Route,
  index: RouteIndex,
  place: RouterPlace,
  flags: RouteFlags,
  io: Io,
): Promise<Route> {
  const hasKey = (io.env["ANTHROPIC_API_KEY"] ?? io.env["ANTHROPIC_AUTH_TOKEN"] ?? "") !== "";
  if (flags.llm === undefined && (!hasKey || place.workspace === undefined)) return answer;
  if (flags.model === false) return answer;
  const { breakTie } = await import("./route-tie-break.ts");
  return breakTie(request, answer, index, place, flags, io);
}

async function routeStream(index: RouteIndex, accounts: readonly RouteAccount[], json: boolean, io: Io): Promise<ExitCode> {
  const [{ routeLines }, { readLines }, { renderRouteLine }] = await Promise.all([
    import("../../app/route.ts"),
    import("../read-lines.ts"),
    import("../render/render-route.ts"),
  ]);
  const answers: AsyncIterable<Answer> = routeLines(readLines(io.stdin), index, accounts);
  let broken = 0;
  for await (const answer of answers) {
    if (io.signal.aborted) return EXIT.interrupted;
    if ("error" in answer) broken += 1;
    io.stdout(json ? `${JSON.stringify(answer)}\n` : `${renderRouteLine(answer)}\n`);
  }
  if (broken > 0) io.stderr(`warning: ${broken} of the lines could not be read as {"id": …, "request": "…"}\n`);
  return broken > 0 ? EXIT.partial : EXIT.ok;
}

async function paintOf(io: Io): Promise<RoutePaint> {
  const plain = { bold: (text: string): string => text, yellow: (text: string): string => text };
  if (!io.stdoutIsTerminal && io.env["FORCE_COLOR"] === undefined) return plain;
  const { paintFor } = await import("../render/paint.ts");
  return paintFor(io);
}
