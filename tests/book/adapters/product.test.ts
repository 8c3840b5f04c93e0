import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

describe("feature requests", () => {
  it("join by company, domain or address, and need a title", async () => {
    const { book, report } = await importFixtures("requests/requests.csv", "requests/plain.csv", "requests/features.csv");
    expect(
      await book.rows(
        "SELECT request, account, title, status, importance, requester_email, capability, created_at, shipped_on FROM requests ORDER BY title",
      ),
    ).toEqual([
      {
        request: "FR-1",
        account: "acme",
        title: "Approval chains",
        status: "Shipped",
        importance: "Critical",
        requester_email: "mia.holt@acme.example",
        capability: "Workflows",
        created_at: "2026-03-01T00:00:00Z",
        shipped_on: "2026-06-01",
      },
      expect.objectContaining({ account: "birch-rowe", title: "Gantt view", importance: "17", capability: "Planning" }),
      expect.objectContaining({ request: "r1", account: "acme", title: "Read-only guests", importance: "high" }),
      expect.objectContaining({ request: "FR-4", title: "SCIM", created_at: null }),
      expect.objectContaining({ request: "FR-2", account: null, title: "Time zones", status: "In progress" }),
    ]);
    expect(report.rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
      [4, "Title", null],
      [5, "Requested On", "2026-03-40"],
    ]);
    expect(fileIn(report, "requests/requests.csv")).toMatchObject({
      rows_in: 5,
      rows_out: 3,
      rejected: 1,
      cells_dropped: 1,
      duplicates: 1,
      unjoined: 1,
    });
  });

  it("of Productboard are one a note, though two share a title", async () => {
    const { book } = await importFixtures("requests/productboard-notes.csv");
    expect(await book.rows("SELECT account, title, description, status, requester_email FROM requests ORDER BY account")).toEqual([
      { account: "acme", title: "Offline mode", description: "On trains", status: "processed", requester_email: "mia.holt@acme.example" },
      { account: "birch-rowe", title: "Offline mode", description: "On ships", status: "unprocessed", requester_email: null },
    ]);
  });
});

describe("releases", () => {
  it("come as CSV and JSON and belong to no account", async () => {
    const { book, report } = await importFixtures("releases/releases.csv", "releases/releases.json", "jira/versions.json");
    expect(
      await book.rows("SELECT release, name, number, description, released_on, requests FROM releases ORDER BY released_on, release"),
    ).toEqual([
      { release: "R-1", name: "Spring", number: "2.3", description: "Approvals & more", released_on: "2026-04-02", requests: "FR-1;NS-12" },
      { release: "R-3", name: "Autumn", number: "2.5", description: "Audit log", released_on: "2026-09-15", requests: "ENG-10;FR-2" },
      { release: "100", name: "2.6", number: null, description: null, released_on: "2026-10-05", requests: null },
      expect.objectContaining({ release: "101", released_on: null }),
      expect.objectContaining({ release: "R-2", released_on: null }),
    ]);
    expect(report.rejects).toMatchObject([{ file: "releases/releases.csv", line: 3, column: "Release Date", value: "June" }]);
    expect(report.files.filter(({ file }) => file !== "companies.csv").map(({ unjoined, note }) => [unjoined, note])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
  });
});

describe("the product catalogue", () => {
  it("has prices a year, in minor units of their currency", async () => {
    const { book, report } = await importFixtures("products/catalogue.csv");
    expect(await book.rows("SELECT product, name, plan, kind, price_minor, currency, feature, line FROM products ORDER BY line")).toEqual([
      {
        product: "P-1",
        name: "Board",
        plan: "Team",
        kind: "product",
        price_minor: 120000,
        currency: "EUR",
        feature: "Board Viewed",
        line: 2,
      },
      {
        product: "P-2",
        name: "Automation",
        plan: "Enterprise",
        kind: "module",
        price_minor: 60000,
        currency: "EUR",
        feature: "Rule Run",
        line: 3,
      },
      expect.objectContaining({ product: "P-3", name: "Odd", price_minor: null, line: 4 }),
      { product: "Guests", name: "Guests", plan: null, kind: "product", price_minor: 0, currency: "USD", feature: null, line: 5 },
    ]);
    expect(report.rejects).toMatchObject([{ line: 4, column: "Price", value: "free", refused: "cell" }]);
    expect(fileIn(report, "products/catalogue.csv")).toMatchObject({ rows_in: 4, rows_out: 4, rejected: 0, cells_dropped: 1, unjoined: 0 });
  });
});
