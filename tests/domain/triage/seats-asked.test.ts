import { beforeAll, describe, expect, it } from "vitest";
import { seatsAsked } from "../../../src/domain/triage/seats-asked.ts";
import { type ReadTicket, ticketReading } from "../../app/ticket-reading.ts";

let read: ReadTicket;
beforeAll(async () => {
  read = await ticketReading();
});

describe("seatsAsked", () => {
  it.each([
    ["we need 30 seats", 30],
    ["Please add 1,200 more users to our plan", 1200],
    ["Could we get another 5 licences?", 5],
    ["We need more seats", 0],
    ["Wir brauchen 30 weitere Lizenzen", 30],
    ["Il nous faut 12 licences supplémentaires", 12],
    ["Necesitamos 30 licencias más", 30],
  ])("of %j is %d", (text, asked) => expect(seatsAsked(text)).toEqual({ seatsAsked: asked }));

  it.each([
    "We have 30 seats",
    "we don't need 30 seats",
    "we need 30 fewer seats",
    "we need 30 seats less",
    "Please remove 30 seats",
    "we want more users to get the mail",
    "30 users need a seat map",
  ])("of %j is nothing", (text) => expect(seatsAsked(text)).toEqual({}));
});

describe("the reasons", () => {
  it("say what was read of seats, and people only where people are named", () => {
    expect(read("We need 30 seats").reasons).toEqual(["asks for more seats (30)"]);
    expect(read("We need more seats").reasons).toEqual(["asks for more seats"]);
    expect(read("Please remove 30 seats from our plan").reasons).toEqual(["names 30 seats"]);
    expect(read("We need 30 seats, 80 users cannot see the board").reasons).toContain("names 80 people");
  });
});
