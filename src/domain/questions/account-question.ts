/** Ways of asking an account for one figure that do not name it: "what does Acme pay", "when does it renew". The first that fits counts. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bhow many (?:seats|licen[cs]es)\b.*\b(?:uses?|using|used|in use|active)\b|\bseats? (?:in use|used)\b/i, "seats_in_use"],
  [
    /\bhow much (?:does|do|is|are) .*\b(?:pay|paying|worth|spend|spending)\b|\bwhat (?:does|do|is|are) .*\b(?:pay|paying|worth|spend|spending)\b(?! .)/i,
    "arr",
  ],
  [
    /\bwhen (?:does|do|will|is) .*\b(?:renew|renews|renewing|up for renewal)\b|\bwhen is .*\brenewal\b|\bwhen is the renewal\b/i,
    "renewal_on",
  ],
  [/\bwhen did .*\b(?:become|start|sign|sign up|join)\b|\b(?:since when|customer since)\b/i, "customer_since"],
  [/\bhow (?:old|long)\b.*\b(?:customer|client|with us)\b/i, "tenure_days"],
  [/\b(?:what|which) plan\b/i, "plan"],
  [/\b(?:what|which) (?:segment|tier)\b/i, "segment"],
  [/\b(?:what|which) industry\b/i, "industry"],
  [
    /\b(?:when was|when did we (?:have|hold|do|run)|date of) .*\b(?:qbr|business review|review)\b|\blast (?:qbr|business review)\b/i,
    "last_review_on",
  ],
  [
    /\bwhen (?:did (?:we|i)|was the) last (?:talk|speak|meet|meeting|call|contact|time)|\blast (?:call|contact|touch|meeting) with\b|\bwhen did (?:we|i) .*\b(?:talk|speak|meet)\b/i,
    "last_meeting_on",
  ],
  [/\bwhen did .*\b(?:log ?in|use)\b.*\blast\b|\blast (?:log ?in|use)\b/i, "last_use_on"],
  [/\bwhen (?:was|did|is) .*\bkick-?off\b/i, "kickoff_on"],
  [/\bwhen did .*\b(?:churn|leave|cancel)\b/i, "churned_on"],
  [/\bhow many (?:users|people)\b/i, "active_users_30d"],
  [/\bhow (?:healthy|green)\b|^\W*(?:the )?(?:health|score) of\b|\b(?:health|score)\W*$/i, "health_score"],
  [
    /\b(?:who owns|who manages|who handles|who looks after|who(?:'s|’s| is) .*(?:owner|csm|success manager|account manager)|whose account is)\b|\b(?:account )?owner of\b/i,
    "csm_name",
  ],
];

const OTHERWISE = /\b(?:why|should we|how do we|draft|prepare|likely|risk|churning|ready|and (?:are|is|what|why|who|how))\b/i;

/** The metric of an account that a question asks for without naming it; undefined for none. */
export function askedOfAccount(question: string): string | undefined {
  if (OTHERWISE.test(question)) return undefined;
  return FORMS.find(([pattern]) => pattern.test(question))?.[1];
}
