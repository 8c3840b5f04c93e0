import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { fixtureShape } from "./book-of-fixtures.ts";

const TAKEN_FOR = {
  "freshdesk/tickets.csv": "freshdesk-tickets",
  "freshdesk/tickets-title-case.csv": "freshdesk-tickets",
  "freshservice/tickets.csv": "freshservice-tickets",
  "github/issues.json": "github-issues",
  "github/releases.json": "github-releases",
  "intercom/conversations.json": "intercom-conversations",
  "intercom/messages.csv": "intercom-messages",
  "jira/issues.csv": "jira-issues",
  "jira/versions.json": "jira-versions",
  "jira/work-items.csv": "jira-issues",
  "linear/issues-30.csv": "linear-issues",
  "linear/issues-34.csv": "linear-issues",
  "products/catalogue.csv": "products",
  "releases/releases.csv": "releases",
  "releases/releases.json": "releases-json",
  "requests/features.csv": "feature-requests",
  "requests/plain.csv": "requests-table",
  "requests/productboard-notes.csv": "feature-requests",
  "requests/requests.csv": "titled-requests",
  "zendesk/account-export.json": "zendesk-export",
  "zendesk/account-export.ndjson": "zendesk-export",
  "zendesk/incremental-1.json": "zendesk-tickets",
  "zendesk/incremental-2.json": "zendesk-tickets",
  "zendesk/incremental-3.json": "zendesk-tickets",
  "zendesk/tickets.csv": "zendesk-csv",
};

describe("exports of tickets, requests, releases and products", () => {
  it.each(Object.entries(TAKEN_FOR))("%s is taken for %s, and no other adapter claims it as surely", async (path, name) => {
    const shape = await fixtureShape(path);
    const found = recognise(shape, ADAPTERS);
    expect(found?.adapter.name).toBe(name);
    const others = ADAPTERS.filter((adapter) => adapter.name !== name).flatMap((adapter) => recognise(shape, [adapter]) ?? []);
    expect(others.filter(({ confidence }) => confidence >= (found?.confidence ?? 0)).map(({ adapter }) => adapter.name)).toEqual([]);
  });

  it("are not seen in lists that merely share a header", () => {
    const taken = (...keys: string[]): string | undefined => recognise({ format: "table", keys }, ADAPTERS)?.adapter.name;
    expect(taken("First Name", "Title", "Company", "Status")).toBeUndefined();
    expect(taken("account", "feature", "day", "events", "email")).toBe("usage-table");
    expect(taken("id", "Customer ID", "Status", "Amount", "Interval", "Product", "Price")).toBe("stripe-subscriptions");
    expect(taken("Name", "Price")).toBeUndefined();
    expect(taken("Version", "Comment")).toBeUndefined();
  });
});
