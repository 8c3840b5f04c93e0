import { addDays } from "./days.ts";
import { csv } from "./output.ts";
import { random } from "./random.ts";
import { ACCOUNTS, type Account, companyRecordId } from "./roster.ts";

const COLUMNS = [
  "Record ID",
  "Company name",
  "Company Domain Name",
  "Website URL",
  "Company owner",
  "Industry",
  "Number of Employees",
  "City",
  "Country/Region",
  "Lifecycle Stage",
  "Strategic Account",
  "Create Date",
];

/** `hubspot/companies.csv` */
export function companiesCsv(): string {
  return csv(
    COLUMNS,
    ACCOUNTS.map((account) => ({
      "Record ID": companyRecordId(account),
      "Company name": account.name,
      "Company Domain Name": account.domain,
      "Website URL": `https://www.${account.domain}`,
      "Company owner": account.csm,
      Industry: account.industry,
      "Number of Employees": account.employees,
      City: account.city,
      "Country/Region": account.country,
      "Lifecycle Stage": "Customer",
      "Strategic Account": account.strategic,
      "Create Date": createdAt(account),
    })),
  );
}

function createdAt(account: Account): string {
  const rng = random("company", account.name);
  return `${addDays(account.start, -rng.int(50, 120))} ${rng.int(10, 17)}:${rng.int(10, 59)}`;
}
