/** Fields of an image that only the look-ups answer. */
export const imageLookupOnly: readonly string[] = ['type', 'regionId', 'auditStatus', 'mezzanine'];

/** Fields of an image that only a search answers. */
export const imageSearchOnly: readonly string[] = ['modifiedAt', 'fileName'];
