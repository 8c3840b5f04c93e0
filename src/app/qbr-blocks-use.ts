import { formatValue } from "../domain/facts/format-value.ts";
import type { Fact } from "../domain/facts/fact.ts";
import type { Block } from "../reports/document.ts";
import { cite, joinWords, resting, type Words, words } from "../reports/words.ts";
import { changeWords, figureOf, missing, numberOf, type ReviewBlock, toneOf } from "./qbr-block.ts";
import type { Review, ReviewMonth } from "./qbr-review.ts";

/** Fewer points than this make no trend. */
const LEAST_POINTS = 2;
const MOST_FEATURES = 8;

/** What the product's use was: numbers, trends, features, and how similar customers do. */
export const USE_BLOCKS: readonly ReviewBlock[] = [
  { name: "key-figures", audience: "customer", doc: "active users, logins, features and seats of the quarter", build: keyFigures },
  {
    name: "users-chart",
    audience: "customer",
    doc: "active users by month",
    build: (review) => trend(review, "Active users by month", "users", ({ users }) => users),
  },
  {
    name: "logins-chart",
    audience: "customer",
    doc: "logins by month",
    build: (review) => trend(review, "Logins by month", "logins", ({ logins }) => logins),
  },
  { name: "features", audience: "customer", doc: "the features used most, with people and events", build: features },
  { name: "peers", audience: "customer", doc: "the account against the middle of similar customers, at least five", build: peers },
  { name: "since", audience: "customer", doc: "use in the last 30 days before as-of, against the 30 before", build: since },
];

function keyFigures({ fact, atEnd, end }: Review): Block[] {
  const change = (metric: string): Words => {
    const words = changeWords(fact(metric));
    return words === undefined
      ? [resting("no comparison with the quarter before", fact(metric))]
      : joinWords([words, " on the quarter before"]);
  };
  const [use, seats, adoption] = [atEnd("seat_utilisation"), atEnd("seats"), atEnd("feature_adoption")];
  return [
    {
      kind: "figures",
      figures: [
        figureOf(
          "Active users",
          fact("quarter_active_users"),
          change("quarter_active_users_change"),
          toneOf(fact("quarter_active_users_change")),
        ),
        figureOf("Logins", fact("quarter_logins"), change("quarter_logins_change"), toneOf(fact("quarter_logins_change"))),
        figureOf(
          `Seats in use on ${end}`,
          use,
          seats.value === null ? "" : words`of ${cite(seats)} licensed seats, in ${daysOf(use)} days`,
        ),
        figureOf(
          "Features in use",
          adoption,
          words`of the product's features, ${daysOf(adoption)} days to ${adoption.days === undefined ? end : adoption.window.to}`,
        ),
      ],
    },
  ];
}

/** How many days the "30 days" of a figure of use really are. */
function daysOf({ days }: Fact): string {
  return String(days?.last ?? 30);
}

function trend(review: Review, title: string, id: string, of: (month: ReviewMonth) => Fact): Block[] {
  const points = review.months.map((month) => ({ name: month.name, fact: of(month) })).filter(({ fact }) => fact.value !== null);
  const [first] = points;
  if (first === undefined) return [missing(`${title}: nothing is on record for these months.`)];
  if (points.length < LEAST_POINTS)
    return [missing(words`${title}: one month alone is on record, ${first.name}, with ${cite(first.fact)}: too little for a trend.`)];
  return [
    {
      kind: "chart",
      chart: {
        id,
        kind: id === "users" ? "line" : "bar",
        title,
        unit: first.fact.unit,
        categories: points.map(({ name }) => name),
        series: [
          {
            name: title.replace(/ by month$/, ""),
            values: points.map(({ fact }) => numberOf(fact)),
            facts: points.map(({ fact }) => fact),
          },
        ],
      },
    },
    ...(id === "logins" && review.fact("logins_last_30d").days?.last === 28
      ? [missing("Use is recorded by the week: a month counts the four or five weeks that are dated in it.")]
      : []),
  ];
}

function features({ fact, features: rows }: Review): Block[] {
  const total = fact("quarter_features");
  if (rows.length === 0) return [missing("No use of a feature is on record for the quarter.")];
  const shown = rows.slice(0, MOST_FEATURES);
  const more = rows.length - shown.length;
  return [
    {
      kind: "table",
      caption: `Features used in the quarter, by number of uses${more > 0 ? `; ${more} more are not shown` : ""}`,
      columns: [
        { title: "Feature", width: 3 },
        { title: "People", align: "right" },
        { title: "Uses", align: "right" },
      ],
      rows: shown.map(({ feature, users, events }) => [
        feature,
        users === 0 ? "–" : [resting(String(users), total)],
        [resting(whole(events), total)],
      ]),
      facts: [total],
    },
  ];
}

function whole(value: number): string {
  return formatValue({ value, unit: "count" });
}

function peers({ fact, atEnd }: Review): Block[] {
  const compared = (
    [
      ["Licensed seats in use", "seat_utilisation"],
      ["Share of the product's features in use", "feature_adoption"],
      ["Logins per user and week", "logins_per_user_week"],
    ] as const
  ).map(([label, metric]) => ({ label, own: atEnd(metric), theirs: fact(`peer_${metric}`) }));
  const known = compared.filter(({ own, theirs }) => own.value !== null && theirs.value !== null);
  if (known.length === 0)
    return [
      missing(
        "A comparison with similar customers is left out: it needs at least five of them with figures, so that none can be told apart.",
      ),
    ];
  return [
    {
      kind: "table",
      caption: `Against the middle of similar customers, ${known.map(({ own }) => daysOf(own)).sort()[0] ?? "30"} days to the end of the quarter`,
      columns: [
        { title: "", width: 3 },
        { title: "You", align: "right" },
        { title: "Similar customers", align: "right", width: 1.4 },
        { title: "", width: 1.4 },
      ],
      rows: known.map(({ label, own, theirs }) => [label, [cite(own)], [cite(theirs)], against(own, theirs)]),
    },
    {
      kind: "paragraph",
      words: words`Compared with ${cite(fact("peer_accounts"))} other customers of similar size; no single one of them can be told from the figures.`,
    },
  ];
}

function against(own: Fact, theirs: Fact): Words {
  const [mine, other] = [numberOf(own) ?? 0, numberOf(theirs) ?? 0];
  return [resting(mine > other * 1.05 ? "above" : mine < other * 0.95 ? "below" : "about the same", own, theirs)];
}

function since({ fact, asOf, end }: Review): Block[] {
  if (end === asOf) return [];
  const compare = (label: string, now: string, before: string, change: string) =>
    figureOf(
      label,
      fact(now),
      words`${cite(fact(before))} in the ${String(fact(before).days?.before ?? 30)} days before${suffix(changeWords(fact(change)))}`,
      toneOf(fact(change)),
    );
  const last = fact("logins_last_30d");
  return [
    { kind: "heading", text: `Since the quarter ended: the ${daysOf(last)} days to ${last.days === undefined ? asOf : last.window.to}` },
    {
      kind: "figures",
      figures: [
        // People told only as a number are known of whole months, and stand above.
        ...(fact("active_users_30d").value === null && fact("quarter_active_users").value !== null
          ? []
          : [compare("Active users", "active_users_30d", "active_users_prior_30d", "active_users_change_30d")]),
        compare("Logins", "logins_last_30d", "logins_prior_30d", "logins_change_30d"),
        figureOf("Open tickets", fact("open_tickets"), words`on ${asOf}`),
      ],
    },
  ];
}

function suffix(change: Words | undefined): Words {
  return change === undefined ? "" : joinWords([", ", change]);
}
