import { type Template } from "../ticket-text.ts";

export const API_LIMITS: readonly Template[] = [
  [
    "429 from the API well under the limit",
    "We are getting 429 Too Many Requests at about {big} calls an hour, your page says 10,000. The Retry-After header is missing, so our client doubles its wait each time.",
  ],
  [
    "Rate limit counted per account or per key?",
    "Is the API limit counted per key or for the whole account? We have {n} integrations with a key each, and one of them seems to starve the others.",
  ],
  [
    "Nightly job hits API limit",
    "Our nightly export to {tool} reads all runs of the day and hits the limit half way. Could the limit be raised for us between 1 and 4 in the morning?",
  ],
  [
    "API pagination returns duplicates",
    "Paging through /v2/runs with the cursor gives us some runs twice and leaves others out when new runs arrive in between. {n} duplicates in the last pull.",
  ],
  [
    "Bulk endpoint?",
    "We update {big} records every Monday one call at a time. A bulk endpoint would save both of us a lot of traffic. Is one planned, or have we overlooked it?",
  ],
  [
    "API latency went up",
    "Median time for GET /v2/workflows went from 200 ms to 1.8 s since {since}. Nothing changed on our side. It makes our portal feel broken.",
  ],
  [
    "Burst limit not documented",
    "We stay under the hourly limit but short bursts of {n} calls are refused. I can't find the burst limit in the reference. What is it?",
  ],
  [
    "Key rotation invalidated the old key at once",
    "The dialog promised a day of overlap for the old API key. It stopped at once and {n} jobs failed over night.",
  ],
  [
    "API returns 200 with an error in the body",
    "A create call with a missing field answers 200 and puts the error in the body ({err}). Our client takes it for success. A 4xx would be right, wouldn't it?",
  ],
  [
    "Increase of API quota",
    "With the new plant going live we expect about {big} calls a day. What would a higher quota cost, and who decides?",
  ],
  [
    "Time stamps without zone in API",
    "Some endpoints give time stamps with Z, others without zone. /v2/approvals is one of the latter. Which zone are they in?",
  ],
  [
    "Sandbox has a lower limit",
    "Our load test in the sandbox fails at 60 calls a minute. Is there a way to test with the production limit for one afternoon?",
  ],
];
