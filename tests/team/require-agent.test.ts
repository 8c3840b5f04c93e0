import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { requireAgent } from "../../src/team/require-agent.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { join } from "node:path";

const team = await loadTeam([join(ROOT, "agents")], { references: [join(ROOT, "references")] });

function refusal(name: string): UserError["detail"] | undefined {
  try {
    requireAgent(team, name);
  } catch (error) {
    return error instanceof UserError ? error.detail : undefined;
  }
  return undefined;
}

describe("requireAgent", () => {
  it("knows names and aliases, whatever their case and with an @", () => {
    for (const name of ["account-executive", "Account-Exec", "@account-exec"])
      expect(requireAgent(team, name).name).toBe("account-executive");
  });

  it("says what may have been meant", () => {
    expect(refusal("retenion-specialist")).toMatchObject({
      code: "unknown-agent",
      found: "retenion-specialist",
      allowed: ["retention-specialist"],
      fix: "Did you mean retention-specialist?",
    });
  });

  it("lists the team where nothing is near", () => {
    const told = refusal("zzzzzzzz");
    expect(told?.allowed).toEqual(team.agents.map(({ name }) => name));
    expect(told?.fix).toContain("echo-cs agents list");
  });
});
