import { beforeAll, expect, it } from "vitest";
import { type ReadTicket, ticketReading } from "./ticket-reading.ts";

/** What the shipped words make of talk of leaving, however polite, in the four languages. */
let read: ReadTicket;
beforeAll(async () => {
  read = await ticketReading();
});

it.each([
  "We are considering alternatives to your product.",
  "To be frank, we have started evaluating other vendors.",
  "If this happens once more we'll go elsewhere.",
  "Our board asks whether to stay with you for another year.",
  "If payroll is not right by December we will look at Deputy instead.",
  "Just a heads-up that procurement has us looking at other solutions before the renewal.",
  "Wir prüfen gerade andere Anbieter.",
  "Wenn das so weitergeht, wechseln wir zu Personio.",
  "Ehrlich gesagt testen wir gerade ein anderes System.",
  "Nous envisageons de changer de prestataire au printemps.",
  "Nous étudions d'autres solutions pour l'année prochaine.",
  "Estamos evaluando alternativas.",
  "Nos planteamos cambiar de proveedor si no hay solución.",
])("is heard: %s", (text) => {
  const told = read(text);
  expect(told).toMatchObject({ churn_intent: true, priority: expect.stringMatching(/^p[123]$/) });
  expect(told.sentiment.score).toBeLessThanOrEqual(-0.25);
  expect(told.reasons).toContain("speaks of leaving");
});

it.each([
  "We are changing identity providers next month, what do we have to set?",
  "Could the page look at the saved filter instead of the default one?",
  "We will move to the new editor instead of the old one, where is the button?",
  "Gibt es Alternativen zu diesem Bericht?",
  "Requests should go to your manager for approval, but the mail never leaves.",
])("is not heard where there is none: %s", (text) => {
  expect(read(text)).toMatchObject({ churn_intent: false, escalate: false });
});

it.each([
  "Please have someone senior call me.",
  "Bitte verbinden Sie mich mit einem Vorgesetzten.",
  "Je souhaite parler à un responsable.",
  "Quiero hablar con un supervisor hoy mismo.",
])("gives who asks for somebody senior to one: %s", (text) => {
  expect(read(text)).toMatchObject({ escalate: true, rule: "asks-senior", agent: "customer-success-manager" });
});

it("ranks a reminder that the source calls high no lower than p3, and a first report by its words", () => {
  const late = "It has been two weeks and the import is still not working. Our go-live date is past.";
  expect(read(late, "Re: import - any news?", "high").priority).toBe("p3");
  expect(read(late, "Re: import - any news?").priority).toBe("p4");
});
