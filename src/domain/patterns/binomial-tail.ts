/**
 * P(X ≥ k) for X binomial with `n` trials of chance `p`, as the regularised incomplete beta function I_p(k, n − k + 1), which also has a value
 * where k and n are no whole numbers. 1 for k ≤ 0, 0 for k > n. Relative error below 1e-10.
 * Continued fraction: NIST Digital Library of Mathematical Functions 8.17.22, evaluated by Lentz's method.
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  const [a, b] = [k, n - k + 1];
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(p) + b * Math.log1p(-p));
  return Math.min(1, p < (a + 1) / (a + b + 2) ? (front * fraction(a, b, p)) / a : 1 - (front * fraction(b, a, 1 - p)) / b);
}

const TINY = 1e-300;
const NEAR = 1e-14;
const MOST_STEPS = 10_000;

function fraction(a: number, b: number, x: number): number {
  const kept = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / kept(1 + term * d);
      c = kept(1 + term / c);
      result *= c * d;
    }
    if (Math.abs(c * d - 1) < NEAR) break;
  }
  return result;
}

const LANCZOS = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
  12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
];

/** Logarithm of the gamma function for positive numbers (Lanczos, g = 7, nine terms). */
function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const at = x - 1;
  const t = at + 7.5;
  const sum = LANCZOS.reduce((total, term, index) => (index === 0 ? term : total + term / (at + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}
