import { expect, it } from "vitest";
import { callNeutrally } from "../../../src/domain/accounts/call-neutrally.ts";

const WILLOW = { account: "willow-health", name: "Willow Health", keys: [] };
const DORSEY = { account: "dorsey-lane", name: "Dorsey & Lane", keys: [] };

it.each([
  [WILLOW, "who do we know at Willow Health?", "who do we know at Acme?"],
  [WILLOW, "who do we know at willow-health?", "who do we know at Acme?"],
  [WILLOW, "what is the health of WILLOW  HEALTH's team", "what is the health of Acme's team"],
  [WILLOW, "how is Willow doing?", "how is Willow doing?"],
  [WILLOW, "is Willow Healthcare a customer?", "is Willow Healthcare a customer?"],
  [DORSEY, "why is Dorsey and Lane leaving, or Dorsey & Lane staying?", "why is Acme leaving, or Acme staying?"],
  [{ account: "a.b", name: "(x+y)*", keys: [] }, "how is (x+y)* doing?", "how is (Acme)* doing?"],
])("calls %o by another name in %s", (account, question, called) => expect(callNeutrally(question, account)).toBe(called));
