import type { Environment } from "../config/environment.ts";
import type { Variables } from "../book/sources/source-address.ts";
import type { Workspace } from "../config/workspace.ts";
import type { Clock } from "../core/clock.ts";
import type { EchoError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { checkExports, checkSnapshot } from "./doctor-book.ts";
import { checkKey, checkModels } from "./doctor-model.ts";
import { checkReferences, checkTeam } from "./doctor-practice.ts";
import { type Check, failed } from "./doctor-check.ts";
import { checkSources } from "./doctor-sources.ts";
import { checkSharing } from "./doctor-sharing.ts";
import type { Git } from "./git-sharing.ts";

export interface DoctorInput {
  /** The workspace, or why there is none. */
  readonly workspace: Workspace | EchoError;
  /** Where the team is read from without a workspace. */
  readonly shipped: { readonly agents: readonly string[]; readonly references: readonly string[] };
  readonly environment: Environment;
  readonly clock: Clock;
  /** git, run in the workspace. */
  readonly git: Git;
  /** What is to be said of the queue's database; nothing where none is set. */
  readonly queue: () => Promise<readonly Check[]>;
  readonly log: Log;
  /** 22.1.0 */
  readonly nodeVersion: string;
  /** Whether the network may be used. */
  readonly online: boolean;
  /** Variables of the environment, in which the addresses of sources are. */
  readonly variables?: Variables;
  readonly signal?: AbortSignal | undefined;
}

const OLDEST_NODE = [20, 19] as const;

/** Checks the set-up, from the program outwards. Never throws for what is wrong with it. */
export async function runChecks(input: DoctorInput): Promise<Check[]> {
  const workspace = "root" in input.workspace ? input.workspace : undefined;
  const folders = workspace ?? input.shipped;
  return [
    checkNode(input.nodeVersion),
    ...checkWorkspace(input.workspace),
    ...(workspace === undefined ? [] : [await checkExports(workspace), await checkSnapshot(workspace, input.clock)]),
    ...(workspace === undefined ? [] : await checkSources({ ...input, workspace }, input.variables ?? {}, input.online)),
    ...(await input.queue()),
    ...(workspace === undefined ? [] : await checkSharing(workspace, input.git)),
    await checkTeam(folders),
    await checkReferences(folders),
    checkKey(input.environment),
    ...(input.online ? [await checkModels(input.environment, workspace?.config.models, input.log, input.signal)] : []),
  ];
}

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    name: "node",
    status: isNewEnough ? "ok" : "fail",
    detail: `Node ${version}`,
    fix: isNewEnough ? null : `Install Node ${OLDEST_NODE.join(".")} or newer.`,
  };
}

function checkWorkspace(workspace: Workspace | EchoError): Check[] {
  if ("root" in workspace) {
    const config = workspace.configPath === undefined ? "no echo.yaml: the defaults hold" : workspace.configPath;
    return [
      {
        name: "workspace",
        status: "ok",
        detail: workspace.demo ? `the example; files go to ${workspace.root}` : workspace.root,
        fix: null,
      },
      { name: "config", status: "ok", detail: config, fix: null },
    ];
  }
  const { code, message, fix } = workspace.detail;
  if (code === "no-workspace") return [{ name: "workspace", status: "warn", detail: message, fix: fix ?? null }];
  return [failed(code === "no-folder" ? "workspace" : "config", workspace)];
}
