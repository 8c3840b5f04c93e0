import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replacePersonal } from "../../src/core/personal-data.ts";

const hidden = (text: string): string => replacePersonal(text, (kind) => `[${kind}]`);

describe("personal data", () => {
  it.each([
    // E-mail, as it is and as people hide it.
    ["mia.olsen+x@sub.acme-corp.example", "[email]"],
    ["Write to M\u00FCller@b\u00FCro.example, or to a_b%c@x.y.z.example!", "Write to [email], or to [email]!"],
    ["<mailto:mia@acme.example>", "<mailto:[email]>"],
    ["mia (at) acme.example, mia [at] acme [dot] example, mia{at}acme{dot}example", "[email], [email], [email]"],
    // Telephone.
    ["Call +49 30 5557 0199 or (030) 555 0199", "Call [phone] or [phone]"],
    ["+1 (415) 555-0132, +44.20.7946.0958, +33\u00A06\u00A012\u00A034\u00A056\u00A078", "[phone], [phone], [phone]"],
    ["0049 30 55570199 and 415-555-0132 and 415.555.0132", "[phone] and [phone] and [phone]"],
    ["Ring me on 030 555 01 99 please", "Ring me on [phone] please"],
    ["Handy: 0171/5550199; T\u00E9l\u00E9phone 06 12 34 56 78", "Handy: [phone]; T\u00E9l\u00E9phone [phone]"],
    // Cards by Luhn's sum, accounts by ISO 13616.
    ["4111 1111 1111 1111, 4111-1111-1111-1111, 4111.1111.1111.1111, 4111111111111111", "[card], [card], [card], [card]"],
    ["3782 822463 10005 and 378282246310005", "[card] and [card]"],
    ["IBAN DE89 3704 0044 0532 0130 00 was charged", "IBAN [account] was charged"],
    ["de89370400440532013000, GB29NWBK60161331926819, NO93-8601-1117-947", "[account], [account], [account]"],
    ["FR14 2004 1010 0505 0001 3M02 606 paid twice", "[account] paid twice"],
    // Machines on the internet.
    ["from 203.0.113.7, and 2001:db8:0:0:0:0:2:1, 2001:db8::2:1", "from [ip], and [ip], [ip]"],
    // Keys and passwords.
    ["sk-ant-api03-abcdefghijkl and ghp_0123456789abcdefghij", "[secret] and [secret]"],
    ["AKIAIOSFODNN7EXAMPLE xoxb-123456789012-abc glpat-0123456789abcdefghij", "[secret] [secret] [secret]"],
    ["Authorization: Bearer abcdefghijklmnop1234==", "Authorization: Bearer [secret]"],
    ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "token [secret]"],
    ['password: Hunter2! and api_key="a1b2c3d4e5", Passwort = geheim_7', 'password: [secret] and api_key="[secret]", Passwort = [secret]'],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "[secret]"],
  ])("is known however it is written: %s", (text, expected) => {
    expect(hidden(text)).toBe(expected);
  });

  it.each([
    "Ticket 49323 of 2026-11-16, order 1234567890",
    "4111 1111 1111 1112 fails its check sum, and 0000 0000 0000 0000 is none",
    "DE89 3704 0044 0532 0130 01 is no account, nor is NS40ABCD12345678",
    "We have 34,512 rows, 10,000 come out, $118,800 is due, 46 % left",
    "Error NS-403-02 at 12:30:45, build 7.10.3.2212, version 1.2.3.4, v10.0.0.1",
    "2026-11-14 2026-12-14, 2026-11-14 to 2026-12-14",
    "10.0.0.1, 192.168.1.20, 127.0.0.1 and 999.1.1.1 are nobody's",
    "My password is expired, the API key is missing. Password: please reset",
    "the task-force, sk-learn, eyJ, and a@b",
    "00:1A:2B:3C:4D:5E",
  ])("leaves what is none: %s", (text) => {
    expect(hidden(text)).toBe(text);
  });

  it("is gone after one look, in any surroundings", () => {
    const planted = [
      "mia@acme.example",
      "+49 30 5557 0199",
      "4111 1111 1111 1111",
      "DE89 3704 0044 0532 0130 00",
      "203.0.113.7",
      "sk-ant-api03-abcdefghijkl",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...planted),
        fc.constantFrom(" ", "\n", "(", ", ", '"', "<"),
        fc.constantFrom(" ", "\n", ")", ", ", '"', ">", ". "),
        (secret, before, after) => {
          expect(hidden(`see${before}${secret}${after}please`)).not.toContain(secret);
        },
      ),
    );
  });

  it("reads a long run of letters once", () => {
    const long = 200_000;
    for (const run of ["a", "1", "a.", "+1 ", "sk-", "eyJ-", "(1", "aa11 ", "2001:", "password: ", "a[at]", "1.1."]) {
      const text = run.repeat(long / run.length);
      expect(hidden(text).length, run).toBeGreaterThan(0);
    }
  }, 20_000);
});
