import type { ErrorSupport } from './support.js';

const statusUnknown = 'unverified: the status is published nowhere';

/** Errors that can come with every operation, before it sees the call. */
export const gatewayErrors: Readonly<Record<string, ErrorSupport>> = {
  MissingParameter:
    '400 unverified: answered as Missing and the name of the parameter, as VOD was seen to do',
  InvalidParameter: '400 supported',
  UnsupportedHTTPMethod: '400 supported',
  'InvalidAction.NotFound': '404 supported',
  UnsupportedOperation: `400 ${statusUnknown}`,
  InvalidVersion: `400 ${statusUnknown}`,
  NoSuchVersion: '400 never',
  InvalidFormat: '400 unverified: VOD may take another Format for XML',
  'InvalidProtocol.NeedSsl': '404 never',
  InvalidSignatureMethod: '400 supported',
  InvalidSignatureVersion: '400 unverified: by analogy with InvalidSignatureMethod',
  'InvalidAccessKeyId.NotFound': '404 supported',
  'InvalidAccessKeyId.Inactive': '400 never',
  'Forbidden.AccessKeyDisabled': '403 never',
  MissingSecurityToken: `400 ${statusUnknown}`,
  'InvalidSecurityToken.Malformed': `400 ${statusUnknown}`,
  'InvalidSecurityToken.MismatchWithAccessKey': `400 ${statusUnknown}`,
  'InvalidSecurityToken.Expired': '400 never',
  'InvalidTimeStamp.Format': '400 supported',
  'InvalidTimeStamp.Expired': '400 supported',
  SignatureDoesNotMatch: '400 supported',
  IncompleteSignature: '400 never',
  SignatureNonceUsed: '400 supported',
  Forbidden: '403 never',
  'Forbidden.RAM': '403 never',
  OperationDenied: '403 never',
  'OperationDenied.Suspended': '403 never',
  'Throttling.User':
    '400 unverified: if quotas are on, for calls beyond one second of the quota at once; 10 a second where none is published',
  'Throttling.Api': '400 never',
  Throttling: '400 never',
  InternalError: '500 supported',
  ServiceUnAvailable: '503 never',
};
