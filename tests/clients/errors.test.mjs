// What goes wrong reaches the users of every official client as that client's own exception, with the right code.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { clients } from './support/clients.mjs';
import { key, startService } from './support/service.mjs';
import { unknownAction } from './support/versions.mjs';

const create = {
  EnsRegionId: 'cn-chengdu-telecom', LoadBalancerSpec: 'elb.s1.small', PayType: 'PostPaid', NetworkId: 'n-5unknown',
  VSwitchId: 'vsw-5unknown',
};
const without = (parameters, name) => Object.fromEntries(Object.entries(parameters).filter(([each]) => each !== name));

const refusals = [
  { what: 'an unknown key', key: { ...key, id: 'nobody' }, action: 'DescribeNetworks', parameters: {},
    code: 'InvalidAccessKeyId.NotFound', httpStatus: 404 },
  { what: 'an unknown action', action: unknownAction, parameters: {},
    code: 'InvalidAction.NotFound', httpStatus: 404 },
  { what: 'a missing parameter', action: 'CreateLoadBalancer', parameters: without(create, 'NetworkId'),
    code: 'MissingNetworkId', httpStatus: 400 },
  { what: 'a wrong parameter', action: 'CreateLoadBalancer', parameters: { ...create, PayType: 'PrePaid' },
    code: 'InvalidParameter.PayType', httpStatus: 400 },
  { what: 'an unknown balancer', action: 'DescribeLoadBalancerAttribute', parameters: { LoadBalancerId: 'lb-5unknown' },
    code: 'LoadBalancerNotFound', httpStatus: 404 },
];

const requestId = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const throttledWithin = 20; // calls

// What every exception tells; not every client tells the HTTP status.
function assertTells(failure, { what, code, httpStatus }) {
  assert.equal(failure.code, code, what);
  assert.equal(failure.httpStatus ?? httpStatus, httpStatus, what);
  assert.ok(failure.message, what);
  assert.match(failure.requestId, requestId, what);
}

async function exceptionOf(client, service, withKey, action, parameters) {
  try {
    await client.open(service, withKey).call(action, parameters);
  } catch (error) {
    return client.failure(error);
  }
  throw new assert.AssertionError({ message: `${action} succeeded` });
}

for (const client of clients) {
  test(`${client.name} throws the code of every refusal`, { timeout: 60_000 }, async (t) => {
    const service = await startService(t);
    for (const refusal of refusals) {
      if (client.refuses?.includes(refusal.what)) continue; // by itself, before anything is sent
      assertTells(await exceptionOf(client, service, refusal.key ?? key, refusal.action, refusal.parameters), refusal);
    }
  });

  test(`${client.name} says what it says of a wrong secret`, { timeout: 60_000 }, async (t) => {
    const service = await startService(t);
    const failure = await exceptionOf(client, service, { ...key, secret: 'wrong' }, 'DescribeNetworks', {});
    const { code, advice } = client.wrongSecret ?? { code: 'SignatureDoesNotMatch' };
    assertTells(failure, { what: 'a wrong secret', code, httpStatus: 400 });
    if (advice) assert.match(failure.advice, advice);
  });

  test(`${client.name} throws what throttling answers`, { timeout: 60_000 }, async (t) => {
    const service = await startService(t, { rateLimits: '0.01' }); // one call a second
    const cloud = client.open(service, key);
    const call = async () => {
      for (let i = 0; i < throttledWithin; i += 1) await cloud.call('DescribeNetworks', {});
    };
    await assert.rejects(call, (error) => {
      assertTells(client.failure(error), { what: 'too many calls', code: 'Throttling.User', httpStatus: 400 });
      return true;
    });
  });

  test(`${client.name} is told when a token comes back with other parameters`, { timeout: 60_000 }, async (t) => {
    const service = await startService(t);
    const cloud = client.open(service, key);
    const { NetworkId } = await cloud.call('CreateNetwork',
      { EnsRegionId: create.EnsRegionId, CidrBlock: '10.0.0.0/16', NetworkName: 'errors' });
    const { VSwitchId } = await cloud.call('CreateVSwitch',
      { EnsRegionId: create.EnsRegionId, NetworkId, CidrBlock: '10.0.1.0/24', VSwitchName: 'errors' });
    const first = { ...create, NetworkId, VSwitchId, LoadBalancerName: 'one', ClientToken: randomUUID() };
    await cloud.call('CreateLoadBalancer', first);
    const failure = await exceptionOf(client, service, key, 'CreateLoadBalancer', { ...first, LoadBalancerName: 'two' });
    assert.equal(failure.code, 'InvalidParameter.ClientToken');
    assert.equal((await cloud.call('DescribeLoadBalancers', {})).TotalCount, 1);
  });
}
