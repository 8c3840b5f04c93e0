import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { briefPreview } from "../../../src/run/model/preview.ts";

const brief = {
  headline: 'Logins fell {F1|pct}: "no" \\ ü',
  findings: [
    { kind: "cause", statement: "One, two: {F2}", facts: ["F1", "what"] },
    { kind: "gap", statement: "Three\\", facts: [] },
  ],
  actions: [{ what: "Call", owner: "x", due_in_days: 3, why: ["headline"] }],
  unknowns: [{ what: "who" }],
  references: ["statement", "what"],
};
const items = [
  { where: "headline", template: brief.headline },
  { where: "findings[0]", template: "One, two: {F2}" },
  { where: "findings[1]", template: "Three\\" },
  { where: "actions[0]", template: "Call" },
];

describe("briefPreview", () => {
  it("gives the same sentences however the text is cut", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(400), { maxLength: 30 }), (pretty, cuts) => {
        const text = `Sure: ${pretty ? JSON.stringify(brief, null, 2) : JSON.stringify(brief)} bye`;
        const read = briefPreview();
        const edges = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        expect(edges.slice(1).flatMap((edge, index) => read(text.slice(edges[index], edge)))).toEqual(items);
      }),
    );
  });

  it("gives a sentence as soon as it ends", () => {
    const read = briefPreview();
    expect(read('{"headline":"Logi')).toEqual([]);
    expect(read('ns"')).toEqual([{ where: "headline", template: "Logins" }]);
  });

  it("never throws", () => {
    const pieces = fc.array(fc.constantFrom("{", "}", "[", "]", '"', ":", ",", "\\", "u12", "headline", " "));
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(briefPreview()(parts.join(""))).toBeInstanceOf(Array);
      }),
    );
  });
});
