import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anthropicModel } from "../../../src/llm/anthropic.ts";
import { runTeam } from "../../../src/run/model/consult-team.ts";
import type { ModelRunResult } from "../../../src/run/model/model-run.ts";
import { briefJson, RULES, seat, shared, TASK } from "./samples.ts";

type Answer =
  | { content: string; usage?: { input_tokens: number; output_tokens: number } }
  | { toolCalls: { name: string; arguments: string; id: string }[] };

const call = (name: string, input: object, id: string): Answer => ({ toolCalls: [{ name, arguments: JSON.stringify(input), id }] });

describe("a run over HTTP", () => {
  let mock: LLMock;
  const log = { info: () => {}, warn: () => {} };

  beforeEach(async () => {
    mock = new LLMock({ port: 0, chunkSize: 9 });
    await mock.start();
  });
  afterEach(() => mock.stop());

  function answering(...answers: Answer[]): void {
    mock.on({ endpoint: "chat" }, () => answers.shift() ?? { content: "too many calls" });
  }

  function run(onPreview?: (line: string) => void): Promise<ModelRunResult> {
    const model = anthropicModel({ apiKey: "sk-ant-secret-1", baseUrl: mock.url, log, maxRetries: 0 });
    const show =
      onPreview === undefined
        ? {}
        : { onPreview: (item: { where: string; template: string }) => onPreview(`${item.where}: ${item.template}`) };
    return runTeam(seat("customer-success-manager"), TASK, shared(model, show), RULES);
  }

  const measured = call("facts", { metrics: ["logins_change_30d"] }, "toolu_f");

  it("calls a tool, hands off, is caught with a wrong number, and marks it after the failed repair", async () => {
    answering(
      measured,
      call(
        "handoff",
        { to: "sales-engineer", mode: "consult", reason: "technical", ask: "is the export at fault?", facts: ["F1"] },
        "toolu_h",
      ),
      { content: briefJson("The export is at fault; logins fell {F1|pct}.") },
      { content: briefJson("Logins fell 64%."), usage: { input_tokens: 900, output_tokens: 90 } },
      { content: briefJson("Logins fell by 64 percent.") },
    );
    const { parts, handoffs, stop, meter } = await run();
    expect(parts?.verification.unverified).toEqual([{ where: "headline", claim: "64 percent", reason: expect.any(String) }]);
    expect(parts?.findings[0]?.statement).toBe("Logins fell 46 %.");
    expect(handoffs).toMatchObject([{ to: "sales-engineer", complete: true }]);
    expect([stop, mock.getRequests().length]).toEqual([null, 5]);
    expect([meter.usage, meter.usd]).toEqual([{ input: 900, output: 90, cacheRead: 0, cacheWrite: 0 }, (900 * 0.1 + 90 * 0.5) / 1e6]);
    expect(JSON.stringify(mock.getLastRequest()?.body)).toContain("64%");
  });

  it("streams: sentences appear while the answer is being written", async () => {
    answering(measured, { content: briefJson("Logins fell {F1|pct}.") });
    const lines: string[] = [];
    const { parts } = await run((line) => void lines.push(line));
    expect(lines).toEqual(["headline: Logins fell 46 %.", "findings[0]: Logins fell 46 %.", "actions[0]: Call the champion."]);
    expect(parts?.verification.unverified).toEqual([]);
  });

  it("reads an answer with talk around it", async () => {
    answering(measured, { content: `Gladly.\n\`\`\`json\n${briefJson("Logins fell {F1|pct}.")}\n\`\`\`` });
    expect((await run()).parts?.headline).toBe("Logins fell 46 %.");
  });

  it("fails with exit code 5 where the key is refused, also in the middle", async () => {
    answering(measured);
    mock.nextRequestError(401, { message: "bad key" });
    await expect(run()).rejects.toMatchObject({ code: "key-refused", exitCode: 5 });
    mock.prependFixture({ match: { toolCallId: "toolu_f" }, response: { error: { message: "busy" }, status: 529 } });
    await expect(run()).rejects.toMatchObject({ code: "overloaded", exitCode: 5 });
  });
});
