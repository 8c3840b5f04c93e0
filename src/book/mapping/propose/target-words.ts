import type { DataTable } from "../../schema.ts";

/** What a table is called in file names, and what its columns are called in headers: phrases separated by `|`. */
export interface TableWords {
  readonly named: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Targets that tell the table from others. */
  readonly telling: readonly string[];
}

const CREATED =
  "created|created at|created on|created date|create date|date created|opened|opened at|open date|submitted at|submitted|reported|erstellt|erstellt am|angelegt";
const CURRENCY = "currency|currency code|waehrung|wahrung|devise";
const EMAIL = "email|e mail|mail|email address|requester email|contact email|user email|respondent";

export const TARGET_WORDS: Readonly<Partial<Record<DataTable, TableWords>>> = {
  accounts: {
    named: "account|accounts|company|companies|customer|customers|client|clients|organization|organizations|kunden|firmen",
    columns: {
      source_id: "id|account id|company id|customer id|client id|org id|organization id|record id|kundennummer|customer number",
      name: "name|account name|company name|company|customer|customer name|client|client name|account|organization|organisation|organization name|firma|kunde|firmenname|societe",
      domains: "domain|website|web site|web|url|company domain|homepage",
      csm: "csm|owner|account owner|customer success manager|account manager|success manager|betreuer",
      industry: "industry|sector|vertical|branche",
      employees: "employees|employee count|headcount|head count|number of employees|mitarbeiter",
      city: "city|town|stadt|ort|ville",
      country: "country|land|pays",
      lifecycle: "lifecycle|lifecycle stage|stage|status|account status|customer status",
      strategic: "strategic|strategic account|key account",
      created_on: `${CREATED}|signup date|sign up date|signed up|start date`,
      customer_since: "customer since|client since|member since|since|original contract date|kunde seit|seit|client depuis|cliente desde",
      churned: "churned|churn|churn flag|is churned",
      arr_minor:
        "arr|annual recurring revenue|acv|annual contract value|annual value|yearly value|annual revenue|annual fee|annual amount|jahreswert|jahresvertragswert|jahresbetrag|jahresumsatz|jahresgebuhr|valeur annuelle|valor anual",
      mrr_minor: "mrr|monthly recurring revenue|monthly fee|monthly value|monatswert|monatsbetrag|monatsgebuhr",
      contract_minor: "contract value|contract amount|total contract value|tcv|vertragswert",
      contract_from: "contract start|contract start date|term start|vertragsbeginn",
      renewal_on: "renewal|renewal date|next renewal|next renewal date|contract end|contract end date|term end|end date|vertragsende",
      seats: "seats|licenses|licences|licensed seats|licensed users|user licenses|places|platze|plaetze|lizenzen|sitze|nutzerlizenzen",
      currency: CURRENCY,
    },
    telling: ["domains", "industry", "employees", "csm", "lifecycle"],
  },
  contacts: {
    named: "contact|contacts|people|persons|users|kontakte|ansprechpartner",
    columns: {
      contact: "id|contact id|person id|user id",
      name: "name|full name|contact name|contact|person",
      email: EMAIL,
      title: "title|job title|position|funktion",
      role: "role|buying role|persona",
      left_on: "left on|left company on|left company",
      last_activity_on: "last activity|last seen|last contacted|last activity date|last login",
    },
    telling: ["title", "role", "email"],
  },
  subscriptions: {
    named: "subscription|subscriptions|contract|contracts|plan|plans|licenses|abos|vertrage|vertraege",
    columns: {
      subscription: "id|subscription id|contract id|subscription|contract|vertrag|vertragsnummer",
      product: "product|product name|produkt",
      plan: "plan|plan name|plan tier|tier|package|tarif|edition",
      seats: "seats|licenses|licences|quantity|users|lizenzen|platze|plaetze",
      currency: CURRENCY,
      interval: "interval|billing interval|billing frequency|billing period|frequency|term|laufzeit",
      amount_minor: "amount|price|fee|contract value|betrag|preis",
      arr_minor: "arr|arr amount|annual recurring revenue|annual value|acv|yearly amount",
      mrr_minor: "mrr|mrr amount|monthly recurring revenue|monthly charges|monthly amount|monthly fee",
      status: "status|state",
      started_at: "start|started|start date|started at|contract start|begin|beginn|vertragsbeginn|effective date",
      period_end_at:
        "renewal|renewal date|renews on|current period end|end|end date|contract end|contract end date|term end|valid until|expires|expiry date|expiration date|vertragsende",
      canceled_at: "canceled|cancelled|canceled at|cancelled at|cancellation date|gekundigt",
      ended_at: "ended|ended at|ended on|end|end date|terminated|termination date|churn date|churned on",
      cancel_reason: "cancel reason|cancellation reason|churn reason",
    },
    telling: ["arr_minor", "mrr_minor", "interval", "plan", "seats", "period_end_at"],
  },
  invoices: {
    named: "invoice|invoices|billing|payments|rechnungen|factures",
    columns: {
      invoice: "id|invoice id|invoice",
      number: "number|invoice number|invoice no|rechnungsnummer",
      currency: CURRENCY,
      total_minor: "total|amount|invoice total|betrag|summe|total amount|montant",
      due_minor: "amount due|due amount|balance|open amount|amount remaining|remaining",
      paid_minor: "amount paid|paid amount",
      status: "status|state|payment status",
      issued_at: "date|issued|issued on|issue date|invoice date|issued at|rechnungsdatum",
      due_at: "due|due date|due on|faellig|fallig am",
      paid_at: "paid|paid at|paid on|payment date|bezahlt am",
    },
    telling: ["number", "due_at", "due_minor", "paid_at", "issued_at"],
  },
  usage: {
    named: "usage|events|activity|logins|sessions|telemetry|analytics|nutzung",
    columns: {
      user: "user|user id|distinct id|user email|email|member|nutzer",
      day: "day|date|usage date|datum|event date|timestamp|time|occurred at|week|wk|week of|week starting|month|period|woche|monat|tag|jour|mois|mes",
      feature: "feature|feature name|event|event name|event type|action|module|modul|metric|funktion",
      events: "events|count|event count|usage count|value|times|quantity|hits|anzahl",
    },
    telling: ["feature", "events", "user"],
  },
  tickets: {
    named: "ticket|tickets|case|cases|support|issues|helpdesk|incidents|anfragen",
    columns: {
      ticket: "id|ticket id|case number|case id|ticket number|ticket no|ticket|key|issue key|number",
      requester_email: EMAIL,
      subject: "subject|title|summary|betreff|topic",
      description: "description|body|message|details|beschreibung|text",
      status: "status|state",
      priority: "priority|severity|urgency|prioritat",
      type: "type|ticket type|category|kategorie",
      channel: "channel|via|source",
      tags: "tags|labels",
      created_at: CREATED,
      updated_at: "updated|updated at|last modified|modified",
      solved_at: "solved|resolved|closed|solved at|resolved at|closed at|closed date|resolution date|geschlossen",
      first_reply_minutes: "first response time minutes|first reply time minutes|first reply minutes",
      reopens: "reopens|reopen count",
    },
    telling: ["subject", "priority", "solved_at", "ticket"],
  },
  surveys: {
    named: "nps|survey|surveys|csat|ces|feedback|responses|umfrage",
    columns: {
      survey: "id|response id|survey id",
      score: "score|rating|nps|nps score|csat|likelihood|likely|recommend|bewertung|note",
      kind: "survey type|survey kind|survey",
      email: EMAIL,
      person: "name|respondent|person|contact",
      comment: "comment|comments|feedback|verbatim|reason|why|kommentar|text",
      answered_at:
        "date|answered|answered at|responded at|response date|submitted|submitted at|completed at|created at|timestamp|when|datum",
    },
    telling: ["score", "comment", "answered_at"],
  },
  interactions: {
    named: "meeting|meetings|calls|interactions|activities|calendar|touchpoints|termine|besuche",
    columns: {
      interaction: "id|meeting id|activity id|call id",
      kind: "type|meeting type|activity type|kind|art",
      status: "status|outcome",
      on_day: "date|day|start|start time|held on|meeting date|datum|when",
      host: "host|organizer|organiser|csm|owner|by",
      attendees: "attendees|participants|guests|teilnehmer",
      notes: "notes|summary|subject|description|notizen|outcome notes",
    },
    telling: ["attendees", "host", "kind", "notes"],
  },
  opportunities: {
    named: "opportunity|opportunities|deal|deals|pipeline|quotes",
    columns: {
      opportunity: "id|opportunity id|deal id",
      name: "name|deal name|opportunity name|opportunity|deal",
      pipeline: "pipeline",
      stage: "stage|deal stage|phase|status",
      kind: "type|deal type|opportunity type",
      amount_minor: "amount|value|deal value|deal amount|betrag",
      currency: CURRENCY,
      owner: "owner|seller|sales rep|rep|deal owner|account executive",
      probability: "probability|win probability|probability (%)",
      forecast_category: "forecast category|forecast",
      next_step: "next step|next steps",
      created_at: CREATED,
      close_on: "close date|closed on|expected close|closing date|close|abschluss",
      won: "won|is won",
      closed: "is closed",
    },
    telling: ["stage", "close_on", "pipeline", "amount_minor"],
  },
  requests: {
    named: "request|requests|ideas|feature requests|feedback|wishlist",
    columns: {
      request: "id|request id|idea id",
      title: "title|request|idea|summary|feature request|subject",
      description: "description|details|text",
      status: "status|state",
      importance: "importance|priority|votes",
      requester_email: EMAIL,
      created_at: CREATED,
      shipped_on: "shipped|shipped on|released on|delivered",
    },
    telling: ["title", "importance", "shipped_on"],
  },
  churn_events: {
    named: "churn|churned|cancellations|lost customers|churn events|kundigungen",
    columns: {
      churn: "id|churn id|churn event id|event id",
      churned_on: "churn date|churned on|churned at|cancellation date|left on|lost on|date|end date",
      reason: "reason|churn reason|reason code|cancellation reason|grund",
      detail: "detail|details|comment|feedback|feedback text|notes",
      arr_minor: "arr|arr lost|lost arr|lost revenue|mrr lost",
      currency: CURRENCY,
      competitor: "competitor|lost to|switched to",
    },
    telling: ["churned_on", "reason", "competitor"],
  },
  success_plans: {
    named: "success plan|success plans|plans|goals|objectives",
    columns: {
      plan: "id|plan id",
      objective: "objective|goal|outcome|ziel",
      criteria: "criteria|success criteria|kpi|metric",
      stakeholders: "stakeholders",
      cadence: "cadence",
      status: "status|state",
      progress: "progress",
      created_on: CREATED,
      target_on: "target|target date|due|due date",
    },
    telling: ["objective", "criteria", "target_on"],
  },
  milestones: {
    named: "milestone|milestones|onboarding|project|tasks",
    columns: {
      milestone: "id|milestone id|task id",
      plan: "plan id|project|project id|plan",
      name: "name|milestone|task|title|step",
      owner: "owner|responsible|assignee",
      due_on: "due|due date|due on|deadline|planned",
      done_on: "done|done on|completed|completed on|finished|reached",
    },
    telling: ["due_on", "done_on", "name"],
  },
  products: {
    named: "product|products|catalog|modules|price list",
    columns: {
      product: "id|product id|sku",
      name: "name|product|product name|module",
      kind: "kind|type",
      price_minor: "price|list price",
      currency: CURRENCY,
      plan: "plan|edition",
    },
    telling: ["price_minor", "product"],
  },
  stage_changes: {
    named: "stage history|opportunity history|deal history|stage changes",
    columns: {
      opportunity: "opportunity id|deal id|opportunity|deal",
      stage: "stage|to stage|stage name|deal stage",
      amount_minor: "amount|value",
      currency: CURRENCY,
      close_on: "close date|expected close",
      changed_at: "changed at|changed on|created date|last modified|since|entered",
    },
    telling: ["opportunity", "stage", "changed_at"],
  },
  releases: {
    named: "release|releases|changelog|versions",
    columns: {
      release: "id|release id",
      name: "name|release|title",
      number: "version|number|tag",
      description: "description|notes|release notes|body",
      released_on: "released|release date|released on|date|published at",
    },
    telling: ["number", "released_on"],
  },
};

/** Words of a header that names the customer of a row; what they hold decides by which key it is found. */
export const CUSTOMER_WORDS =
  "account|account name|account id|company|company name|company id|customer|customer name|customer id|client|client name|client id|organization|organisation|organization name|organization id|org|org id|tenant|tenant id|workspace|workspace id|kunde|kundenname|kundennummer|firma|firmenname|client code|societe|domain|company domain|website|sf id|sfdc id|salesforce id|salesforce account id|crm id".split(
    "|",
  );
