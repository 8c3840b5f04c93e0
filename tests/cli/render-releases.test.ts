import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { renderReleases } from "../../src/cli/render/render-releases.ts";

describe("drafts where none are written", () => {
  it("are not said to have gone to people who never asked", () => {
    const report = { features: [], days: 90, as_of: "2026-11-20", requests: 0, releases: 0 };
    const text = renderReleases(report, [], { paint: new Chalk({ level: 0 }), width: 100 });
    expect(text).toContain("The book holds no feature requests");
    expect(text).toContain("No drafts to write: nothing that shipped is known to be asked for.");
    expect(text).not.toContain("everybody who asked has been told");
  });
});
