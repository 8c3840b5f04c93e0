import { type Template } from "../ticket-text.ts";

export const DASHBOARDS: readonly Template[] = [
  [
    "Dashboard takes a minute to load",
    "The {team} dashboard takes more than a minute to load since {since}. With the date filter on 7 days it is a bit better.",
  ],
  [
    "Charts show 'no data' until reload",
    "Half of the charts say 'no data' until I reload the page. In {browser} it is worse. Colleagues see the same.",
  ],
  [
    "Numbers differ between dashboard and report",
    "The dashboard says {big} runs in {month}, the export says a few hundred less. Which one should I show to my boss?",
  ],
  [
    "Dashboard spinner in the morning",
    "Between 8 and 9 the dashboards only show the spinner. By ten all is well. It's been like this for weeks and the shift meeting is at 8:30.",
  ],
  ["Filter resets itself", "Every time I come back to the dashboard my filter on '{team}' is gone. It used to be kept."],
  ["Wall screen logs out", "We show the dashboard on a screen in the hall. It logs out over night. Is there a kiosk mode?"],
  [
    "Slow dashboards, please look at this",
    "Dashboards are slow for all {n} of us. We have not added data. I attached a trace from {browser}, the call to /widgets takes 40 seconds.",
  ],
  ["Time zone of the charts", "The bars of the day start at 2 in the morning. Looks like the charts ignore the time zone in our settings."],
  ["Widget limit", "We reached {n} widgets and can't add another one. Is there a limit and can it be lifted?"],
  [
    "Average run time is negative",
    "The tile 'average run time' for '{flow}' shows a negative number. Funny, but our auditor did not laugh.",
  ],
  ["Dashboard crashes {browser}", "Opening the yearly view makes {browser} crash. Tried on three machines. The quarterly view is okay."],
  [
    "Share dashboard with people outside",
    "Can a dashboard be shared with a supplier that has no login? A link that ends after a month would be enough.",
  ],
];
