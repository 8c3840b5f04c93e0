import { describe, expect, it } from "vitest";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { remembered } from "../../../src/book/queries/remembered.ts";
import { shippedKnowledge } from "./knowledge.ts";

type Known = Pick<QueryContext, "book" | "knowledge">;
const nothing = (): Promise<never> => Promise.reject(new Error("nobody asks it"));
const KNOWLEDGE = await shippedKnowledge();
const context = (): Known => ({
  book: { snapshot: "one", timeZone: "UTC", currency: "USD", company: "", rows: nothing, columns: nothing, close: () => {} },
  knowledge: { ...KNOWLEDGE },
});

describe("remembered", () => {
  it("makes an answer once for each book, knowledge and key", () => {
    const made: string[] = [];
    const memory = remembered<string>();
    const ask = (known: Known, key: string, name: string): string => memory(known, key, () => (made.push(name), name));
    const [one, other] = [context(), context()];
    expect(ask(one, "a", "first")).toBe("first");
    expect(ask(one, "a", "again")).toBe("first");
    expect(ask(one, "b", "key")).toBe("key");
    expect(ask({ ...one, knowledge: other.knowledge }, "a", "knowledge")).toBe("knowledge");
    expect(ask({ ...one, book: other.book }, "a", "book")).toBe("book");
    expect(ask(one, "a", "again")).toBe("first");
    expect(made).toEqual(["first", "key", "knowledge", "book"]);
  });

  it("keeps memories apart", () => {
    const [known, memory, another] = [context(), remembered<number>(), remembered<number>()];
    expect([memory(known, "a", () => 1), another(known, "a", () => 2), memory(known, "a", () => 3)]).toEqual([1, 2, 1]);
  });
});
