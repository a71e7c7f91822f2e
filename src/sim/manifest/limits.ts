/**
 * How much is read before reading stops with an explanation. They keep a keystroke below a second on the worst text
 * of the permitted size; a cluster that one can look at needs a small part of any of them.
 */
export const limits = {
  /** UTF-16 code units of the whole text: 300 Pods as a cluster gives them, managedFields and all, or 5,000 small Services. */
  textLengthMax: 2_000_000,
  documentsMax: 5_000,
  /** Maps and lists within one another. */
  depthMax: 100,
  /** UTF-16 code units parsed again for one document because of what `LenientText` mends. */
  parsedAgainMax: 2_000_000,
  /** Places of keys written more than once that one document reports. */
  duplicatePlacesMax: 100,
  /** Values that aliases and merge keys of one document may stand for, all together. */
  aliasedValuesMax: 100_000,
} as const;
