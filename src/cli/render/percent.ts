/** A share as a whole percentage: "46 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
