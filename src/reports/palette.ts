/** Colours of letters, grounds and meanings; each reads at 4.5 : 1 or more on its ground. */
export interface Palette {
  readonly ground: string;
  readonly raised: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly good: string;
  readonly bad: string;
  readonly missing: string;
}

export const LIGHT: Palette = {
  ground: "#ffffff",
  raised: "#f4f6f8",
  ink: "#1a1f26",
  soft: "#505a66",
  line: "#d5dae0",
  good: "#1b6e3c",
  bad: "#a32020",
  missing: "#7a5200",
};

export const DARK: Palette = {
  ground: "#14181d",
  raised: "#1f252c",
  ink: "#eef1f4",
  soft: "#b3bcc6",
  line: "#3a434d",
  good: "#7fd69f",
  bad: "#ff9d94",
  missing: "#f0c674",
};
