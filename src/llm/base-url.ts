/** Where the Messages API is, unless ANTHROPIC_BASE_URL names another place. */
export const DEFAULT_BASE_URL = "https://api.anthropic.com";

/** The host that is asked, with its port: for the line that says where data goes. */
export function hostAsked(baseUrl: string | undefined): string {
  return new URL(baseUrl !== undefined && URL.canParse(baseUrl) ? baseUrl : DEFAULT_BASE_URL).host;
}
