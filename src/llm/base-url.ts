/** Where the Messages API is, unless ANTHROPIC_BASE_URL names another place. */
export const DEFAULT_BASE_URL = "https://api.anthropic.com";

/** The host that is asked, with its port: for messages to people. No more of a base URL is told, which may hold a name and a password. */
export function hostAsked(baseUrl: string = DEFAULT_BASE_URL): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "the host of ANTHROPIC_BASE_URL";
}
