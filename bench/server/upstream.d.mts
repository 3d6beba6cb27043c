export const ids: readonly string[];
export const query: string;
export function call(
  operation: string,
  request: { readonly VideoIds: string },
): Promise<{ readonly VideoList: readonly { readonly Title: string }[] }>;
