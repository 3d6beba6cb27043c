/** How many media are generated, beside those that show the shipped files themselves. */
export interface CatalogueSize {
  readonly videos: number;
  readonly audios: number;
  readonly images: number;
}

export const shippedSize: CatalogueSize = { videos: 330, audios: 36, images: 44 };

/** So many media altogether, in the proportions of the shipped catalogue. */
export function sizeOfCatalogue(media: number): CatalogueSize {
  const { videos, audios, images } = shippedSize;
  const share = (part: number) => Math.round((media * part) / (videos + audios + images));
  return {
    videos: media - share(audios) - share(images),
    audios: share(audios),
    images: share(images),
  };
}
