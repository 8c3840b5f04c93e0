import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPractice } from "../../src/app/load-practice.ts";
import { findWorkspace, type Workspace } from "../../src/config/workspace.ts";
import { silentLog } from "../../src/core/log.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { route } from "../../src/team/route/route.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const HARBOUR =
  "---\nname: harbour-master\ndescription: Berths\nlane: support\ntriggers:\n  keywords: [mooring buoy]\n---\nYou assign berths.\n";
const REQUESTS = ["how do we renew Acme?", "the SSO login is broken again", "what shall I cook tonight", "prepare the QBR for Initech"];

describe("loadPractice", () => {
  let folder = "";
  let workspace: Workspace;
  beforeEach(async () => {
    folder = tempFolder();
    writeFiles(folder, { "exports/accounts.csv": "id,name\n1,Acme\n" });
    workspace = await findWorkspace({ cwd: folder, packageRoot: ROOT, dir: folder });
  });
  afterEach(() => removeFolder(folder));

  it("routes by the team that was compiled before as by the team's own files", async () => {
    const { team } = await loadPractice(workspace, silentLog);
    const whole = await loadTeam(workspace.agents, { references: workspace.references });
    for (const text of REQUESTS) expect(route({ text }, team)).toEqual(route({ text }, whole));
  });

  it("routes to a workspace's own agent, and no more once the agent is gone", async () => {
    const agentFor = async (): Promise<string | null> =>
      route({ text: "the customer needs a mooring buoy" }, (await loadPractice(workspace, silentLog)).team).agent;
    expect(await agentFor()).not.toBe("harbour-master");
    writeFiles(folder, { "agents/harbour.md": HARBOUR });
    expect(await agentFor()).toBe("harbour-master");
    expect(existsSync(join(folder, ".echo", "router.json"))).toBe(true);
    expect(await agentFor()).toBe("harbour-master");
    removeFolder(join(folder, "agents"));
    expect(await agentFor()).not.toBe("harbour-master");
  });

  it("reads words and agents itself where they do not lie as in an installed program", async () => {
    writeFiles(folder, { "apart/routing.yaml": "outside: {}\n" });
    const [, own = ""] = workspace.references;
    const { team } = await loadPractice({ ...workspace, references: [join(folder, "apart"), own] }, silentLog);
    expect(team.routerModel).toBeUndefined();
    expect(route({ text: "how do we renew Acme?" }, team).agent).not.toBeNull();
  });
});
