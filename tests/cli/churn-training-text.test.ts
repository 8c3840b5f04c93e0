import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { renderChurnTraining } from "../../src/cli/render/render-churn-training.ts";
import { again } from "../../src/cli/again.ts";

describe("what churn train says when it is done", () => {
  it("names the model as seen from here, and the command for the same workspace", () => {
    const report = {
      verdict: "no-signal",
      n: 100,
      positives: 10,
      unlabelled: 0,
      sampled_from: null,
      base_rate: 0.1,
      auc: 0.5,
      auc_ci: [0.4, 0.6],
      lift_at_10: 1,
      brier: 0.09,
      calibration: [],
      columns: [],
      excluded: [],
    } as const;
    const view = { paint: new Chalk({ level: 0 }), width: 100, model: "far/.echo/models/churn.json" };
    const score = again("echo-cs churn score", { directory: "far" });
    expect(renderChurnTraining({ report, source: { kind: "book", horizon: 90, days: [] } }, { ...view, score })).toContain(
      "Written to far/.echo/models/churn.json. Next: echo-cs churn score -C far",
    );
  });
});
