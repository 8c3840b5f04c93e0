import { addDays, AS_OF } from "../../northstar/generator/days.ts";
import { random } from "../../northstar/generator/random.ts";
import { CUSTOMERS, peopleOf } from "./customers.ts";
import { OFFICE, PLAIN, textTable } from "./text-files.ts";

/** Answers to a survey; one score is out of range, one date does not exist. */
export function survey(): string {
  const columns = ["Response ID", "Email", "Name", "Company", "Survey Type", "Score", "Comment", "Responded At"];
  const scores: Readonly<Record<string, readonly [number, string]>> = {
    fading: [3, "Login has been broken for weeks."],
    growing: [10, "We want it in the second depot, too."],
    "late-payer": [7, "Fine so far."],
    steady: [8, "Does what it should."],
  };
  const rows = CUSTOMERS.filter(({ story }) => story in scores).map((customer, index) => {
    const [score, comment] = scores[customer.story] ?? [8, ""];
    const person = peopleOf(customer)[0];
    return {
      "Response ID": 880_100 + index,
      Email: person?.email ?? "",
      Name: `${person?.first ?? ""} ${person?.last ?? ""}`,
      Company: customer.name,
      "Survey Type": "nps",
      Score: customer.name.startsWith("Zellwood") ? 11 : score,
      Comment: comment,
      "Responded At": customer.name.startsWith("Vexley") ? "2026-09-31 10:00:00" : `${addDays(AS_OF, -20 - index)} 10:00:00`,
    };
  });
  return textTable(columns, rows, PLAIN);
}

/** The success managers' own sheet of conversations, whose headers no program writes. */
export function touchpoints(): string {
  const columns = ["Kunde", "Datum", "Art", "Teilnehmer", "Notizen", "CSM"];
  const rows = CUSTOMERS.filter(({ story }) => story !== "fading" && story !== "quiet" && story !== "left").flatMap((customer) => {
    const chance = random("messy", "touchpoints", customer.name);
    return [150, 95, 50, 12].map((back, nth) => {
      const on = addDays(AS_OF, -back - chance.int(0, 6));
      return {
        Kunde: nth === 1 ? customer.name.replace(/ (Ltd|GmbH)$/, "") : customer.name,
        Datum: on < customer.since ? "" : on.split("-").reverse().join("."),
        Art: chance.pick(["Call", "Meeting", "E-Mail"]),
        Teilnehmer: peopleOf(customer)[0]?.email ?? "",
        Notizen: chance.pick([
          "check-in, all well",
          "planning for the season",
          "open questions gone through",
          "training for new dispatchers",
        ]),
        CSM: customer.owner,
      };
    });
  });
  return textTable(
    columns,
    rows.filter((row) => row.Datum !== ""),
    OFFICE,
  );
}
