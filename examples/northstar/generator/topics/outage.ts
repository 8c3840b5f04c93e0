import { type Template } from "../ticket-text.ts";

export const OUTAGE: readonly Template[] = [
  ["Northstar is down", "Nothing loads, we get a 503 on every page. Is this known? Our status meeting starts in {n} minutes."],
  [
    "Outage? Workflows are not starting",
    "No workflow has started for the last half hour. The status page is all green. {n} orders are waiting.",
  ],
  ["Can't reach the app", "The whole team can't reach the app. Other sites work. When will it be back?"],
  ["503 everywhere", "503 on web, mobile and API. Please give us an estimate, our plant runs on this."],
  ["Runs lost during the outage", "The service is back, but {n} runs that were under way have vanished. Can they be restored?"],
  [
    "Status page says operational, it isn't",
    "Your status page says operational. It is not. We learn of outages from our own users, which is embarrassing.",
  ],
  ["All approvals hang", "All approvals hang at 'sending'. It started at about a quarter past the hour."],
  [
    "Post-mortem for the outage",
    "Could we have the post-mortem of the outage? My management wants to know the cause and what you do so that it does not happen again.",
  ],
  [
    "Service credit for downtime",
    "We measured {n} hours of downtime. According to our contract that gives us a credit. Whom do I talk to?",
  ],
  [
    "Queue backlog after the incident",
    "After the incident our queue is {big} runs long and moves slowly. When can we expect it to be normal?",
  ],
  ["Login and dashboards down", "Neither login nor dashboards work. Tried {browser} and the app. Anybody there?"],
  [
    "Downtime in the middle of month end",
    "Of all days, on the day of the month-end close. Please call me, we have people sitting here who can't work.",
  ],
];
