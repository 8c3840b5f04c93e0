import { beforeAll, describe, expect, it } from "vitest";
import { type ReadTicket, ticketReading } from "./ticket-reading.ts";

/** What the shipped words and rules make of texts in the four languages. */
let read: ReadTicket;
beforeAll(async () => {
  read = await ticketReading();
});

describe("a standstill of many", () => {
  it.each([
    "The application is completely down, all users are affected, nobody can work.",
    "Die Anwendung ist komplett ausgefallen, alle Benutzer sind betroffen, niemand kann arbeiten.",
    "L'application est complètement en panne, tous les utilisateurs sont touchés, personne ne peut travailler.",
    "La aplicación está completamente caída, todos los usuarios están afectados, nadie puede trabajar.",
    "Totalausfall, kein Mitarbeiter kann arbeiten, Produktion steht",
    "All 300 of our users are locked out since this morning.",
    "Alle 300 unserer Benutzer sind seit heute früh ausgesperrt.",
    "Aucun de nos 300 utilisateurs ne peut se connecter depuis ce matin.",
    "Ninguno de nuestros 300 usuarios puede entrar desde esta mañana.",
    "Anmeldung geht bei allen Nutzern nicht",
  ])("is a p1 above support: %s", (text) => {
    expect(read(text)).toMatchObject({ type: "incident", priority: "p1", rule: "outage", agent: "product-engineer", churn_intent: false });
  });

  it("speaks of no leaving, whatever the subject", () => {
    const told = read(
      "all 300 of our users are locked out. Production is down. This is costing us thousands every hour.",
      "Cannot log in with SSO - nobody can work",
    );
    expect(told).toMatchObject({ priority: "p1", rule: "outage", churn_intent: false });
    expect(told.reasons).toContain("names 300 people");
  });

  it("is neither a question about one, nor a few people, nor money", () => {
    for (const text of [
      "How do all users get notified when the service is down?",
      "Could all users get a banner when there is an outage?",
      "5 of our users are locked out.",
      "Nothing is down, just asking: what is your status page?",
    ])
      expect([text, read(text).rule, read(text).priority === "p1"]).toEqual([text, null, false]);
    expect(read("Nothing is down, just asking: what is your status page?").reasons).toEqual([]);
    expect(read("This is costing us thousands every hour.").reasons).toEqual([]);
  });
});

describe("data of others", () => {
  it.each([
    "Wir sehen Daten eines anderen Kunden in unserem Konto.",
    "Nous voyons les données d'un autre client dans notre compte.",
    "Vemos datos de otro cliente en nuestra cuenta.",
    "Customer data of another company is visible to us",
  ])("is a p1 above support: %s", (text) => {
    expect(read(text)).toMatchObject({ type: "incident", priority: "p1", rule: "data-exposed", agent: "product-engineer" });
  });

  it("is not what a customer asks about", () => {
    expect(read("Can other customers see our invoices?")).toMatchObject({ rule: null });
  });
});

describe("money asked back", () => {
  it.each([
    "Please credit $5,000 for the wrong invoice.",
    "Please refund 300 USD for the double charge.",
    "Bitte erstatten Sie 5.000 EUR, wir wurden doppelt belastet",
    "Merci de nous rembourser 5 000 EUR, nous avons été débités deux fois.",
    "Por favor, devuélvannos 5.000 EUR, nos cobraron dos veces.",
  ])("above the limit goes to the account's owner: %s", (text) => {
    expect(read(text)).toMatchObject({ rule: "money", agent: "account-executive" });
  });

  it("within the limit, or already paid, stays with support", () => {
    for (const text of ["Please refund 200 USD for the double charge.", "The 5,000 USD was refunded, thanks."])
      expect([text, read(text).rule]).toEqual([text, null]);
  });

  it("does not take a notice from its owner", () => {
    expect(read("We cancel our subscription at the end of the year. Please refund the prepaid 9,600 EUR.")).toMatchObject({
      agent: "retention-specialist",
    });
  });
});

describe("what only sounds grave", () => {
  it("a meeting cancelled is no leaving", () => {
    for (const text of ["Please cancel the meeting on Friday.", "Please cancel my appointment tomorrow."])
      expect(read(text)).toMatchObject({ churn_intent: false, rule: null });
    expect(read("Please cancel our subscription at the end of the year.")).toMatchObject({ churn_intent: true, rule: "contract-end" });
  });

  it("praise is no complaint, and what works again not still broken", () => {
    const thanks = read("Merci beaucoup, tout fonctionne de nouveau. Excellent support.");
    expect([thanks.type, thanks.reasons]).toEqual(["how-to", []]);
    const praise = read("Thank you! Just wanted to say your support team is great. Love the new dashboard.");
    expect(praise.type).not.toBe("complaint");
    expect(praise.next_step).toBe("Thank them, pass the praise on, and see whether anything is asked for.");
    expect(read("La synchronisation est de nouveau en panne.").reasons).toContain("not the first time, or still unsolved");
  });

  it("a request of erasure is no p1 and speaks of no loss", () => {
    const told = read("Under GDPR Art. 17 please delete all personal data of our former employee", "Data deletion request");
    expect(["p2", "p3", "p4"]).toContain(told.priority);
    expect(told.reasons.join(" ")).not.toMatch(/security|lost/);
  });
});

describe("a language that triage does not read", () => {
  it("is undetermined, and the source's high or urgent counts", () => {
    const text = "il sistema è completamente fermo, non riusciamo a lavorare. Urgente!";
    expect([read(text, "", "high"), read(`${text} Grazie`, "", "urgent")].map(({ language, priority }) => [language, priority])).toEqual([
      ["und", "p3"],
      ["und", "p2"],
    ]);
    expect(read("Le rapport ne s'ouvre pas, merci de nous aider avec cette erreur.").language).toBe("fr");
  });
});

describe("a log-in that works for nobody", () => {
  it.each([
    "Nobody can log in since this morning.",
    "None of our users can sign in.",
    "The login is broken for all our users.",
    "login broken for all our users",
    "Login not working for anyone",
    "Not a single user can log in.",
    "Nobody can access the app.",
    "Kein Benutzer kann sich anmelden.",
    "Our staff can't log in anywhere.",
    "Seit heute früh kann sich niemand anmelden.",
    "Plus personne ne peut se connecter.",
    "Nadie puede iniciar sesión.",
  ])("is a p1 above support: %s", (text) => {
    expect(read(text)).toMatchObject({ type: "incident", priority: "p1", rule: "outage" });
  });

  it("is no emergency where it is one person's, some people's, wanted or asked about, and yet no wish where somebody stands outside", () => {
    for (const text of ["I cannot log in.", "Some of our users can't log in.", "One colleague cannot sign in."])
      expect(read(text), text).toMatchObject({ priority: "p3", rule: null });
    for (const text of [
      "Nobody can log in as guest, is that a setting?",
      "I want nobody but admins to be able to log in.",
      "How can all users log in with SSO?",
      "Nobody can log in without the VPN, is that a setting?",
    ])
      expect(read(text).priority, text).toBe("p4");
  });
});

describe("anger", () => {
  const ANGRY = [
    "This is unacceptable.",
    "I am furious.",
    "We are fed up, this is ridiculous.",
    "Das ist eine Frechheit.",
    "C'est scandaleux.",
  ];
  it.each([
    "Tills at all 34 shops show a white page since 10:05. We are writing receipts by hand.",
    "None of the confirmations sent since about 21:30 yesterday have arrived. Bounce rate is zero.",
    "At 07:05 flow Dunning ran for all contacts instead of those with status overdue.",
    "The invoice export drops the last column.",
  ])("makes nothing less urgent: %s", (text) => {
    const calm = Number(read(text).priority.slice(1));
    for (const anger of ANGRY) expect(Number(read(`${text} ${anger}`).priority.slice(1)), anger).toBeLessThanOrEqual(calm);
  });
});
