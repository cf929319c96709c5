// The official npm clients, unmodified, behind one verb each, as support/clients.mjs wants them.

import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ensVersion, ownVersion, ramVersion, stsVersion, versionOf } from '../support/versions.mjs';

const load = createRequire(join(process.env.SLUICE_CLIENTS_DIR, 'package.json'));
const PopCore = load('@alicloud/pop-core');
const OpenApiClient = load('@alicloud/openapi-client');
const OpenApiUtil = load('@alicloud/openapi-util').default;
const { RuntimeOptions } = load('@alicloud/tea-util');
const OpenApiCore = load('@alicloud/openapi-core');

const library = (name) => `${name} ${load(`${name}/package.json`).version}`;

// Signature v1: with POST everything travels in the form.
function openPopCore(method) {
  return ({ scheme = 'http', host }, key) => {
    const versions = [ensVersion, ownVersion, ramVersion, stsVersion];
    const clients = new Map(versions.map((apiVersion) => [apiVersion, new PopCore.RPCClient({
      endpoint: `${scheme}://${host}`, accessKeyId: key.id, accessKeySecret: key.secret,
      securityToken: key.securityToken, apiVersion,
    })]));
    return { call: (action, parameters) => clients.get(versionOf(action)).request(action, parameters, { method }) };
  };
}
const popCoreFailure = (error) => ({
  code: error.code, httpStatus: error.entry.response.statusCode, message: error.data.Message,
  requestId: error.data.RequestId,
});

const rpc = (scheme, action, method) => ({
  action, version: versionOf(action), protocol: scheme.toUpperCase(), method, authType: 'AK', style: 'RPC',
  pathname: '/', reqBodyType: 'formData', bodyType: 'json',
});

// What product SDKs generated since 2021 call; signature ACS3, or v1 where an application asks for it.
function openOpenApi({ placement, signatureAlgorithm }) {
  return ({ scheme = 'http', host }, key) => {
    const client = new OpenApiClient.default(new OpenApiClient.Config({
      endpoint: host, protocol: scheme, accessKeyId: key.id, accessKeySecret: key.secret, securityToken: key.securityToken,
      signatureAlgorithm,
    }));
    return {
      async call(action, parameters) {
        const request = new OpenApiClient.OpenApiRequest({ [placement]: OpenApiUtil.query(parameters) });
        return (await client.callApi(rpc(scheme, action, 'POST'), request, new RuntimeOptions({}))).body;
      },
    };
  };
}
const openApiFailure = (error) => ({
  code: error.code, httpStatus: error.data.statusCode, message: error.data.Message, requestId: error.data.RequestId,
});

// What SDKs generated today call; signature ACS3.
function openCore(method) {
  const { default: Client, $OpenApiUtil } = OpenApiCore;
  return ({ scheme = 'http', host }, key) => {
    const client = new Client(new $OpenApiUtil.Config({
      endpoint: host, protocol: scheme, accessKeyId: key.id, accessKeySecret: key.secret,
      securityToken: key.securityToken,
    }));
    return {
      async call(action, parameters) {
        const request = new $OpenApiUtil.OpenApiRequest({ query: $OpenApiUtil.default.query(parameters) });
        return (await client.callApi(rpc(scheme, action, method), request, new RuntimeOptions({}))).body;
      },
    };
  };
}
const coreFailure = (error) => ({
  code: error.code, httpStatus: error.statusCode, message: error.data.Message, requestId: error.data.RequestId,
});

const popCore = library('@alicloud/pop-core');
const openApi = library('@alicloud/openapi-client');
const core = library('@alicloud/openapi-core');

export const clients = [
  { name: 'pop-core, GET', library: popCore, open: openPopCore('GET'), failure: popCoreFailure },
  { name: 'pop-core, POST', library: popCore, open: openPopCore('POST'), failure: popCoreFailure },
  { name: 'openapi-client, query', library: openApi, open: openOpenApi({ placement: 'query' }), failure: openApiFailure },
  { name: 'openapi-client, form', library: openApi, open: openOpenApi({ placement: 'body' }), failure: openApiFailure },
  {
    name: 'openapi-client, signature v1',
    library: openApi,
    open: openOpenApi({ placement: 'body', signatureAlgorithm: 'v2' }),
    failure: openApiFailure,
  },
  { name: 'openapi-core, GET', library: core, open: openCore('GET'), failure: coreFailure },
  { name: 'openapi-core, POST', library: core, open: openCore('POST'), failure: coreFailure },
];
