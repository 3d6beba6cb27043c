import type { CallContext } from '../operation.js';
import { issueUploadCredentials, uploadValidityMs } from '../upload-credentials.js';
import { bucket } from '../urls.js';
import type { UploadFields } from '../wire/upload.js';
import { toWireTime } from '../wire-time.js';

/** Where a client stores the file, and with what: both Base64 of a JSON object. */
export function uploadFields(objectKey: string, { store, origin }: CallContext): UploadFields {
  const now = store.now();
  const credentials = issueUploadCredentials(objectKey, now);
  return {
    UploadAddress: encode({ Endpoint: origin, Bucket: bucket, FileName: objectKey }),
    UploadAuth: encode({
      SecurityToken: credentials.securityToken,
      AccessKeyId: credentials.accessKeyId,
      ExpireUTCTime: toWireTime(new Date(credentials.expiresAt)),
      AccessKeySecret: credentials.accessKeySecret,
      // Seconds from now, not a date.
      Expiration: String(uploadValidityMs / 1000),
      Region: 'cn-shanghai',
    }),
  };
}

function encode(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64');
}
