import { ACCOUNTS, type Account, companyRecordId } from "./roster.ts";
import { type LabelledTicket, labelledTickets } from "./ticket-labels.ts";
import { metricsOf, type MetricSet, type Progress, progressOf } from "./zendesk-progress.ts";
import { random } from "./random.ts";

const SITE = "https://northstar.zendesk.example";
const AGENTS = ["Ines Calder", "Tobias Renn", "Mei Okonkwo", "Rafael Stroud"];
const AGENT_ID = 36_100_000_100;

/** Written by the customer's mail domain alone: Zendesk has the organisation without its domain. */
const WITHOUT_DOMAIN = new Set(["Zephyr Kiln"]);

/** `zendesk/tickets.json`: one page of the incremental API, with its side-loads. */
export function ticketsJson(): string {
  const labelled = labelledTickets();
  const rows = labelled.map((entry) => ({ entry, progress: progressOf(entry) }));
  const tickets = rows.map(({ entry, progress }) => ticketRow(entry, progress));
  const metricSets: MetricSet[] = rows.map(({ entry, progress }) => metricsOf(entry, progress));
  return `${JSON.stringify({
    tickets: withEarlierVersions(tickets),
    users: users(labelled),
    organizations: ACCOUNTS.map(organization),
    metric_sets: metricSets,
    count: tickets.length + 2,
    end_of_stream: true,
  })}\n`;
}

type TicketRow = ReturnType<typeof ticketRow>;

function ticketRow(entry: LabelledTicket, progress: Progress) {
  const rng = random("ticket row", entry.id);
  return {
    id: entry.id,
    url: `${SITE}/api/v2/tickets/${entry.id}.json`,
    external_id: null,
    subject: entry.subject,
    raw_subject: entry.subject,
    description: entry.description,
    priority: progress.priority,
    status: progress.status,
    type: entry.topic === "how_to" || entry.topic === "billing" ? "question" : entry.topic === "feature_request" ? "task" : "problem",
    created_at: entry.createdAt,
    updated_at: progress.updatedAt,
    requester_id: userId(entry.requester.email),
    submitter_id: userId(entry.requester.email),
    assignee_id: AGENT_ID + rng.int(0, AGENTS.length - 1),
    organization_id: entry.account === undefined || rng.chance(0.06) ? null : organizationId(entry.account),
    group_id: 36_000_000_500 + (entry.topic === "billing" ? 1 : 0),
    tags: tags(entry, rng.chance(0.2)),
    satisfaction_rating: { score: progress.satisfaction },
    via: { channel: rng.pick(["email", "email", "email", "web", "web", "chat", "mobile"]) },
    due_at: null,
    custom_fields: [{ id: 36_000_001_001, value: entry.account?.plan.toLowerCase() ?? null }],
  };
}

/** Two tickets come twice, first as they were on the day they were opened. */
function withEarlierVersions(tickets: readonly TicketRow[]): TicketRow[] {
  const solved = tickets.filter((ticket) => ticket.status === "solved" || ticket.status === "closed");
  const twice = [solved[40], solved[150]].filter((ticket) => ticket !== undefined);
  return tickets.flatMap((ticket) => {
    if (!twice.includes(ticket)) return [ticket];
    const before = { ...ticket, status: "open", updated_at: ticket.created_at, satisfaction_rating: { score: "unoffered" } };
    return [before, ticket];
  });
}

function tags(entry: LabelledTicket, marked: boolean): string[] {
  const plan = entry.account === undefined ? [] : [`plan_${entry.account.plan.toLowerCase()}`];
  return [...plan, ...(entry.mark === "escalation" ? ["escalated"] : []), ...(marked ? ["csm_informed"] : [])];
}

function users(tickets: readonly LabelledTicket[]) {
  const requesters = new Map(tickets.map((entry) => [entry.requester.email, entry]));
  const agents = AGENTS.map((name, index) => ({
    id: AGENT_ID + index,
    name,
    email: `${name.replace(" ", ".").toLowerCase()}@northstar.example`,
    organization_id: null,
    role: "agent",
  }));
  const endUsers = [...requesters.values()].map(({ requester, account }) => ({
    id: userId(requester.email),
    name: requester.name,
    email: requester.email,
    organization_id: account === undefined ? null : organizationId(account),
    role: "end-user",
  }));
  return [...agents, ...endUsers.toSorted((a, b) => a.id - b.id)];
}

function organization(account: Account) {
  return {
    id: organizationId(account),
    name: account.name,
    domain_names: WITHOUT_DOMAIN.has(account.name) ? [] : [account.domain],
    external_id: account.index % 3 === 0 ? null : companyRecordId(account),
  };
}

function organizationId(account: Account): number {
  return 36_200_040_000 + account.index * 613;
}

function userId(email: string): number {
  return 39_000_000_000 + Math.floor(random("zendesk user", email).next() * 900_000_000);
}
