import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contradiction } from "../../src/team/contradiction.ts";
import { loadReferences } from "../../src/team/load-references.ts";
import { loadSkill } from "../../src/team/load-skill.ts";
import { parseReferences, type ReferenceEntry } from "../../src/team/reference.ts";
import { searchReferences } from "../../src/team/search-references.ts";

const ROOT = join(import.meta.dirname, "../..");
const TEXT = `# Knots

## KN-01 Tie before you sail
- **When**: Leaving the berth.
- **Fix**: Tie it twice,
  then look again.
- **Intents**: sailing, safety
- **Contradicts**: sail with a loose rope | untie everything at sea

## Two strands
- **Fix**: Splice: do not knot.

## About
Only words.
`;
let shipped: ReferenceEntry[];
beforeAll(async () => {
  shipped = await loadReferences(join(ROOT, "references"));
});

describe("references", () => {
  it("reads entries with their fields; a heading without bullets is text", () => {
    expect(parseReferences(TEXT, "knots.md")).toEqual([
      {
        id: "KN-01",
        title: "Tie before you sail",
        file: "knots.md",
        fields: {
          when: "Leaving the berth.",
          fix: "Tie it twice, then look again.",
          intents: "sailing, safety",
          contradicts: "sail with a loose rope | untie everything at sea",
        },
        intents: ["sailing", "safety"],
        contradicts: ["sail with a loose rope", "untie everything at sea"],
        line: 3,
      },
      {
        id: "two-strands",
        title: "Two strands",
        file: "knots.md",
        fields: { fix: "Splice: do not knot." },
        intents: [],
        contradicts: [],
        line: 10,
      },
    ]);
  });

  it("lets a later folder replace an entry by id", async () => {
    const own = await mkdtemp(join(tmpdir(), "refs-"));
    const first = shipped[0];
    await writeFile(join(own, "mine.md"), `## ${first?.id ?? ""} Ours\n- **Fix**: our way\n`);
    const both = await loadReferences([join(ROOT, "references"), own, join(own, "none")]);
    expect(both).toHaveLength(shipped.length);
    expect(both[0]).toMatchObject({ title: "Ours", file: "mine.md" });
  });

  it("ships entries with unique ids, a fix, and telling contradictions", () => {
    expect(shipped.length).toBeGreaterThan(30);
    expect(new Set(shipped.map((entry) => entry.id)).size).toBe(shipped.length);
    for (const entry of shipped) expect(entry.fields["fix"], entry.id).toBeDefined();
  });

  it("finds by intent, file and words, best first", () => {
    const found = searchReferences(shipped, { text: "champion leaves", intent: "churn", file: "sharp_edges" }, 3);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.title.toLowerCase()).toContain("champion");
    expect(found.every((entry) => entry.file === "sharp_edges.md" && entry.intents.includes("churn"))).toBe(true);
    expect(searchReferences(shipped, { text: "zyzzyva" }, 3)).toEqual([]);
    expect(searchReferences(shipped, {}, 2)).toEqual(shipped.slice(0, 2));
  });

  it("tells which entry a request goes against", () => {
    const entries = parseReferences(TEXT, "knots.md");
    const against = (request: string): string | undefined => contradiction(entries, request)?.id;
    expect(against("Can we sail with a very loose rope today?")).toBe("KN-01");
    expect(against("Untie everything while out at sea")).toBe("KN-01");
    expect(against("Never sail with a loose rope")).toBeUndefined();
    expect(against("Let's not sail with a loose rope")).toBeUndefined();
    expect(against("Is it wrong to sail with a loose rope?")).toBeUndefined();
    expect(against("The rope is loose, and tomorrow the others will go out with us to sail")).toBeUndefined();
    expect(against("How do I tie a rope?")).toBeUndefined();
  });

  it("hears each shipped contradiction in its own entry, or in one that says the same", () => {
    const deaf = shipped.flatMap((entry) =>
      entry.contradicts
        .filter((phrase) => contradiction([entry], `Let's ${phrase}`) === undefined)
        .map((phrase) => `${entry.id}: ${phrase}`),
    );
    expect(deaf.length / shipped.flatMap((entry) => entry.contradicts).length).toBeLessThan(0.1);
  });
});

describe("loadSkill", () => {
  it("reads the shipped skill and what it is grounded in", async () => {
    const skill = await loadSkill(join(ROOT, "skills/customer-success"));
    expect(skill).toMatchObject({ name: "customer-success", warnings: [] });
    expect(skill.references).toEqual(expect.arrayContaining(["patterns.md", "sharp_edges.md", "validations.md"]));
    await expect(loadSkill(join(ROOT, "skills/none"))).rejects.toMatchObject({ code: "file-missing" });
  });
});

describe("a request that goes against an entry", () => {
  it.each([
    ["Same e-mail blast to everyone", "PT-01"],
    ["Send the same email blast to everyone regardless of tier", "PT-01"],
    ["let's blast the same message to all customers", "PT-01"],
    ["I want one identical newsletter for the entire base, the same for each customer", "PT-01"],
    ["Draft a mass e-mail to everybody about the new release", "PT-01"],
    ["Everyone should get the same mail", "PT-01"],
    ["please treat all our clients the same", "PT-01"],
    ["can we skip the kickoff call this time?", "PT-03"],
    ["do the kickoff next month", "PT-03"],
  ])("%s: %s", (request, id) => {
    expect(contradiction(shipped, request)?.id).toBe(id);
  });

  it.each([
    "why is Acme churning?",
    "Do not send the same email to everyone",
    "Why did everyone get the same email from us?",
    "which customers did not answer the email?",
    "Draft an email to each champion about their own open tickets",
    "what is our NRR this quarter?",
    "How do I plan a kickoff call?",
    "Which accounts are at risk of leaving?",
    "Write a renewal message for Globex",
    "prepare the QBR for Initech",
  ])("is not heard in: %s", (request) => {
    expect(contradiction(shipped, request)?.id).toBeUndefined();
  });
});
