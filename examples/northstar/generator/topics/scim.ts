import { type Template } from "../ticket-text.ts";

/** Provisioning of users from the customer's directory. */
export const SCIM: readonly Template[] = [
  [
    "SCIM sync deactivates active users",
    "Every night the SCIM sync deactivates between {n} and 20 people who are active in our directory. We switch them on again in the morning. The provisioning log says 'user not in scope', which is not true.",
  ],
  [
    "SCIM provisioning stuck at 'pending'",
    "New users stay in 'pending' for days after provisioning. The directory reports 201 Created, Northstar shows them greyed out, they never get the invitation. {n} of them are waiting.",
  ],
  [
    "Group push does not assign roles",
    "We push the group '{team}' over SCIM and expect the role {role}. Members are created but with no role, so they log in and see an empty page. Mapping is set as in the guide.",
  ],
  [
    "Deprovisioned users still hold seats",
    "People who left were removed by SCIM, still they count as seats. We are billed for them, and at the last count there were {n}. Please free the seats when a user is deprovisioned.",
  ],
  [
    "SCIM endpoint returns 409 on update",
    "PATCH on /scim/v2/Users answers 409 uniqueness for people whose e-mail changed. As a result the whole batch stops and nobody after that person is provisioned.",
  ],
  [
    "Provisioning: department attribute ignored",
    "We map department to your team field. Since {since} it is ignored and everybody is put in 'Default'. Routing of approvals depends on it, so approvals go to the wrong manager.",
  ],
  [
    "Directory sync takes 9 hours",
    "The user provisioning run used to take twenty minutes, now it is nine hours and often does not finish. In between nobody new can work. The log repeats {err}.",
  ],
  [
    "Users provisioned without licence",
    "Provisioning creates our users but does not give them a seat, although there are free ones. An admin must click through them one by one. That is exactly what SCIM was supposed to spare us.",
  ],
  [
    "SCIM token expired without warning",
    "The SCIM token ran out over night. There was no mail and no banner, only failed syncs. {n} leavers kept their access for a weekend, which our security team has to report.",
  ],
  [
    "Nested groups no longer expanded by SCIM",
    "Nested directory groups were expanded before. Now only direct members arrive, so whole sites are missing. Is it intended? The documentation still says nested groups are supported.",
  ],
  [
    "Re-hired employee cannot be provisioned",
    "A colleague came back after a year. SCIM finds her old deactivated record, returns 200 and leaves her inactive. We can't create a new one because the address is taken.",
  ],
  [
    "Role mapping overwritten by directory sync",
    "We set {role} by hand for the shift leads because the group mapping fails, and the next sync takes it away again. Either the mapping or the override has to work. Right now neither does.",
  ],
  [
    "User provisioning again, third report",
    "This is the third time that I write about user provisioning. New starters on Monday had no access until Wednesday, because the sync skipped them. What are the next steps on your side?",
  ],
];
