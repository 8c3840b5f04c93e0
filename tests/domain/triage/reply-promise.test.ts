import { describe, expect, it } from "vitest";
import { replyDue, slaOf, USUAL_PROMISE } from "../../../src/domain/triage/reply-promise.ts";

const TICKET = { id: "1", line: 1, subject: "", description: "", customerIds: [] };

describe("the promise of a first reply", () => {
  it("counts from when the ticket was written, in any zone", () => {
    expect(replyDue("2026-11-18T09:00:00+02:00", USUAL_PROMISE)).toBe("2026-11-18T11:00:00.000Z");
    expect(replyDue("2026-11-18 09:00:00", { minutes: 60 })).toBe("2026-11-18T10:00:00.000Z");
    expect(replyDue("18/11/26", USUAL_PROMISE)).toBeNull();
  });

  it("is met or missed by a recorded reply, and judged without one only from a day on", () => {
    const due = "2026-11-18T13:00:00.000Z";
    const at = (now: string) => ({ minutes: 240, now });
    expect(slaOf({ ...TICKET, firstReplyMinutes: 240 }, due, USUAL_PROMISE)).toBe("met");
    expect(slaOf({ ...TICKET, firstReplyMinutes: 241 }, due, USUAL_PROMISE)).toBe("missed");
    expect(slaOf(TICKET, due, USUAL_PROMISE)).toBe("waiting");
    expect(slaOf(TICKET, due, at("2026-11-18T12:59:00.000Z"))).toBe("waiting");
    expect(slaOf(TICKET, due, at(due))).toBe("overdue");
    expect(slaOf({ ...TICKET, status: "solved" }, due, at(due))).toBe("unknown");
    expect(slaOf(TICKET, null, at(due))).toBe("unknown");
  });
});
