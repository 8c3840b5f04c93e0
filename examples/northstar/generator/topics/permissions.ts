import { type Template } from "../ticket-text.ts";

export const PERMISSIONS: readonly Template[] = [
  [
    "Role {role} can see salaries",
    "Someone with the role {role} can open the form with salaries in '{flow}'. That must not be. I have taken the workflow offline until I hear from you.",
  ],
  ["Can't edit my own workflow", "I built '{flow}' and now I can only view it. Nobody changed my role, says our admin."],
  [
    "Custom roles",
    "Can we make a role that may start a workflow but not see the finished ones? The built-in ones don't fit for our temps.",
  ],
  [
    "Approver on holiday",
    "When an approver is away, who may approve in their place? The deputy gets 'not allowed' although delegation is on.",
  ],
  [
    "Admin rights lost",
    "Our only admin left in {month} and nobody else has admin rights. How do we get access? I can send whatever proof you need.",
  ],
  [
    "Folder permissions not inherited",
    "New workflows in the folder '{team}' don't take over its permissions. We set them by hand, {n} so far.",
  ],
  [
    "Audit log: who changed the permission?",
    "Somebody opened '{flow}' to everybody. The audit log has no entry for it. Where should I look?",
  ],
  [
    "Read-only access for auditors",
    "Our auditors need to look at everything for two weeks and change nothing. What is the simplest set-up?",
  ],
  [
    "'You do not have access' on shared link",
    "Links to a run that I share end at 'You do not have access', although all of us are on the {team} team.",
  ],
  ["Guest users see the member list", "Guests can see names and e-mail addresses of all members. For privacy reasons we need that off."],
  ["Bulk change of roles", "{n} people move from {role} to another role next month. Is there a way to change them all at once?"],
  [
    "Permission needed for API keys",
    "Which permission lets a person create API keys? I want to give that to one engineer and not make him an admin.",
  ],
];
