import process from "node:process";

/** What the program takes from its environment. Empty variables count as unset. */
export interface Environment {
  readonly apiKey: string | undefined;
  readonly authToken: string | undefined;
  readonly baseUrl: string | undefined;
  /** ECHO_LLM: the language model, like --llm. */
  readonly llm: string | undefined;
}

/** Reads the environment once, at the edge. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const of = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === "" ? undefined : value;
  };
  return { apiKey: of("ANTHROPIC_API_KEY"), authToken: of("ANTHROPIC_AUTH_TOKEN"), baseUrl: of("ANTHROPIC_BASE_URL"), llm: of("ECHO_LLM") };
}
