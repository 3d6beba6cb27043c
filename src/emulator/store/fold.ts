/** The form in which fuzzy searches compare: `CAFÉ`, `café` and its decomposed spelling are one. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
