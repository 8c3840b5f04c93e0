/** What a phrase of the index belongs to. */
export const GROUP = {
  capability: 0,
  gap: 1,
  not: 2,
  cue: 3,
  feeling: 4,
  negation: 5,
  intensifier: 6,
  softener: 7,
  turn: 8,
  neutral: 9,
  sarcasm: 10,
  dateWord: 11,
  sure: 12,
} as const;
