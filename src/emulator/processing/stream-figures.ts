/** Of bits a second, with three decimals; `undefined` for what is no number. */
export function toKilobits(bitsPerSecond: number): number | undefined {
  return toFigure(bitsPerSecond / 1000);
}

/** With three decimals; `undefined` for what is no number. */
export function toFigure(value: number): number | undefined {
  return Number.isFinite(value) ? Number(value.toFixed(3)) : undefined;
}

/** `25.0`: the form of frame rates in stream lists. */
export function decimalText(figure: number | undefined): string | undefined {
  if (figure === undefined) return undefined;
  return Number.isInteger(figure) ? figure.toFixed(1) : `${figure}`;
}
