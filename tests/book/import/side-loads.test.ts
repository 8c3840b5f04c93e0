import { describe, expect, it } from "vitest";
import { ticketStream } from "../../../src/book/import/ticket-stream.ts";
import type { Ticket } from "../../../src/domain/triage/ticket.ts";

const ticket = (id: number, requester: number, organization: number | null = 51): object => ({
  id,
  url: `https://x.example/api/v2/tickets/${id}.json`,
  subject: `Subject ${id}`,
  raw_subject: `Subject ${id}`,
  description: `Text ${id}`,
  requester_id: requester,
  organization_id: organization,
  created_at: "2026-08-01T09:00:00Z",
  status: "open",
});
const USERS = [
  { id: 81, name: "Mia Holt", email: "mia@acme.example", organization_id: 51 },
  { id: 82, name: "Ben Cho", email: "ben@birch.example", organization_id: 52 },
];
const ORGANIZATIONS = [
  { id: 51, name: "Acme", external_id: "crm-1", domain_names: ["acme.example"] },
  { id: 52, name: "Birch", external_id: null, domain_names: [] },
];
const TIMES = [{ id: 7, ticket_id: 1, reply_time_in_minutes: { calendar: 35, business: 20 } }];

async function read(text: string, size = 64): Promise<readonly Ticket[]> {
  const pieces = (function* () {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  })();
  const tickets: Ticket[] = [];
  for await (const batch of ticketStream(
    (async function* () {
      yield* pieces;
    })(),
    {},
  ))
    tickets.push(...batch.tickets);
  return tickets;
}
const seen = (tickets: readonly Ticket[]): unknown[] =>
  tickets.map(({ id, email, organisation, domain, firstReplyMinutes }) => [id, email, organisation, domain, firstReplyMinutes]);
const JOINED = [
  ["1", "mia@acme.example", "Acme", "acme.example", 35],
  ["2", "ben@birch.example", "Birch", undefined, undefined],
];
const TICKETS = [ticket(1, 81), ticket(2, 82, null)];

describe("users and organisations beside the tickets", () => {
  it.each([
    ["behind them", { tickets: TICKETS, users: USERS, organizations: ORGANIZATIONS, metric_sets: TIMES, end_of_stream: true }],
    ["before them", { users: USERS, organizations: ORGANIZATIONS, metric_sets: TIMES, tickets: TICKETS }],
  ])("give requester, organisation and reply where they stand %s, in one document or a page a line", async (_, page) => {
    expect(seen(await read(JSON.stringify(page, null, 1)))).toEqual(JOINED);
    expect(seen(await read(`${JSON.stringify(page)}\n`))).toEqual(JOINED);
    const second = { ...page, tickets: [ticket(3, 81)], users: [{ ...USERS[0], email: "mia@new.example" }] };
    const pages = await read(`${JSON.stringify(page)}\n${JSON.stringify(second)}\n`);
    expect(seen(pages).slice(0, 2)).toEqual(JOINED);
    expect(pages[2]?.email).toBe("mia@new.example");
  });

  it("keep the tickets' order, and what a ticket says itself", async () => {
    const own = { ...ticket(3, 81), requester: { email: "own@acme.example" } };
    const tickets = await read(
      JSON.stringify({ tickets: [ticket(1, 81), own, ticket(2, 99)], users: USERS, organizations: ORGANIZATIONS }),
    );
    expect(tickets.map(({ id, email }) => [id, email])).toEqual([
      ["1", "mia@acme.example"],
      ["3", "own@acme.example"],
      ["2", undefined],
    ]);
  });

  it("are not waited for without end: tickets of a long document go on without their users", async () => {
    const many = Array.from({ length: 2500 }, (_, at) => ticket(at + 1, 81));
    const tickets = await read(JSON.stringify({ tickets: many, users: USERS }, null, 1), 65_536);
    expect(tickets.map(({ id }) => id)).toEqual(many.map((_, at) => String(at + 1)));
    expect(tickets[0]?.email).toBeUndefined();
  });

  it("are no matter to words of JavaScript's own", async () => {
    const strange = { ...ticket(1, 81), requester_id: "constructor", organization_id: "__proto__" };
    expect(seen(await read(JSON.stringify({ tickets: [strange], users: USERS })))).toEqual([
      ["1", undefined, undefined, undefined, undefined],
    ]);
  });
});
