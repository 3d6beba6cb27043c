import type { WireStreamInfo } from '../../vod/operations.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Limits {
  readonly long: number;
  readonly short: number;
}

/** The largest picture of each definition: VOD's table, which holds for portraits as well. */
export const sizeLimits = {
  FD: { long: 640, short: 480 },
  LD: { long: 720, short: 540 },
  SD: { long: 1280, short: 720 },
} as const satisfies Record<string, Limits>;

export function fitsInto({ width, height }: Size, { long, short }: Limits): boolean {
  return Math.max(width, height) <= long && Math.min(width, height) <= short;
}

/** As large as the limits allow, never larger than it was; with even sides, as H.264 wants them. */
export function fitInto({ width, height }: Size, { long, short }: Limits): Size {
  const byLong = long / Math.max(width, height);
  const scale = Math.min(1, byLong, short / Math.min(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

function even(length: number): number {
  return Math.max(2, Math.floor(length / 2 + 1e-6) * 2);
}

/** How large the picture of a video stream is shown: upright, and with square pixels. */
export function shownSize(stream: WireStreamInfo | undefined): Size | undefined {
  const [width, height] = [Number(stream?.Width), Number(stream?.Height)];
  if (!(width > 0 && height > 0)) return undefined;
  const [across = 1, down = 1] = (stream?.Sar ?? '').split(':').map(Number);
  const shown = { width: across > 0 && down > 0 ? (width * across) / down : width, height };
  const isTurned = Number(stream?.Rotate ?? 0) % 180 !== 0;
  return isTurned ? { width: shown.height, height: shown.width } : shown;
}

/** The tier VOD bills by, which has other limits than the definition. */
export function specificationOf(
  codec: string | null | undefined,
  { width, height }: { readonly [Side in keyof Size]?: number | null },
): string {
  if (!codec || !width || !height) return 'Audio';
  const isWithin = (long: number, short: number) => fitsInto({ width, height }, { long, short });
  const tier = isWithin(640, 480) ? 'LD' : isWithin(1280, 720) ? 'SD' : 'HD';
  return `${codec}.${tier}`;
}
