import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTeam } from "../../src/team/load-team.ts";
import { compileTeam } from "../../src/team/route/compile-team.ts";
import { openIndex } from "../../src/team/route/route-index.ts";
import { route, routeBy } from "../../src/team/route/route.ts";
import type { Team } from "../../src/team/team.ts";

const ROOT = join(import.meta.dirname, "../..");
let team: Team;
beforeAll(async () => {
  team = await loadTeam([join(ROOT, "agents")]);
});
const agentFor = (text: string, files?: readonly string[]): string | null => route({ text, files }, team).agent;

describe("route", () => {
  it.each([
    ["why is Acme churning?", "account-management", "retention-specialist"],
    ["how do we renew Acme?", "customer-success", "customer-success-manager"],
    ["prepare Acme's renewal", "customer-success", "customer-success-manager"],
    ["which accounts are at risk?", "account-management", "retention-specialist"],
    ["what is our NRR?", "customer-success", "customer-success-specialist"],
    ["Acme's SSO login fails", "support", "customer-support"],
    ["SSO provisioning keeps breaking at five customers", "partners", "product-engineer"],
    ["prepare the QBR for Acme", "customer-success", "customer-success"],
    ["forecast for the coming quarter", "account-management", "account-executive"],
    ["Is there a roadmap date for bulk edit?", "partners", "product-owner"],
    ["plan a webinar with a happy customer", "partners", "marketing-manager"],
    ["draft a cold email to a logistics buyer", "sales", "sales-automator"],
    ["the buyer wants a proof of concept", "sales", "sales-engineer"],
    ["coaching for two reps who missed quota", "sales", "sales-manager"],
  ])("%s → %s / %s", (text, lane, agent) => {
    const found = route({ text }, team);
    expect(found).toMatchObject({ lane, agent });
    expect(found.reasons.length).toBeGreaterThan(0);
    expect(found.reasons.every((reason) => /^[^a-z].*\.$/su.test(reason))).toBe(true);
  });

  it.each([
    ["Kündigung von Acme", "retention-specialist"],
    ["Verlängerung mit Globex besprechen", "customer-success-manager"],
    ["Angebot mit Rabatt für Globex", "account-executive"],
    ["résiliation du contrat", "retention-specialist"],
    ["parler du renouvellement avec Globex", "customer-success-manager"],
    ["renovación de Globex", "customer-success-manager"],
    ["soporte para un usuario", "customer-support"],
  ])("understands %s", (text, agent) => {
    expect(agentFor(text)).toBe(agent);
  });

  it.each(["renew", "renewal", "renewals", "renewing", "Renewed"])("knows the form “%s”", (form) => {
    expect(agentFor(`${form} with Acme`)).toBe("customer-success-manager");
  });

  it.each([
    "what's the weather like tomorrow",
    "write a poem about autumn",
    "how long do I cook rice",
    "a python script that renames photos",
    "who won the football world cup",
    "",
    "???",
    "tell me a joke about renewals",
  ])("leaves “%s” alone", (text) => {
    expect(route({ text }, team)).toMatchObject({ lane: "none", agent: null });
    expect(route({ text }, team).reasons).toHaveLength(1);
  });

  it("goes by the file where the words say nothing", () => {
    const found = route({ text: "have a look please", files: ["work/qbr/acme-q3.pptx"] }, team);
    expect(found).toMatchObject({ agent: "customer-success", lane: "customer-success" });
    expect(found.reasons[0]).toBe("The file “work/qbr/acme-q3.pptx” matches customer-success's pattern qbr/*.");
    expect(agentFor("what do you think?", ["renewals/acme.md"])).toBe("customer-success-manager");
    expect(agentFor("what do you think?", ["holiday/photo.jpg"])).toBeNull();
  });

  it("says why in words that a person would use", () => {
    expect(route({ text: "prepare Acme's renewal" }, team).reasons[0]).toBe(
      "“renewal” is one of customer-success-manager's trigger words.",
    );
    expect(route({ text: "Kündigung von Acme" }, team).reasons[0]).toBe(
      "“Kündigung” means cancel, which is one of retention-specialist's trigger words.",
    );
    expect(route({ text: "write a poem" }, team).reasons).toEqual(["It is about “poem”, which is none of the team's business."]);
  });

  it("pulls retention-specialist in for a red account, and not for a green one", () => {
    const text = "what is going on here?";
    expect(route({ text, account: { name: "Acme", tier: "red" } }, team)).toMatchObject({
      agent: "retention-specialist",
      reasons: ["The account is red, which pulls in retention-specialist."],
    });
    expect(route({ text, account: { name: "Acme", tier: "green" } }, team).agent).toBe("customer-success");
    const renewal = route({ text: "how do we renew Acme?", account: { name: "Acme", tier: "red" } }, team);
    expect([renewal.agent, ...renewal.alternatives.map(({ agent }) => agent)]).toContain("retention-specialist");
  });

  it("takes an account's name for a name", () => {
    expect(route({ text: "How is Zanzibar Quokka doing?", account: { name: "Zanzibar Quokka", tier: null } }, team).agent).toBe(
      "customer-success",
    );
    const found = route({ text: "Tell me about Acme", account: { name: "Acme", tier: "yellow" } }, team);
    expect(found).toMatchObject({
      agent: "customer-success",
      reasons: ["It says little more than an account's name, and customer-success looks after any account."],
    });
    expect(route({ text: "write a poem about Acme", account: { name: "Acme", tier: "yellow" } }, team).agent).toBeNull();
  });

  it("routes by the Markdown alone: an edited keyword moves a request", () => {
    const moved: Team = {
      ...team,
      agents: team.agents.map((agent) =>
        agent.name === "product-owner" ? { ...agent, triggers: { ...agent.triggers, keywords: ["flux capacitor"] } } : agent,
      ),
    };
    expect(agentFor("the flux capacitor of a customer")).not.toBe("product-owner");
    expect(route({ text: "the flux capacitor of a customer" }, moved).agent).toBe("product-owner");
  });

  it("routes within any team, also one without charter, words or members", async () => {
    const harbour = await loadTeam([join(ROOT, "tests/fixtures/agents/team")], { references: [] });
    expect(route({ text: "a berth for the night" }, harbour)).toMatchObject({ lane: "berths", agent: "berth-planner" });
    const nobody = await loadTeam([], { references: [] });
    expect(route({ text: "why is Acme churning?" }, nobody)).toMatchObject({ lane: "none", agent: null, alternatives: [] });
  });

  it("finds most of the agents' own examples when each is left out in turn", () => {
    const held = team.agents.flatMap((agent) => agent.examples.filter((_, place) => place % 6 === 0).map((text) => ({ agent, text })));
    const right = held.filter(({ agent, text }) => {
      const without = { ...agent, examples: agent.examples.filter((example) => example !== text) };
      return route({ text }, { ...team, agents: team.agents.map((other) => (other === agent ? without : other)) }).agent === agent.name;
    });
    expect(right.length / held.length).toBeGreaterThan(0.5);
  });

  it("names who takes the second thing of a request afterwards", () => {
    const found = route({ text: "prepare the QBR for Acme, and then a quote for 40 more seats" }, team);
    expect(found).toMatchObject({ agent: "customer-success", follow_up: { agent: "account-executive", lane: "account-management" } });
    expect(found.follow_up?.request).toBe("a quote for 40 more seats");
    expect(route({ text: "prepare the QBR for Acme, and then the agenda of the QBR" }, team).follow_up).toBeNull();
    expect(route({ text: "cook rice, and then bake a cake" }, team).follow_up).toBeNull();
  });

  it.each([
    ["le client veut résilier et ne répond plus", "account-management"],
    ["die Nutzer können sich nicht mehr anmelden", "support"],
    ["un cuestionario de seguridad del prospecto", "sales"],
    ["Fallstudie mit einem zufriedenen Kunden schreiben", "partners"],
    ["préparer la revue trimestrielle avec le client", "customer-success"],
  ])("finds the lane of “%s”", (text, lane) => {
    expect(route({ text }, team).lane).toBe(lane);
  });

  it("takes case, accents' spelling and blanks for nothing", () => {
    const plain = route({ text: "Verlängerung mit dem Kunden besprechen" }, team);
    for (const text of ["  verlängerung   mit dem KUNDEN\tbesprechen ", "Verla\u0308ngerung mit dem Kunden besprechen"])
      expect(route({ text }, team)).toMatchObject({ agent: plain.agent, lane: plain.lane });
  });

  it("takes the best agent of the likeliest lane, though a single agent elsewhere is a little likelier", () => {
    const member = (name: string, lane: string, keyword: string): Team["agents"][number] => {
      const [agent] = team.agents;
      if (agent === undefined) throw new TypeError("a team without agents");
      const triggers = { keywords: [keyword], files: [], contexts: [] };
      return { ...agent, name, lane, aliases: [], description: "", summary: "", examples: [], handoffs: [], triggers };
    };
    const agents = [
      member("purser", "office", "cargo papers"),
      member("hull-surveyor", "yard", "hull survey"),
      member("rigger", "yard", "rigging survey"),
    ];
    const crew: Team = { ...team, charter: undefined, routerModel: undefined, agents };
    expect(route({ text: "hull survey or rigging survey or cargo papers" }, crew).lane).toBe("yard");
    expect(route({ text: "cargo papers" }, crew).lane).toBe("office");
  });

  it("does not depend on the order of the agents' files", () => {
    const turned: Team = { ...team, agents: [...team.agents].reverse() };
    for (const text of ["why is Acme churning?", "a quote for 20 seats", "does it sync with SAP?"])
      expect(route({ text }, turned)).toMatchObject({ agent: route({ text }, team).agent, confidence: route({ text }, team).confidence });
  });

  it("is total and deterministic; confidences are shares", () => {
    const copy = openIndex(compileTeam(team), team.routerModel);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.lorem(), fc.string({ unit: "grapheme" })),
        fc.array(fc.string(), { maxLength: 3 }),
        (text, files) => {
          const found = route({ text, files }, team);
          expect(routeBy({ text, files }, copy)).toEqual(found);
          for (const { confidence } of [found, ...found.alternatives]) {
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
          }
          expect(found.agent === null).toBe(found.lane === "none");
          expect(found.alternatives.map(({ agent }) => agent)).not.toContain(found.agent);
        },
      ),
      { numRuns: 150 },
    );
  });
});
