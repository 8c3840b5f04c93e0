import { join } from "node:path";
import { routeByModel, UNSURE } from "../../app/route-by-model.ts";
import type { RouterPlace } from "../../app/route-team.ts";
import { readEnvironment } from "../../config/environment.ts";
import { workspaceAt } from "../../config/workspace.ts";
import { resolveModel } from "../../llm/aliases.ts";
import { anthropicModel } from "../../llm/anthropic.ts";
import { hostAsked } from "../../llm/base-url.ts";
import type { RouteRequest } from "../../team/route/judge.ts";
import type { Route } from "../../team/route/route.ts";
import type { RouteIndex } from "../../team/route/route-index.ts";
import type { Io } from "../io.ts";
import { logTo } from "../wire.ts";
import type { RouteFlags } from "./route-flags.ts";

/**
 * Asks the language model of --llm, ECHO_LLM or echo.yaml where the router is unsure; says on stderr what leaves the machine. Without a
 * name or a key nothing is asked. Throws UserError for a name that is no model, ModelError where the call fails.
 */
export async function breakTie(
  request: RouteRequest,
  answer: Route,
  index: RouteIndex,
  place: RouterPlace,
  flags: RouteFlags,
  io: Io,
): Promise<Route> {
  const { apiKey, authToken, baseUrl, llm: fromEnvironment } = readEnvironment(io.env);
  const { workspace } = place;
  const config = workspace === undefined ? undefined : (await workspaceAt(workspace.own, place.packageRoot)).config;
  const llm = flags.llm ?? fromEnvironment ?? config?.llm;
  if (llm === undefined || llm === "off") return answer;
  const modelId = resolveModel(llm, config?.models);
  const log = logTo(io);
  if (apiKey === undefined && authToken === undefined) {
    if (flags.llm !== undefined) log.info("No ANTHROPIC_API_KEY: the router decides alone.");
    return answer;
  }
  if (answer.confidence >= UNSURE) return answer;
  const host = hostAsked(baseUrl);
  log.info(`Unsure: asking ${modelId} at ${host}, which gets the request as written and what the nearest agents do.`);
  const model = anthropicModel({ apiKey, authToken, baseUrl, log });
  return routeByModel(request, answer, index, { model, modelId, cache: cacheFolder(place, io), signal: io.signal });
}

/** The workspace's own folder, else the user's cache. */
function cacheFolder({ workspace }: RouterPlace, { env }: Io): string | undefined {
  if (workspace !== undefined) return join(workspace.root, ".echo", "routes");
  const home = env["XDG_CACHE_HOME"] ?? (env["HOME"] === undefined ? undefined : join(env["HOME"], ".cache"));
  return home === undefined || home === "" ? undefined : join(home, "echo-cs", "routes");
}
