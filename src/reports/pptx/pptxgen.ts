import type Library from "pptxgenjs";
import { InternalError } from "../../core/errors.ts";

export type Presentation = Library.default;
export type Slide = Library.default.Slide;
export type ImageProps = Library.default.ImageProps;

/** An empty presentation. The library is loaded here, on first use. */
export async function newPresentation(): Promise<Presentation> {
  // Its types describe the CommonJS build, which wraps the class once more than the module that is loaded.
  const { default: found }: { readonly default: unknown } = await import("pptxgenjs");
  if (!isMaker(found))
    throw new InternalError({ code: "pptxgenjs", message: "the library for presentations has another form than expected" });
  return new found();
}

function isMaker(value: unknown): value is new () => Presentation {
  return typeof value === "function";
}
