import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { routeChanged } from "../../src/app/route-changed.ts";
import { compileTeam } from "../../src/team/route/compile-team.ts";
import { openIndex } from "../../src/team/route/route-index.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { join } from "node:path";

const team = await loadTeam([join(import.meta.dirname, "../../agents")]);
const index = openIndex(compileTeam(team), undefined);

describe("routeChanged", () => {
  it("puts each file under the agent whose pattern matches it", () => {
    const { files, routes, unmatched } = routeChanged(
      "HEAD",
      ["qbr/acme.pptx", "renewals/b.md", "renewals/a.md", "src/x.ts", "qbr/acme.pptx"],
      index,
    );
    expect(files).toBe(4);
    expect(routes).toEqual([
      { agent: "customer-success", lane: "customer-success", files: [{ file: "qbr/acme.pptx", pattern: "qbr/*" }] },
      {
        agent: "customer-success-manager",
        lane: "customer-success",
        files: [
          { file: "renewals/a.md", pattern: "renewals/*" },
          { file: "renewals/b.md", pattern: "renewals/*" },
        ],
      },
    ]);
    expect(unmatched).toEqual(["src/x.ts"]);
  });

  it("loses no file and names none twice, whatever their order", () => {
    const path = fc.constantFrom("qbr/a", "poc/b.md", "x/y.txt", "churn-2026.csv", "tickets/1.json", "README.md");
    fc.assert(
      fc.property(fc.array(path), (files) => {
        const found = routeChanged("main", files, index);
        const told = [...found.routes.flatMap((each) => each.files.map(({ file }) => file)), ...found.unmatched];
        expect(told.sort()).toEqual([...new Set(files)].sort());
        expect(routeChanged("main", [...files].reverse(), index)).toEqual(found);
      }),
    );
  });
});
