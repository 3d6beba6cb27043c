/** Answers the query that opens what a path names. */
export type SignPath = (path: string) => string;

/**
 * A playlist as its player needs it: all that it names of ours, segments, keys and other playlists,
 * is signed like the playlist itself. `base` is the URL that its names are relative to.
 */
export function signPlaylist(playlist: string, base: URL, sign: SignPath): string {
  const signed = (reference: string) => withQuery(reference, base, sign);
  return playlist
    .split('\n')
    .map((line) => {
      if (line.startsWith('#')) {
        return line.replace(
          /(\bURI=")([^"]+)(")/g,
          (_, before, reference, after) => `${before}${signed(reference)}${after}`,
        );
      }
      const reference = line.trim();
      return reference === '' ? line : line.replace(reference, () => signed(reference));
    })
    .join('\n');
}

function withQuery(reference: string, base: URL, sign: SignPath): string {
  if (!URL.canParse(reference, base.href)) return reference;
  const { origin, pathname } = new URL(reference, base);
  if (origin !== base.origin) return reference;
  const query = sign(pathname);
  const [path = '', fragment] = reference.split('#');
  const separator = path.includes('?') ? '&' : '?';
  return `${path}${query && separator}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}
