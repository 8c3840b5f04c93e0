import type { Adapter, Choice } from "../adapter.ts";
import { EXISTING } from "../deal-kind.ts";
import { DEAL_IS_CLOSED, DEAL_IS_WON } from "./crm-choices.ts";

const DEAL_TYPE: Choice = {
  choice: {
    new: "new",
    "new business": "new",
    "existing business": EXISTING,
    upsell: "expansion",
    expansion: "expansion",
    renewal: "renewal",
  },
  otherwise: "hyphens",
};

/** Pipedrive's deals as its list view exports them: `<object> - <field>`; newer exports leave the object off organisations and people. */
export const PIPEDRIVE: readonly Adapter[] = [
  {
    name: "pipedrive-deals",
    vendor: "pipedrive",
    title: "Pipedrive deals (CSV)",
    table: "opportunities",
    format: "table",
    recognise: {
      required: ["Deal - ID|Deal - Pipedrive System ID|Deal - System ID", "Deal - Title", "Deal - Status"],
      optional: [
        "Deal - Value",
        "Deal - Currency of Value|Deal - Currency",
        "Deal - Owner",
        "Deal - Pipeline",
        "Deal - Stage|Deal - Stage (pipeline)",
        "Deal - Deal created|Deal - Creation date",
        "Deal - Update time",
        "Deal - Expected close date",
        "Deal - Organization|Organization - Name|Organization",
      ],
    },
    columns: {
      opportunity: { from: ["Deal - ID", "Deal - Pipedrive System ID", "Deal - System ID"], kind: "id" },
      name: { from: ["Deal - Title"], kind: "text" },
      pipeline: { from: ["Deal - Pipeline"], kind: "text" },
      stage: { from: ["Deal - Stage", "Deal - Stage (pipeline)"], kind: "text" },
      kind: { from: ["Deal - Type", "Deal - Deal type"], kind: DEAL_TYPE },
      amount_minor: { from: ["Deal - Value"], kind: "money-major" },
      currency: { from: ["Deal - Currency of Value", "Deal - Currency"], kind: "currency" },
      owner: { from: ["Deal - Owner"], kind: "text" },
      probability: { from: ["Deal - Probability"], kind: "percent" },
      created_at: { from: ["Deal - Deal created", "Deal - Creation date", "Deal - Add time"], kind: "instant" },
      close_on: {
        from: ["Deal - Deal closed on", "Deal - Closed on", "Deal - Won time", "Deal - Lost time", "Deal - Expected close date"],
        kind: "day",
      },
      // Won and lost are a status of their own here: the stage stays the one that the deal had reached.
      won: { from: ["Deal - Status"], kind: DEAL_IS_WON },
      closed: { from: ["Deal - Status"], kind: DEAL_IS_CLOSED },
      deleted: { from: ["Deal - Status"], kind: { choice: { deleted: "true" }, otherwise: { value: "false" } } },
    },
    derive: { probability: "probability / 100" },
    account: {
      id: ["Deal - Organization ID", "Organization - ID"],
      email: ["Person - Email", "Person - Email - Work", "Person - Email (Work)", "Deal - Contact person email"],
      domain: ["Organization - Website"],
      name: ["Deal - Organization", "Organization - Name", "Organization"],
      teachesIds: true,
    },
    required: ["opportunity"],
    drop: { when: "deleted", what: "deleted deals" },
    identity: ["opportunity"],
    newest: { from: ["Deal - Update time"], kind: "instant" },
  },
];
