import type { RouteAccount } from "../../app/route-accounts.ts";
import type { RouterPlace } from "../../app/route-team.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { RouteRequest } from "../../team/route/judge.ts";
import type { RouteIndex } from "../../team/route/route-index.ts";
import { type Route, routeBy } from "../../team/route/route.ts";
import type { Io } from "../io.ts";
import type { RouteFlags } from "./route-flags.ts";

/** Prints who should take one request. */
export async function runRequest(
  text: string,
  accounts: readonly RouteAccount[],
  index: RouteIndex,
  place: RouterPlace,
  flags: RouteFlags,
  io: Io,
): Promise<ExitCode> {
  const account = accounts.length === 0 ? undefined : (await import("../../app/route-accounts.ts")).accountIn(text, accounts);
  const request: RouteRequest = { text, files: flags.file, account };
  const answer = await settled(request, routeBy(request, index), index, place, flags, io);
  const explained = flags.explain === true ? (await import("../../team/route/explain.ts")).explain(request, index) : undefined;
  if (flags.json === true) io.stdout(`${JSON.stringify(explained === undefined ? answer : { ...answer, explained }, null, 2)}\n`);
  else {
    const [{ renderRoute }, { lightPaintFor }] = await Promise.all([import("../render/render-route.ts"), import("./light-paint.ts")]);
    io.stdout(renderRoute(answer, { paint: await lightPaintFor(io), width: io.width, lanes: index.lanes, explained }));
  }
  return EXIT.ok;
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
  if (flags.model === false || (flags.llm === undefined && !hasKey)) return answer;
  const { breakTie } = await import("./route-tie-break.ts");
  return breakTie(request, answer, index, place, flags, io);
}
