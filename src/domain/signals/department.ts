/** Words of job titles by department, the narrow ones first. */
const DEPARTMENTS: readonly (readonly [department: string, words: RegExp])[] = [
  ["customer success", /customer success|customer experience/],
  ["support", /support|service desk|help ?desk/],
  ["IT", /\bit\b|information technology|infrastructure|systems|security|\bciso\b|\bcio\b/],
  ["engineering", /engineer|developer|software|technical|\bcto\b|platform|architect/],
  ["data", /\bdata\b|analyst|analytics|business intelligence/],
  ["finance", /financ|account(ing|ant)|controller|treasur|\bcfo\b|procurement|purchas/],
  ["marketing", /marketing|brand|content|communications|\bcmo\b/],
  ["sales", /sales|revenue|account executive|business development|commercial|\bcro\b/],
  ["people", /human resources|\bhr\b|people|talent|recruit/],
  ["legal", /legal|counsel|compliance|privacy/],
  ["product", /product/],
  ["operations", /operations|\bops\b|\bcoo\b|logistics|supply|warehouse|plant|process/],
];

/** The department a job title speaks of; null where it speaks of none. */
export function departmentOf(title: string | null): string | null {
  if (title === null) return null;
  const text = title.toLowerCase();
  return DEPARTMENTS.find(([, words]) => words.test(text))?.[0] ?? null;
}
