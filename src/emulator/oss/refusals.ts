/** OSS says no: answered as its XML error, which its CDN passes on. */
export class OssRefusal extends Error {
  override readonly name = 'OssRefusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Further elements of the error. */
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The vendor's own messages, as far as they are known. `EC` is its number for the cause. */
export const ossRefusals = {
  accessDenied: (message: string, details = {}) =>
    new OssRefusal(403, 'AccessDenied', message, details),
  noRight: () => ossRefusals.accessDenied('You have no right to access this object.'),
  anonymous: () =>
    ossRefusals.accessDenied('You have no right to access this object because of bucket acl.'),
  /** Not a refusal of the vendor's, whose buckets take any key. */
  notExpected: (key: string) =>
    ossRefusals.accessDenied(
      'No upload to this key was announced. VOD expects files only where CreateUploadVideo and the like say.',
      { Key: key },
    ),
  urlExpired: (expires: string, serverTime: string) =>
    ossRefusals.accessDenied('Request has expired.', {
      Expires: expires,
      ServerTime: serverTime,
      EC: '0002-00000069',
    }),
  incompleteQuery: () =>
    ossRefusals.accessDenied(
      'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters.',
    ),
  noDate: () => ossRefusals.accessDenied('OSS authentication requires a valid Date.'),
  invalidArgument: (message: string, details = {}) =>
    new OssRefusal(400, 'InvalidArgument', message, details),
  twoSignatures: () =>
    ossRefusals.invalidArgument(
      'The signature must be in the Authorization header or in the URL, not in both.',
      { EC: '0002-00000039' },
    ),
  invalidExpires: (value: string) =>
    ossRefusals.accessDenied('Invalid date (should be seconds since epoch).', {
      Expires: value,
      EC: '0002-00000070',
    }),
  unknownAccessKey: (id: string) =>
    new OssRefusal(
      403,
      'InvalidAccessKeyId',
      'The OSS Access Key Id you provided does not exist in our records.',
      { OSSAccessKeyId: id },
    ),
  invalidToken: () =>
    new OssRefusal(403, 'InvalidSecurityToken', 'The security token you provided is invalid.', {
      EC: '0002-00000006',
    }),
  tokenExpired: () =>
    new OssRefusal(403, 'SecurityTokenExpired', 'The security token you provided has expired.', {
      EC: '0002-00000007',
    }),
  clockSkewed: (requestTime: string, serverTime: string) =>
    new OssRefusal(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        MaxAllowedSkewMilliseconds: '900000',
        RequestTime: requestTime,
        ServerTime: serverTime,
      },
    ),
  /** The vendor quotes the signature that it got too; errors of this service hold none. */
  signatureMismatch: (accessKeyId: string, stringToSign: string) =>
    new OssRefusal(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      {
        OSSAccessKeyId: accessKeyId,
        StringToSign: stringToSign,
        StringToSignBytes: Buffer.from(stringToSign)
          .toString('hex')
          .toUpperCase()
          .replace(/..(?=.)/g, '$& '),
      },
    ),
  notImplemented: (what: string) =>
    new OssRefusal(501, 'NotImplemented', `This service does not implement ${what}.`),
  noSuchBucket: (name: string) =>
    new OssRefusal(404, 'NoSuchBucket', 'The specified bucket does not exist.', {
      BucketName: name,
    }),
  noSuchKey: (key: string) =>
    new OssRefusal(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key }),
  noSuchUpload: (uploadId: string) =>
    new OssRefusal(
      404,
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { UploadId: uploadId },
    ),
  missingLength: () =>
    new OssRefusal(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'),
  invalidDigest: () =>
    new OssRefusal(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.'),
  invalidPart: (number: number) =>
    new OssRefusal(
      400,
      'InvalidPart',
      "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
      { PartNumber: String(number) },
    ),
  invalidPartOrder: () =>
    new OssRefusal(
      400,
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts list must be specified in order by part number.',
    ),
  partTooSmall: (number: number, size: number, minSize: number) =>
    new OssRefusal(
      400,
      'EntityTooSmall',
      'Your proposed upload smaller than the minimum allowed size.',
      { MinSizeAllowed: String(minSize), ProposedSize: String(size), PartNumber: String(number) },
    ),
  malformedXml: () =>
    new OssRefusal(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema.',
    ),
  invalidRange: (size: number) =>
    new OssRefusal(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      ActualObjectSize: String(size),
    }),
  preconditionFailed: (condition: string) =>
    new OssRefusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold.',
      { Condition: condition },
    ),
  /** OSS itself is never full: the limit is that of whoever runs this service. */
  storageFull: (message: string) => new OssRefusal(403, 'StorageFull', message),
  internalError: () =>
    new OssRefusal(500, 'InternalError', 'We encountered an internal error. Please try again.'),
};
