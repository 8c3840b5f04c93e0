/** What people write below their score. An empty text is common too. */

export const PROMOTER = [
  "Saves my team hours every week.",
  "Approvals that took days are done by lunch now.",
  "Support answers fast and knows the product.",
  "Easy enough that our plant managers build their own workflows.",
  "We moved five paper forms into it in a month, and nobody wants them back.",
  "Love the new editor. The template gallery could be bigger.",
  "Our customer success manager really knows our business.",
  "Solid, fast, no surprises.",
  "Best purchase of the year, says our finance team, and they never praise anything.",
  "The audit trail alone is worth it.",
  "Onboarding was smooth and the training fun.",
  "Would recommend it to any operations team.",
  "Reports are finally right. Thank you!",
  "Does what it should, every day.",
  "It became the backbone of our order process.",
  "Great. Please keep the pace of improvements.",
  "",
  "",
];

export const PASSIVE = [
  "Good product, but the dashboards could be faster.",
  "Works well for us. The mobile app needs attention.",
  "Fine. Reporting is a bit rigid.",
  "We like it, yet only half of the features are clear to us.",
  "Decent value, the price went up though.",
  "Mostly good. Permissions took us a long time to get right.",
  "Okay for standard cases, hard for special ones.",
  "Search and folders are weak, the rest is good.",
  "Documentation lags behind the product.",
  "Useful, but our people need more training.",
  "Integrations need a hand from time to time.",
  "No complaints, no fireworks.",
  "Would be an 8 with dark mode. Fine, it is an 8 anyway.",
  "",
  "",
];

export const DETRACTOR = [
  "Too many outages this summer.",
  "Login problems again and again, and every ticket starts from zero.",
  "Imports are a pain. We gave up and type it in.",
  "We pay for seats that nobody uses.",
  "Support is friendly but does not solve the problem.",
  "The promised connector never came.",
  "Slow in the morning, which is when we need it.",
  "Hard to explain to our board what we get for the money.",
  "After the champion of the tool left us, nobody really looks after it.",
  "Our API jobs fail every other night.",
  "App loses forms. That is a no go for drivers.",
  "Not what was shown to us in the demo.",
  "",
];

export const SERVICE_GOOD = ["Quick and to the point, thanks!", "Solved in one reply.", "Very patient with me.", "", "Great help."];

export const SERVICE_POOR = ["Took three days to get an answer.", "I had to explain it twice.", "Not solved, only closed."];
