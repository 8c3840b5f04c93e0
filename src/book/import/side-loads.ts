import { isRecord } from "../../core/json.ts";

type JsonRow = Readonly<Record<string, unknown>>;

/** The lists that stand beside tickets in pages of Zendesk's API: requesters, their organisations, times of replies. */
export interface SideLoads {
  /** Remembers a record of a list beside the tickets; false where the list is none of these. */
  learn(list: string, record: JsonRow): boolean;
  /** The ticket with its requester, organisation and times in it, as far as they are known and it does not hold them itself. */
  join(ticket: JsonRow): JsonRow;
  /** True where the ticket names a requester of whom nothing is told yet: the users may come behind the tickets. */
  waits(ticket: JsonRow): boolean;
}

/** Of every list so many records are kept, so that memory does not grow with the stream. */
const MOST_KEPT = 100_000;
const KEYS: Readonly<Record<string, string>> = { users: "id", organizations: "id", metric_sets: "ticket_id" };

/** Keeps the records that tickets point to, and joins them to a ticket when it comes. Empty at first. */
export function sideLoads(): SideLoads {
  const lists = new Map(Object.keys(KEYS).map((name) => [name, new Map<string, JsonRow>()]));
  const find = (list: string, id: unknown): JsonRow | undefined => lists.get(list)?.get(keyOf(id));
  return {
    learn: (list, record) => {
      const known = lists.get(list);
      if (known === undefined) return false;
      const key = keyOf(record[KEYS[list] ?? ""]);
      if (key !== "" && known.size < MOST_KEPT) known.set(key, slim(record));
      return true;
    },
    join: (ticket) => {
      const requester = isRecord(ticket["requester"]) ? undefined : find("users", ticket["requester_id"]);
      const organization = isRecord(ticket["organization"])
        ? undefined
        : find("organizations", ticket["organization_id"] ?? requester?.["organization_id"]);
      const times = isRecord(ticket["metric_set"]) ? undefined : find("metric_sets", ticket["id"]);
      if (requester === undefined && organization === undefined && times === undefined) return ticket;
      return {
        ...ticket,
        ...(requester === undefined ? {} : { requester }),
        ...(organization === undefined ? {} : { organization }),
        ...(times === undefined ? {} : { metric_set: times }),
      };
    },
    waits: (ticket) => keyOf(ticket["requester_id"]) !== "" && !isRecord(ticket["requester"]) && lists.get("users")?.size === 0,
  };
}

function keyOf(id: unknown): string {
  return typeof id === "number" || typeof id === "string" ? String(id) : "";
}

/** What a ticket may need of it. */
function slim(record: JsonRow): JsonRow {
  const { name, email, organization_id: organization, external_id: external, domain_names: domains, reply_time_in_minutes: reply } = record;
  return { name, email, organization_id: organization, external_id: external, domain_names: domains, reply_time_in_minutes: reply };
}
