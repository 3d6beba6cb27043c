import type { Handler } from '../operation.js';
import { readChoice, readInteger } from '../parameters.js';
import { issuePlayAuth } from '../play-auth.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import { defaultSigner } from '../signed-urls.js';
import type { PlayAuthVideoMeta } from '../wire/play-auth.js';
import { rounded } from './figures.js';
import { coverUrl } from './media-fields.js';
import { namedMedium } from './named-media.js';

/** Seconds that a credential is good for: whoever says nothing gets the least. */
const timeoutRange = { min: 100, max: 3000 };

export const getVideoPlayAuth: Handler<'GetVideoPlayAuth'> = (parameters, context) => {
  const timeout = readInteger(parameters, 'AuthInfoTimeout', timeoutRange) ?? timeoutRange.min;
  readChoice(parameters, 'ApiVersion', ['1.0.0']);
  const medium = namedMedium(parameters, context.store);
  if (medium.status !== 'Normal') throw refusals.notPlayable();
  const video = present<PlayAuthVideoMeta>({
    VideoId: medium.id,
    Title: medium.title,
    Status: medium.status,
    CoverURL: coverUrl(medium, defaultSigner(context).sign),
    Duration: rounded(medium.duration),
  });
  return {
    PlayAuth: issuePlayAuth({
      video,
      playDomain: new URL(context.origin).host,
      regionId: medium.regionId,
      expiresAt: new Date(context.store.now().getTime() + timeout * 1000),
    }),
    VideoMeta: video,
  };
};
