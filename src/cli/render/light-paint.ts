/** The colours that commands need which are over before a package of colours is loaded. */
export interface LightPaint {
  readonly bold: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly yellow: (text: string) => string;
}
