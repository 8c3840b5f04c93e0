import { describe, expect, it } from "vitest";
import { askedModel } from "../../src/cli/commands/asked-model.ts";
import { UserError } from "../../src/core/errors.ts";

describe("the model that an option asks", () => {
  it("is the option's, else the environment's, else that of echo.yaml, else the usual", () => {
    expect(askedModel("--assist", "opus", { llm: "haiku" }, { llm: "sonnet" })).toBe("opus");
    expect(askedModel("--assist", undefined, { llm: "haiku" }, { llm: "sonnet" })).toBe("haiku");
    expect(askedModel("--assist", undefined, { llm: undefined }, { llm: "sonnet" })).toBe("sonnet");
    expect(askedModel("--assist", undefined, { llm: undefined }, {})).toBeUndefined();
    expect(askedModel("--assist", "opus", { llm: "off" }, { llm: "off" })).toBe("opus");
  });

  it.each([
    ["--llm off", "off", undefined, {}],
    ["ECHO_LLM=off", undefined, "off", {}],
    ["llm: off", undefined, undefined, { llm: "off" }],
    ["model: off", "opus", undefined, { model: "off" as const }],
  ])("is refused by %s", (_, wished, llm, config) => {
    const ask = (): unknown => askedModel("--polish", wished, { llm }, config);
    expect(ask).toThrow(UserError);
    expect(ask).toThrow("--polish asks a language model, and that is switched off by --llm off, ECHO_LLM or echo.yaml.");
  });
});
