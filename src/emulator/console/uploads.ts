import type { CallContext } from '../operation.js';
import { execute } from '../operations/execute.js';
import { signOssV1 } from '../oss/signature-v1.js';
import { extensionOf, imageExtensions } from '../uploads/extensions.js';
import type { UploadFields } from '../wire/upload.js';
import type { AnnouncedUpload } from './shapes.js';

/** Announces a file as an SDK would, titled with its name; what is stored under the answered URL becomes the medium. */
export function announceUpload(fileName: string, context: CallContext): AnnouncedUpload {
  if (isImage(fileName)) {
    const parameters = { ImageType: 'default', OriginalFileName: fileName, Title: fileName };
    const answer = execute('CreateUploadImage', parameters, context);
    return { id: answer.ImageId, url: uploadUrl(answer) };
  }
  const answer = execute('CreateUploadVideo', { FileName: fileName, Title: fileName }, context);
  return { id: answer.VideoId, url: uploadUrl(answer) };
}

function isImage(fileName: string): boolean {
  const extension = extensionOf(fileName);
  return imageExtensions.some((known) => known === extension);
}

/** The page has no key: the URL itself is signed, for a PUT without a content type. */
function uploadUrl({ UploadAddress, UploadAuth }: UploadFields): string {
  const { Endpoint, Bucket, FileName } = decode(UploadAddress);
  const {
    AccessKeyId = '',
    AccessKeySecret = '',
    SecurityToken = '',
    ...times
  } = decode(UploadAuth);
  const expires = String(Date.parse(times.ExpireUTCTime ?? '') / 1000);
  const resource = `/${Bucket}/${FileName}?security-token=${SecurityToken}`;
  const query = new URLSearchParams({
    OSSAccessKeyId: AccessKeyId,
    Expires: expires,
    Signature: signOssV1(`PUT\n\n\n${expires}\n${resource}`, AccessKeySecret),
    'security-token': SecurityToken,
  });
  return `${Endpoint}/${Bucket}/${FileName}?${query}`;
}

function decode(base64: string): Readonly<Record<string, string>> {
  return JSON.parse(Buffer.from(base64, 'base64').toString()) as Record<string, string>;
}
