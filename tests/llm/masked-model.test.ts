import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskedModel } from "../../src/llm/masked-model.ts";
import { masker } from "../../src/llm/masker.ts";
import type { ModelRequest } from "../../src/llm/model.ts";
import { ScriptedModel, toolUse } from "../../src/llm/scripted.ts";

const PEOPLE = ["Dana Reyes", "Jo Park"];
const SECRETS = ["Dana Reyes", "dana.reyes@acme.example", "+49 30 1234567", "(030) 123 4567"];

describe("masker", () => {
  it("hides people, mail addresses and telephone numbers, and brings them back", () => {
    const { mask, unmask } = masker(PEOPLE);
    const text = `Ask ${SECRETS.join(", ")}; not 2026-11-14 to 2026-12-14, $118,800, ticket 4711, danareyes.`;
    const masked = mask(text);
    for (const secret of SECRETS) expect(masked).not.toContain(secret);
    expect(masked).toContain("not 2026-11-14 to 2026-12-14, $118,800, ticket 4711, danareyes.");
    expect(unmask(masked)).toBe(text);
    expect(masker(PEOPLE).mask(text)).toBe(masked);
  });

  it("hides payment cards, and no other long number", () => {
    const { mask, unmask } = masker([]);
    const text = "4111 1111 1111 1111, 4111-1111-1111-1111, 4111111111111111, 3782 822463 10005";
    expect(mask(text)).toMatch(/^(?:\[card-[0-9a-f]{8}\](?:, )?){4}$/u);
    expect(unmask(mask(text))).toBe(text);
    const others = "4111 1111 1111 1112, 1700000000001, 2026-11-14 2026-12-14, 12345";
    expect(mask(others)).toBe(others);
  });

  it("hides keys and passwords for good, and not even by a hash", () => {
    const { mask, unmask } = masker([]);
    const masked = mask("password: Hunter2! and sk-ant-api03-abcdefghijkl");
    expect(masked).toBe("password: [secret] and [secret]");
    expect(unmask(masked)).toBe(masked);
  });

  it("is its own inverse on any text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...SECRETS, " ", "[", "[person-"), fc.string()), { maxLength: 12 }), (parts) => {
        const { mask, unmask } = masker(PEOPLE);
        expect(unmask(mask(parts.join("")))).toBe(parts.join(""));
      }),
    );
  });
});

describe("maskedModel", () => {
  const request: ModelRequest = {
    model: "m",
    system: [{ text: "Champion: Dana Reyes" }],
    messages: [
      { role: "user", content: [{ type: "text", text: "Who is Dana Reyes?" }] },
      { role: "assistant", content: [toolUse("accounts", { search: "Dana Reyes" })] },
      { role: "user", content: [{ type: "tool_result", toolUseId: "toolu_accounts", content: "dana.reyes@acme.example", isError: false }] },
    ],
    tools: [],
    maxTokens: 10,
  };

  it("sends no personal data and gives back the real names, streamed ones too", async () => {
    const hidden = masker(PEOPLE);
    const token = hidden.mask("Dana Reyes");
    const inner = new ScriptedModel({ content: [{ type: "text", text: `[x] ${token} left [` }, toolUse("accounts", { search: [token] })] });
    const pieces: string[] = [];
    const reply = await maskedModel(inner, hidden).complete(request, { onText: (piece) => void pieces.push(piece) });
    expect(JSON.stringify(inner.calls)).not.toMatch(/Dana|acme\.example/u);
    expect(reply.content).toMatchObject([{ text: "[x] Dana Reyes left [" }, { input: { search: ["Dana Reyes"] } }]);
    expect(pieces.join("")).toBe("[x] Dana Reyes left [");
    expect(pieces.every((piece) => !piece.includes("[person"))).toBe(true);
  });
});
