/** What the program's exit status means; scripts rely on these numbers. */
export const EXIT = {
  ok: 0,
  usage: 1,
  findings: 2,
  partial: 3,
  budget: 4,
  model: 5,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
