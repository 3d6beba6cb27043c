export const ids: readonly string[];
export const query: string;
