/** The customers of Routeboard, a made-up vendor of delivery planning: one line each, and everything else follows from it. */

export type Story = "steady" | "fading" | "growing" | "new" | "quiet" | "left" | "late-payer";

export interface Customer {
  /** As Salesforce writes it. */
  readonly name: string;
  /** As Stripe, Zendesk and the product write it. */
  readonly stripeName: string;
  readonly zendeskName: string;
  readonly productName: string;
  readonly domain: string;
  readonly owner: string;
  readonly industry: string;
  readonly city: string;
  readonly country: string;
  /** The day the first term began; a term is a year. */
  readonly since: string;
  readonly employees: number;
  readonly seats: number;
  /** Dollars a seat and year. */
  readonly seatPrice: number;
  readonly story: Story;
}

/** Name | in Stripe | in Zendesk | in the product | domain | owner | industry | city | country | since | employees | seats | price | story. Empty: as in Salesforce. */
const ROSTER = `
GTX Pro Inc.|GTXPro|GTX-Pro|gtxpro|gtxpro|Dana Reyes|Logistics|Reno|United States|2023-12-18|900|45|1440|fading
Halcyon Freight GmbH|Halcyon Frieght|||halcyon-freight|Dana Reyes|Logistics|Bremen|Germany|2024-02-01|2100|80|1475|steady
Brambleway Foods|||brambleway-foods|brambleway|Olu Fashola|Food|Leeds|United Kingdom|2024-09-09|340|30|1200|growing
Ottersley Dairy Ltd|||Ottersley Dairy|ottersley|Olu Fashola|Food|Truro|United Kingdom|2026-10-12|120|12|1200|new
Pinnock & Sons Ltd|Pinnock and Sons||pinnock|pinnock|Dana Reyes|Wholesale|Hull|United Kingdom|2025-03-03|60|10|1320|late-payer
Quarrystone Aggregates||||quarrystone|Olu Fashola|Mining|Dundee|United Kingdom|2024-05-20|780|25|1380|steady
Sallow Creek Nurseries||||sallowcreek|Dana Reyes|Agriculture|Salem|United States|2025-01-15|45|8|1320|quiet
Tindermoor Logistics||Tindermoor||tindermoor|Olu Fashola|Logistics|Cork|Ireland|2024-07-01|510|35|1380|steady
Umberline Couriers||||umberline|Dana Reyes|Logistics|Lyon|France|2025-02-10|260|20|1320|steady
Vexley Medical Supply||||vexley|Olu Fashola|Healthcare|Boise|United States|2025-06-02|150|15|1380|steady
Wrayburn Wholesale||||wrayburn|Dana Reyes|Wholesale|Derby|United Kingdom|2024-09-30|90|12|1200|left
Zellwood Bakeries||||zellwood|Olu Fashola|Food|Tampa|United States|2025-08-18|70|9|1200|steady
`;

export const CUSTOMERS: readonly Customer[] = ROSTER.trim().split("\n").map(parsed);

function parsed(line: string): Customer {
  const [
    name = "",
    stripe = "",
    zendesk = "",
    product = "",
    domain = "",
    owner = "",
    industry = "",
    city = "",
    country = "",
    since = "",
    ...rest
  ] = line.split("|");
  const [employees = "", seats = "", seatPrice = "", story = ""] = rest;
  return {
    name,
    stripeName: stripe === "" ? name : stripe,
    zendeskName: zendesk === "" ? name : zendesk,
    productName: product === "" ? name : product,
    domain: `${domain}.example`,
    owner,
    industry,
    city,
    country,
    since,
    employees: Number(employees),
    seats: Number(seats),
    seatPrice: Number(seatPrice),
    story: story as Story,
  };
}

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly role: string;
  readonly email: string;
}

const FIRST_NAMES = "Maren Felix Ines Jonah Petra Samir Tilda Viktor Nadia Owen Greta Bruno".split(" ");
const LAST_NAMES = "Okoye Tanaka Calder Wirth Lindgren Boateng Rooke Amsel Farrow Castel Halloran Ekstein Marsh".split(" ");

const JOBS = [
  ["Head of Operations", "Champion"],
  ["Chief Financial Officer", "Decision Maker"],
  ["Dispatch Lead", "End User"],
] as const;

/** The three people of a customer that the CRM knows: champion, decision maker, end user. */
export function peopleOf(customer: Customer): Person[] {
  const start = CUSTOMERS.indexOf(customer) * JOBS.length;
  return JOBS.map(([title, role], index) => {
    // Twelve and thirteen have no common divisor: no name comes twice.
    const first = FIRST_NAMES[(start + index) % FIRST_NAMES.length] ?? "";
    const last = LAST_NAMES[(start + index) % LAST_NAMES.length] ?? "";
    return { first, last, title, role, email: `${first}.${last}@${customer.domain}`.toLowerCase() };
  });
}
