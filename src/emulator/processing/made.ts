import type { PictureSet } from './pictures.js';
import type { Probed } from './probe.js';
import type { Rendition } from './rendition.js';
import type { Workspace } from './workspace.js';

/** What the work of a job came to. Files lie in their workspace until they are entered. */
export type Made =
  | { readonly kind: 'figures'; readonly probed: Probed }
  | { readonly kind: 'pictures'; readonly sets: readonly PictureSet[]; readonly files: Workspace }
  | { readonly kind: 'rendition'; readonly rendition: Rendition; readonly files: Workspace }
  | { readonly kind: 'original' };
