import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { filedFaultDays, routedDays } from "../../src/app/check-history.ts";
import { type FiledState, filedState } from "../../src/app/check-state.ts";
import { shared } from "../../src/app/within.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { type LedgerEvent, printEvent } from "../../src/domain/patterns/ledger-event.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-20";
const seen = (pattern: string, ...tickets: string[]): LedgerEvent => ({
  event: "seen",
  pattern,
  on: "2026-11-10",
  n: 1,
  kind: "fault",
  capability: "printing-and-pdf",
  title: pattern,
  tickets,
});
const filed = (pattern: string, packet: string): LedgerEvent => ({
  event: "filed",
  pattern,
  on: "2026-11-12",
  n: 2,
  packet,
  to: "product-engineer",
  last_seen: "2026-11-12",
});
const state = (events: readonly LedgerEvent[], ...packets: FiledState["packets"]): FiledState => ({
  packets,
  worked: [],
  health: undefined,
  ledger: events.map(printEvent).join(""),
});
const packet = (id: string, updated: string) => ({ id, to: "product-engineer", subject: `pattern/${id}`, updated });
const ticket = (id: string, account: string, capability = "printing-and-pdf") => ({ ticket: id, account, capability });
const NEW = [ticket("t1", "acme"), ticket("t2", "birch"), ticket("t3", "cedar"), ticket("t4", "acme"), ticket("t5", "acme", "data-import")];
const days = (filedState: FiledState, asOf = AS_OF): number | null => filedFaultDays(filedState, NEW, asOf)("printing-and-pdf");

describe("faults of a capability that went to product in packets of their own", () => {
  const one = [seen("p-1", "t1", "t2"), filed("p-1", "packet-1")];

  it("count by their tickets, from the day of the packet", () => {
    expect(days(state(one, packet("packet-1", "2026-11-14")))).toBe(6);
    // The subject of the packet names the fault, not the capability.
    expect(routedDays(state(one, packet("packet-1", "2026-11-14")), AS_OF).get("pattern/printing-and-pdf")).toBeUndefined();
    expect(filedFaultDays(state(one, packet("packet-1", "2026-11-14")), NEW, AS_OF)("data-import")).toBeNull();
  });

  it("do not where the packet is gone or younger than as-of, or was never written", () => {
    expect(days(state(one))).toBeNull();
    expect(days(state(one, packet("packet-1", "2026-11-21")))).toBeNull();
    expect(days(state([seen("p-1", "t1", "t2")], packet("packet-1", "2026-11-14")))).toBeNull();
    expect(days({ ...state([]), ledger: undefined })).toBeNull();
    expect(days({ ...state([], packet("packet-1", "2026-11-14")), ledger: "no ledger\n" })).toBeNull();
  });

  it("do not make up for another fault of two accounts that waits, and are as old as the oldest packet", () => {
    const packets = [packet("packet-1", "2026-11-14"), packet("packet-2", "2026-11-18")];
    expect(days(state([...one, seen("p-2", "t3", "t4")], ...packets))).toBeNull();
    expect(days(state([...one, seen("p-2", "t3")], ...packets))).toBe(6);
    expect(days(state([...one, seen("p-2", "t3", "t4"), filed("p-2", "packet-2")], ...packets))).toBe(6);
  });
});

describe("what is filed in a workspace", () => {
  const cwd = tempFolder();
  afterAll(() => removeFolder(cwd));

  it("is for the jobs of a batch what the first of them found, else what there is now", async () => {
    writeFiles(cwd, { "exports/a.csv": "x\n", "history/health.ndjson": "first" });
    const workspace = await findWorkspace({ cwd, packageRoot: ROOT, dir: cwd });
    const together = shared();
    const health = async (still: boolean): Promise<string | undefined> =>
      (await filedState({ workspace, within: { shared: together, still } })).health;
    expect([await health(true), await health(false)]).toEqual(["first", "first"]);
    writeFiles(cwd, { [join("history", "health.ndjson")]: "second" });
    expect([await health(true), await health(false)]).toEqual(["first", "second"]);
    expect((await filedState({ workspace })).health).toBe("second");
  });
});
