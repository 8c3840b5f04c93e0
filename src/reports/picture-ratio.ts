import type { Logo } from "./brand.ts";

/** Width divided by height of a picture, as its head says; undefined where the bytes are no such picture. */
export function pictureRatio(bytes: Uint8Array, mime: Logo["mime"]): number | undefined {
  const size = mime === "image/png" ? pngSize(bytes) : mime === "image/jpeg" ? jpegSize(bytes) : svgSize(bytes);
  return size === undefined || size[0] <= 0 || size[1] <= 0 ? undefined : size[0] / size[1];
}

type Size = readonly [width: number, height: number];

function pngSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length > 24 && view.getUint32(0) === 0x89504e47 ? [view.getUint32(16), view.getUint32(20)] : undefined;
}

/** The size stands in the frame header (SOF), after segments of any number. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function svgSize(bytes: Uint8Array): Size | undefined {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  if (!/<svg[\s>]/.test(text)) return undefined;
  const box = /viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(text);
  if (box !== null) return [Number(box[1]), Number(box[2])];
  const side = (name: string): number => Number(new RegExp(`<svg[^>]*\\s${name}\\s*=\\s*["']([\\d.]+)`).exec(text)?.[1] ?? 0);
  return [side("width"), side("height")];
}
