/** UTC to the second, the only form in which VOD tells times. */
export function toWireTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function isWireTime(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && toWireTime(date) === text;
}
