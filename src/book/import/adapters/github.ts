import type { Adapter } from "../adapter.ts";
import { labelsBut } from "./words.ts";

/** GitHub's REST lists as JSON. Ids are `owner/name#12`, as links between repositories are written. */
export const GITHUB: readonly Adapter[] = [
  {
    name: "github-issues",
    vendor: "github",
    title: "GitHub issues (JSON)",
    table: "requests",
    format: "json",
    container: "items",
    recognise: {
      required: ["number", "title", "state", "created_at", "html_url|url|repository_url"],
      optional: ["labels", "body", "user.login", "updated_at", "closed_at", "comments", "author_association", "state_reason"],
    },
    columns: {
      request: { from: ["number"], kind: "id" },
      repository: { from: ["repository_url", "html_url", "url"], kind: "text" },
      title: { from: ["title"], kind: "text" },
      description: { from: ["body"], kind: "text" },
      status: { from: ["state"], kind: "text" },
      resolution: { from: ["state_reason"], kind: "text" },
      labels: { from: ["labels"], kind: "list" },
      pull_request: { from: ["pull_request"], kind: "text" },
      created_at: { from: ["created_at"], kind: "instant" },
      updated_at: { from: ["updated_at"], kind: "instant" },
      shipped_on: { from: ["closed_at"], kind: "day" },
    },
    derive: {
      repository: repositoryIn("repository"),
      request: `concat_ws('#', ${repositoryIn("repository")}, request)`,
      status: "CASE WHEN resolution IN ('not_planned', 'duplicate') THEN replace(resolution, '_', ' ') ELSE status END",
      capability: labelsBut("labels"),
      shipped_on: "CASE WHEN coalesce(resolution, 'completed') = 'completed' THEN shipped_on END",
    },
    account: { labels: ["labels"] },
    required: ["request", "title"],
    identity: ["request"],
    newest: { from: ["updated_at"], kind: "instant" },
    drop: { when: "pull_request IS NOT NULL", what: "pull requests" },
  },
  {
    name: "github-releases",
    vendor: "github",
    title: "GitHub releases (JSON)",
    table: "releases",
    format: "json",
    recognise: {
      required: ["tag_name", "name", "published_at"],
      optional: ["body", "draft", "prerelease", "html_url", "created_at", "id"],
    },
    columns: {
      release: { from: ["id", "tag_name"], kind: "id" },
      name: { from: ["name", "tag_name"], kind: "text" },
      number: { from: ["tag_name"], kind: "text" },
      description: { from: ["body"], kind: "text" },
      released_on: { from: ["published_at"], kind: "day" },
      requests: { from: ["body"], kind: "text" },
      repository: { from: ["html_url", "url"], kind: "text" },
      draft: { from: ["draft"], kind: "boolean" },
    },
    derive: {
      repository: repositoryIn("repository"),
      requests: `nullif(array_to_string(list_transform(list_sort(list_distinct(regexp_extract_all(requests, '(?:^|[\\s(,])#(\\d+)', 1))), lambda x: concat_ws('#', ${repositoryIn("repository")}, x)), ';'), '')`,
    },
    account: {},
    required: ["release"],
    identity: ["release"],
    drop: { when: "draft", what: "drafts" },
  },
];

/** SQL: `owner/name` of an address of the API or of the site; null where it is neither. */
function repositoryIn(column: string): string {
  return `nullif(regexp_extract(${column}, '^https?://[^/]+/(?:api/v3/)?(?:repos/)?([^/]+/[^/]+)', 1), '')`;
}
