import { type Template } from "../ticket-text.ts";

export const WEBHOOKS: readonly Template[] = [
  [
    "Webhooks retried although we answered 200",
    "Each delivery for '{flow}' reaches us three times, although we answer 200 within a second. Orders are created three times in {tool}.",
  ],
  [
    "Webhook deliveries stopped",
    "No webhook has arrived since {since}. The delivery log shows 'disabled after failures', but nobody here got a message. How do we switch it on again without losing the missed ones?",
  ],
  [
    "Order of webhook events",
    "We receive 'run.finished' before 'run.started' now and then. Is there a sequence number that we could sort by?",
  ],
  [
    "Webhook signature mismatch",
    "The signature header does not match for payloads with umlauts in them. ASCII payloads verify fine. I guess one side escapes them.",
  ],
  [
    "Replay failed webhooks",
    "Our receiver was down for {n} hours during maintenance. Can you replay the failed webhooks, or is there a button that I did not find?",
  ],
  [
    "Retry interval too long",
    "After a failed delivery the next try comes 6 hours later. For approvals that is useless. Could the first retries come within minutes?",
  ],
  [
    "Webhook payload truncated",
    "Payloads above 64 KB arrive cut off in the middle of the JSON. Smaller ones are fine. Workflow is '{flow}'.",
  ],
  ["Webhook times out after 3 seconds", "The time-out of 3 seconds is short for a receiver behind a gateway. May we have 10?"],
  [
    "Same event id for different events",
    "Two different events came with the same event id. We de-duplicate on that id, so one was lost. Example ids can be sent on request, we saw {n} of them.",
  ],
  [
    "Fixed IP addresses for webhooks",
    "Our firewall team wants fixed addresses that webhooks come from. The list in the docs has not matched the real ones since {since}.",
  ],
  [
    "Webhook to {tool} fails with TLS error",
    "The webhook to {tool} fails with a TLS handshake error since the certificate over there was renewed. Other senders have no problem with it.",
  ],
  [
    "Dead letter queue for webhooks?",
    "What happens to a webhook after the last retry? We'd like to have those in a list that we can work through.",
  ],
];
