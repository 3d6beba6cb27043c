// biome-ignore lint/complexity/noBannedTypes: filled by the operations to come
export type ProcessingOperations = {};
