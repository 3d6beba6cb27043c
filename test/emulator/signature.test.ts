import { describe, expect, it } from '@jest/globals';
import { readRequest } from '../../src/emulator/request.js';
import {
  isSameSignature,
  percentEncode,
  signV1,
  stringToSignV1,
} from '../../src/emulator/signature.js';
import { readAuthorization, signV3, stringToSignV3 } from '../../src/emulator/signature-v3.js';

const common = {
  Format: 'JSON',
  Version: '2017-03-21',
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
};

describe('percent-encoding', () => {
  it.each([
    ['a b', 'a%20b'],
    ["!'()*", '%21%27%28%29%2A'],
    ['AZaz09-_.~', 'AZaz09-_.~'],
    ['海+&=/', '%E6%B5%B7%2B%26%3D%2F'],
  ])('writes %s as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });
});

describe('signature V1', () => {
  it("signs the documents' own example", () => {
    const stringToSign = stringToSignV1(
      'GET',
      Object.entries({
        ...common,
        AccessKeyId: 'testAccessKeyId',
        Action: 'GetVideoPlayAuth',
        VideoId: '5aed81b74ba84920be578cdfe004af4b',
        SignatureNonce: '8f8a035d-6496-4268-afd4-67c22837e38d',
        Timestamp: '2017-10-10T12:02:54Z',
        Signature: 'is not signed',
      }),
    );
    expect(stringToSign).toBe(
      'GET&%2F&AccessKeyId%3DtestAccessKeyId%26Action%3DGetVideoPlayAuth%26Format%3DJSON%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D8f8a035d-6496-4268-afd4-67c22837e38d%26SignatureVersion%3D1.0%26Timestamp%3D2017-10-10T12%253A02%253A54Z%26Version%3D2017-03-21%26VideoId%3D5aed81b74ba84920be578cdfe004af4b',
    );
    expect(signV1(stringToSign, 'testAccessKeySecret')).toBe('Ibgh7y8Vp47LBuAsf5Xhi1SvDss=');
  });

  it.each([
    ['GET', 'uoBwJZtPN9DzaKuf9dgGJ/sNypQ='],
    ['POST', 'HA4vaw/3vFadntoMiLIbjxhahEQ='],
  ])(
    'signs quotes, parentheses, stars, tildes, spaces and Chinese with %s',
    (method, signature) => {
      const stringToSign = stringToSignV1(
        method,
        Object.entries({
          ...common,
          AccessKeyId: 'testid',
          Action: 'SearchMedia',
          SearchType: 'video',
          Match: "Title in ('海洋 A*','b~c') and Status='Normal'",
          Fields: 'Title,CoverURL',
          SortBy: 'CreationTime:Desc',
          PageNo: '1',
          PageSize: '20',
          SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
          Timestamp: '2024-05-01T08:00:00Z',
        }),
      );
      expect(stringToSign).toBe(
        `${method}&%2F&AccessKeyId%3Dtestid%26Action%3DSearchMedia%26Fields%3DTitle%252CCoverURL%26Format%3DJSON%26Match%3DTitle%2520in%2520%2528%2527%25E6%25B5%25B7%25E6%25B4%258B%2520A%252A%2527%252C%2527b~c%2527%2529%2520and%2520Status%253D%2527Normal%2527%26PageNo%3D1%26PageSize%3D20%26SearchType%3Dvideo%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26SortBy%3DCreationTime%253ADesc%26Timestamp%3D2024-05-01T08%253A00%253A00Z%26Version%3D2017-03-21`,
      );
      expect(signV1(stringToSign, 'testsecret')).toBe(signature);
    },
  );

  it('covers empty values', () => {
    expect(stringToSignV1('GET', Object.entries({ B: '', A: '1' }))).toBe('GET&%2F&A%3D1%26B%3D');
  });
});

describe('signature V3', () => {
  const headers = {
    host: '127.0.0.1:4700',
    'x-acs-action': 'GetVideoInfos',
    'x-acs-version': '2017-03-21',
    'x-acs-date': '2026-11-22T20:48:06Z',
    'x-acs-signature-nonce': 'b1c541c0d9f6e2796353d62ac02a038a',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-credentials-provider': 'static_ak',
  };
  const inQuery = {
    method: 'POST',
    path: '/',
    query: [['VideoIds', "a b,c*~'(海)"]] as const,
    headers,
    signedHeaders: Object.keys(headers),
    body: new Uint8Array(),
  };
  const formHeaders = {
    ...headers,
    'x-acs-action': 'UpdateVideoInfos',
    'x-acs-signature-nonce': '56fc9159b8641c9e035eb9ca01316311',
    'content-type': 'application/x-www-form-urlencoded',
    'x-acs-content-sha256': 'd62fd62131346508a645ce9dc0d25bae9b4def9aff4e5b7cff6abea28cae59dc',
  };
  const inBody = {
    ...inQuery,
    query: [],
    headers: formHeaders,
    signedHeaders: Object.keys(formHeaders),
    body: Buffer.from('UpdateContent=%5B%7B%22VideoId%22%3A%221%22%7D%5D'),
  };

  it('signs parameters in the query', () => {
    expect(signV3(stringToSignV3(inQuery), 'vodgraph-secret')).toBe(
      'a0e8ca6bd8b21da42b00dd17e7c7bfd2002de11975c446091f71726db8eaa19c',
    );
  });

  it('signs parameters in the body', () => {
    const stringToSign = stringToSignV3(inBody);
    expect(stringToSign).toBe(
      'ACS3-HMAC-SHA256\nf86702ec72798346e7ccd66a583ccaa4335133369bc325b8b11534ff78833ea4',
    );
    expect(signV3(stringToSign, 'vodgraph-secret')).toBe(
      '63b7ed941d67d1d016749d38a3ed8427e725e32c9cad1eb9e98bb0310826c9ec',
    );
  });

  it('notices a body that is not the one signed', () => {
    const changed = { ...inBody, body: Buffer.from('UpdateContent=%5B%5D') };
    expect(stringToSignV3(changed)).not.toBe(stringToSignV3(inBody));
  });

  it.each(['host', 'x-acs-action', 'x-acs-date'])('insists on a signed %s', (name) => {
    const signedHeaders = inQuery.signedHeaders.filter((header) => header !== name);
    expect(stringToSignV3({ ...inQuery, signedHeaders })).toBe(stringToSignV3(inQuery));
  });

  it('reads the authorization header', () => {
    expect(
      readAuthorization('ACS3-HMAC-SHA256 Credential=k,SignedHeaders=Host;x-acs-date,Signature=ab'),
    ).toEqual({ credential: 'k', signedHeaders: ['host', 'x-acs-date'], signature: 'ab' });
    expect(readAuthorization('ACS3-HMAC-SHA256')).toEqual({ signedHeaders: [] });
  });
});

describe('comparing signatures', () => {
  it('tells equal from different, whatever the length', () => {
    expect(isSameSignature('abc', 'abc')).toBe(true);
    expect(isSameSignature('abc', 'abd')).toBe(false);
    expect(isSameSignature('abc', 'abcd')).toBe(false);
    expect(isSameSignature('', '海')).toBe(false);
  });
});

describe('reading a request', () => {
  const read = (url: string, body = '', plusInQuery: '+' | ' ' = '+') =>
    readRequest({ method: 'POST', url, headers: {}, body: Buffer.from(body) }, plusInQuery);

  it('merges query and form, the first of a repeated name counting', () => {
    const { common, parameters } = read('/?Action=A&Title=query&X=1&X=2', 'Title=form&Tags=t');
    expect(common).toEqual({ Action: 'A' });
    expect(parameters).toEqual({ Title: 'query', X: '1', Tags: 't' });
  });

  it('reads a plus as a space in a form, and in the query as told', () => {
    expect(read('/?A=1+2', 'B=1+2').parameters).toEqual({ A: '1+2', B: '1 2' });
    expect(read('/?A=1+2', '', ' ').parameters).toEqual({ A: '1 2' });
  });

  it('names what cannot be decoded', () => {
    expect(read('/?Good=1&Bad=%zz&Worse=%').malformed).toBe('Bad');
    expect(read('/', 'Bad=%E6').malformed).toBe('Bad');
  });

  it('keeps names that objects are born with as plain parameters', () => {
    const { parameters } = read('/?__proto__=1&constructor=2');
    expect(Object.entries(parameters)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });
});
