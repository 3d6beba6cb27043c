import openApi from '@alicloud/openapi-client';
import RpcClient from '@alicloud/pop-core';
import { type Answer, accessKeyId, accessKeySecret, type Client, type Values } from './client.js';

type Body = Answer['body'];

interface PopCoreEntry {
  readonly response: { readonly statusCode: number };
}

/** With its "verbose" switch on it tells the HTTP exchange too. */
export function popCore(method: 'GET' | 'POST'): Client {
  return {
    name: `@alicloud/pop-core, ${method}`,
    format: 'JSON',
    async call(endpoint, action, values) {
      const config = { endpoint, apiVersion: '2017-03-21', accessKeyId, accessKeySecret };
      const client = Reflect.construct(RpcClient, [config, true]) as RpcClient;
      try {
        const answer = await client.request<[Body, PopCoreEntry]>(action, values, { method });
        return { status: answer[1].response.statusCode, body: plain(answer[0]) };
      } catch (error) {
        if (!(error instanceof Error && 'data' in error && 'entry' in error)) throw error;
        const { statusCode } = (error.entry as PopCoreEntry).response;
        return { status: statusCode, body: plain(error.data) };
      }
    },
  };
}

const { default: OpenApiClient, Config, OpenApiRequest, Params } = openApi;

/** The generic caller behind the vendor's newer SDKs; it signs with V3. */
export function openApiClient(method: 'GET' | 'POST', place: 'query' | 'body'): Client {
  return {
    name: `@alicloud/openapi-client, ${method} with the parameters in the ${place}`,
    format: 'JSON',
    async call(origin, action, values) {
      const endpoint = new URL(origin).host;
      const key = { accessKeyId, accessKeySecret };
      const client = new OpenApiClient(new Config({ ...key, endpoint, protocol: 'HTTP' }));
      const style = { pathname: '/', authType: 'AK', style: 'RPC', version: '2017-03-21' };
      const types = { protocol: 'HTTP', reqBodyType: 'formData', bodyType: 'json' };
      const params = new Params({ action, method, ...style, ...types });
      try {
        const request = new OpenApiRequest({ [place]: values });
        const answer = await client.callApi(params, request, { autoretry: false, toMap });
        return { status: Number(answer.statusCode), body: plain(answer.body) };
      } catch (error) {
        if (!(error instanceof Error && 'data' in error)) throw error;
        return readRefusal(error.data);
      }
    },
  };
}

/** The client wants runtime options to be of a class that it does not export. */
const toMap = () => ({});

/** The client puts the status among the members of the body. */
function readRefusal(data: unknown): Answer {
  const { statusCode, ...body } = data as Body & { readonly statusCode: number };
  return { status: statusCode, body };
}

/** Both parse into objects of their own kinds. */
function plain(body: unknown): Body {
  return JSON.parse(JSON.stringify(body)) as Values & Body;
}
