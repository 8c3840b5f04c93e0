import { describe, expect, it } from "vitest";
import { masked, ownWords } from "../../../src/domain/text/masked.ts";

describe("masked", () => {
  it.each([
    ["Write to mia.olsen+x@sub.acme-corp.example today", "Write to [email] today"],
    ["Card 4111 1111 1111 1111 was charged", "Card [card] was charged"],
    ["Card 4111-1111-1111-1111, or 378282246310005", "Card [card], or [card]"],
    ["Call +49 30 5557 0199 or (030) 555 0199", "Call [phone] or [phone]"],
    ["Ring me on 030 555 01 99 please", "Ring me on [phone] please"],
    ["My number is 415-555-0132.", "My number is [phone]."],
    ["IBAN DE89 3704 0044 0532 0130 00", "IBAN [account]"],
  ])("hides what is personal: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    "Ticket 49323 of 2026-11-16, order 1234567890",
    "4111 1111 1111 1112 fails its check sum",
    "We have 34,512 rows and 10,000 come out",
    "Error NS-403-02 at 12:30:45",
  ])("leaves figures that are none: %s", (text) => {
    expect(masked(text)).toBe(text);
  });

  it("quotes without greeting and name", () => {
    expect(ownWords("Hi there, sorry to bother you.\n\nThe list is empty.\n\nHelena Vosberg")).toBe("The list is empty.");
    expect(ownWords("Hi there")).toBe("Hi there");
    expect(ownWords("Paylark Sync")).toBe("Paylark Sync");
  });
});
