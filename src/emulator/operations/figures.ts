/** Seconds and the like as JSON numbers: short ones, long literals trouble the vendor's clients. */
export function rounded(figure: number | undefined): number | undefined {
  return figure === undefined ? undefined : Math.round(figure * 10_000) / 10_000;
}

/** `25.0000`: the form of the source's figures. */
export function fixed(figure: number | undefined): string | undefined {
  return figure?.toFixed(4);
}

/** `25`: the form of a stream's figures. */
export function plain(figure: number | undefined): string | undefined {
  return rounded(figure)?.toString();
}
