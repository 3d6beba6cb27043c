import { Refusal } from './operation.js';

/**
 * Errors that every operation can answer, beside its own: status and message as far as they are
 * known. unverified: the status of those about security tokens, of `InvalidVersion` and of
 * `Forbidden.AccessKeyDisabled`, and the messages of these.
 */
const gatewayErrors = {
  MissingParameter: [
    400,
    'The input parameter that is mandatory for processing this request is not supplied.',
  ],
  InvalidParameter: [400, 'The specified parameter is not valid.'],
  'InvalidParameter.Format': [400, 'The format of the specified parameter is not valid.'],
  UnsupportedHTTPMethod: [400, 'This http method is not supported, use GET or POST.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  'InvalidApi.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  InvalidVersion: [400, 'The specified parameter Version is not valid.'],
  NoSuchVersion: [400, 'The specified version does not exist.'],
  InvalidFormat: [400, 'The specified parameter Format is not valid.'],
  'InvalidProtocol.NeedSsl': [404, 'Your request is denied as lack of ssl protect.'],
  InvalidSignatureMethod: [400, 'The specified parameter SignatureMethod is not valid.'],
  InvalidSignatureVersion: [400, 'The specified parameter SignatureVersion is not valid.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  'Forbidden.AccessKeyDisabled': [403, 'The access key is disabled.'],
  MissingSecurityToken: [400, 'SecurityToken is mandatory for this action.'],
  'InvalidSecurityToken.Expired': [400, 'Specified SecurityToken is expired.'],
  'InvalidSecurityToken.Malformed': [400, 'Specified SecurityToken is malformed.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [
    400,
    'Specified SecurityToken mismatch with the AccessKey.',
  ],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  SignatureDoesNotMatch: [400, 'Specified signature is not matched with our calculation.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  Forbidden: [403, 'User not authorized to operate on the specified resource.'],
  'Forbidden.RAM': [
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  ],
  NoPermission: [403, 'User not authorized to operate on the specified resource.'],
  OperationDenied: [403, 'Your account does not open VOD service yet.'],
  'OperationDenied.Suspended': [403, 'Your VOD service is suspended.'],
  UnsupportedOperation: [400, 'The specified action is not supported.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'Throttling.Api': [400, 'Request was denied due to api flow control.'],
  Throttling: [400, 'Request was denied due to request throttling.'],
  InternalError: [500, 'The request processing has failed due to some unknown error.'],
  ServiceUnAvailable: [503, 'The request has failed due to a temporary failure of the server.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
} satisfies Record<string, readonly [status: number, message: string]>;

export type GatewayErrorCode = keyof typeof gatewayErrors;

export const gatewayErrorCodes = Object.keys(gatewayErrors) as GatewayErrorCode[];

export function isGatewayError(code: string): code is GatewayErrorCode {
  return Object.hasOwn(gatewayErrors, code);
}

export function gatewayRefusal(code: GatewayErrorCode): Refusal {
  const [status, message] = gatewayErrors[code];
  return new Refusal(status, code, message);
}

/** Says what the service calculated, so that callers can compare. */
export function signatureMismatch(stringToSign: string): Refusal {
  const { status, code, message } = gatewayRefusal('SignatureDoesNotMatch');
  return new Refusal(status, code, `${message} server string to sign is:${stringToSign}`);
}
