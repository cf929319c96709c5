// The official clients, unmodified, behind one verb each: call(action, parameters) answers the parsed body or throws what
// the client throws. `failure` reads that exception the way a user of that client does.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(join(process.env.SLUICE_CLIENTS_DIR, 'package.json'));
const PopCore = load('@alicloud/pop-core');
const OpenApiClient = load('@alicloud/openapi-client');
const OpenApiUtil = load('@alicloud/openapi-util').default;
const { RuntimeOptions } = load('@alicloud/tea-util');
const OpenApiCore = load('@alicloud/openapi-core');

const ensVersion = '2017-11-10';
const ownVersion = '2026-11-22';
const ownActions = new Set(['DescribeAddressMappings', 'DescribeListenerStates']);
const versionOf = (action) => (ownActions.has(action) ? ownVersion : ensVersion);

// Signature v1: with POST everything travels in the form.
function popCore(method) {
  return ({ host }, key) => {
    const clients = new Map([ensVersion, ownVersion].map((apiVersion) => [apiVersion, new PopCore.RPCClient({
      endpoint: `http://${host}`, accessKeyId: key.id, accessKeySecret: key.secret, apiVersion,
    })]));
    return { call: (action, parameters) => clients.get(versionOf(action)).request(action, parameters, { method }) };
  };
}
const popCoreFailure = (error) => ({
  code: error.code, httpStatus: error.entry.response.statusCode, message: error.data.Message,
});

const rpc = (action, method) => ({
  action, version: versionOf(action), protocol: 'HTTP', method, authType: 'AK', style: 'RPC', pathname: '/',
  reqBodyType: 'formData', bodyType: 'json',
});

// What product SDKs generated since 2021 call; signature ACS3, or v1 where an application asks for it.
function openApiClient({ placement, signatureAlgorithm }) {
  return ({ host }, key) => {
    const client = new OpenApiClient.default(new OpenApiClient.Config({
      endpoint: host, protocol: 'http', accessKeyId: key.id, accessKeySecret: key.secret, signatureAlgorithm,
    }));
    return {
      async call(action, parameters) {
        const request = new OpenApiClient.OpenApiRequest({ [placement]: OpenApiUtil.query(parameters) });
        return (await client.callApi(rpc(action, 'POST'), request, new RuntimeOptions({}))).body;
      },
    };
  };
}
const openApiClientFailure = (error) => ({
  code: error.code, httpStatus: error.data.statusCode, message: error.data.Message,
});

// What SDKs generated today call; signature ACS3.
function openApiCore(method) {
  const { default: Client, $OpenApiUtil } = OpenApiCore;
  return ({ host }, key) => {
    const client = new Client(new $OpenApiUtil.Config({
      endpoint: host, protocol: 'http', accessKeyId: key.id, accessKeySecret: key.secret,
    }));
    return {
      async call(action, parameters) {
        const request = new $OpenApiUtil.OpenApiRequest({ query: $OpenApiUtil.default.query(parameters) });
        return (await client.callApi(rpc(action, method), request, new RuntimeOptions({}))).body;
      },
    };
  };
}
const openApiCoreFailure = (error) => ({
  code: error.code, httpStatus: error.statusCode, message: error.data.Message,
});

export const clients = [
  { name: 'pop-core with GET', open: popCore('GET'), failure: popCoreFailure },
  { name: 'pop-core with POST', open: popCore('POST'), failure: popCoreFailure },
  { name: 'openapi-client, query', open: openApiClient({ placement: 'query' }), failure: openApiClientFailure },
  { name: 'openapi-client, form', open: openApiClient({ placement: 'body' }), failure: openApiClientFailure },
  {
    name: 'openapi-client with signature v1',
    open: openApiClient({ placement: 'body', signatureAlgorithm: 'v2' }),
    failure: openApiClientFailure,
  },
  { name: 'openapi-core with GET', open: openApiCore('GET'), failure: openApiCoreFailure },
  { name: 'openapi-core with POST', open: openApiCore('POST'), failure: openApiCoreFailure },
];
