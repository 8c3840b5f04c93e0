import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { whoOwns } from "../../src/app/who.ts";
import { loadTeam } from "../../src/team/load-team.ts";

describe("a wish for money back", () => {
  it("is the account executive's, whatever made the customer ask", async () => {
    const root = join(import.meta.dirname, "../..");
    const team = await loadTeam([join(root, "agents")], { references: [join(root, "references")] });
    expect(whoOwns("a customer wants a refund for last week's outage", team)).toMatchObject({
      agent: "account-executive",
      rule: { id: "authority-money" },
    });
    expect(whoOwns("there is an outage at four customers", team)).toMatchObject({ agent: "product-engineer" });
  });
});
