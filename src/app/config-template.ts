import { configSchema } from "../config/config-file.ts";

/** What each setting may look like; the explanations are the schema's own. */
const EXAMPLES: Readonly<Record<keyof typeof configSchema.shape, readonly string[]>> = {
  company: ["company:", "  name: Your company", "  product: what you sell, in a sentence"],
  timezone: ["timezone: UTC"],
  currency: ["currency: USD"],
  as_of: ['as_of: "2026-11-20"'],
  me: ["me: Dana Reyes"],
  holidays: ['holidays: ["2026-12-25", "2027-01-01"]'],
  quota: ["quota: 250000"],
  eligible: ["eligible:", "  API access: {segments: [enterprise, mid-market], min_seats: 20}"],
  health: ["health: specialist"],
  llm: ["llm: sonnet"],
  model: ["model: off"],
  models: ["models:", "  sonnet: claude-sonnet-5-5"],
  tasks_dir: ["tasks_dir: tasks"],
  support: ["support:", "  first_reply_hours: 4", "  days: [mon, tue, wed, thu, fri]", '  from: "09:00"', '  to: "17:00"'],
  privacy: ["privacy:", "  mask: true"],
  budget: ["budget:", "  turns: 12", "  tokens: 200000", "  usd: 0.50", "  seconds: 300", "  concurrency: 4", "  requests_per_minute: 50"],
  prices: ["prices:", "  my-own-model: {input: 1, output: 5, cache_read: 0.1, cache_write: 1.25}"],
  activation: ["activation:", "  actions: [Workflow Run, Integration Synced]", "  within_days: 30"],
  adoption: ["adoption:", "  key_features: [Workflow Run, Report Exported]"],
  finance: ["finance:", "  gross_margin: 0.78", "  sales_marketing_spend: {2026-07: 42000, 2026-08: 39500, 2026-09: 41000}"],
  brand: ["brand:", '  color: "#1f5fa8"', "  logo: logo.png", "  customers:", "    acme: {logo: logos/acme.png}"],
  qbr: ["qbr:", "  template: deck"],
  check: [
    "check:",
    "  fail_on: high",
    "  rules: {VA-55: off, VA-17: critical}",
    "  waivers:",
    '    - {rule: VA-11, account: Acme Corp, until: "2027-01-31", reason: sponsor on leave until January}',
  ],
  mapping: [
    "mapping:",
    "  - file: usage-*.csv",
    "    table: usage",
    "    columns: {day: Date, feature: Module, events: Count}",
    "    account: {name: Customer}",
  ],
  sources: [
    "sources:",
    "  product_usage:",
    "    table: usage",
    "    env: WAREHOUSE_URL",
    "    sql: SELECT account_id, day, feature, events FROM analytics.usage_by_day",
    "    watermark: day",
  ],
};

const ABOUT: Readonly<Partial<Record<string, string>>> = {
  company: "who you are: printed in reports, and what the agents take as given",
  health: "the one health model that every list and every answer uses; without this line each agent scores by its own, and says so",
};

/** Settings that hold from the start: two commands that show one account in two colours help nobody. */
const SET: ReadonlySet<string> = new Set(["health"]);

/** Where a workspace keeps the schema that editors complete and check echo.yaml by. */
export const SCHEMA_FILE = ".echo/echo.schema.json";

/** The text of a new echo.yaml: every setting explained, and all but the health model commented out, so that the defaults hold until somebody decides. */
export function configTemplate(): string {
  const settings = Object.entries(configSchema.shape).map(([key, schema]) => {
    const lines = EXAMPLES[key as keyof typeof EXAMPLES];
    return [`# ${key}: ${ABOUT[key] ?? schema.description ?? ""}`, ...lines.map((line) => (SET.has(key) ? line : `#${line}`))].join("\n");
  });
  return `# yaml-language-server: $schema=${SCHEMA_FILE}\n# ECHO's settings. Every one is optional: take the # away from what you want to set.\n\n${settings.join("\n\n")}\n`;
}
