// What goes wrong reaches the users of every official client as that client's own exception, with the right code.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { clients } from './support/clients.mjs';
import { key, startService } from './support/service.mjs';

const create = {
  EnsRegionId: 'cn-chengdu-telecom', LoadBalancerSpec: 'elb.s1.small', PayType: 'PostPaid', NetworkId: 'n-5unknown',
  VSwitchId: 'vsw-5unknown',
};
const without = (parameters, name) => Object.fromEntries(Object.entries(parameters).filter(([each]) => each !== name));

const refusals = [
  { what: 'an unknown key', key: { ...key, id: 'nobody' }, action: 'DescribeNetworks', parameters: {},
    code: 'InvalidAccessKeyId.NotFound', httpStatus: 404 },
  { what: 'a wrong secret', key: { ...key, secret: 'wrong' }, action: 'DescribeNetworks', parameters: {},
    code: 'SignatureDoesNotMatch', httpStatus: 400 },
  { what: 'an unknown action', action: 'DescribeMoonPhases', parameters: {},
    code: 'InvalidAction.NotFound', httpStatus: 404 },
  { what: 'a missing parameter', action: 'CreateLoadBalancer', parameters: without(create, 'NetworkId'),
    code: 'MissingNetworkId', httpStatus: 400 },
  { what: 'a wrong parameter', action: 'CreateLoadBalancer', parameters: { ...create, PayType: 'PrePaid' },
    code: 'InvalidParameter.PayType', httpStatus: 400 },
  { what: 'an unknown balancer', action: 'DescribeLoadBalancerAttribute', parameters: { LoadBalancerId: 'lb-5unknown' },
    code: 'LoadBalancerNotFound', httpStatus: 404 },
];

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
      const failure = await exceptionOf(client, service, refusal.key ?? key, refusal.action, refusal.parameters);
      assert.equal(failure.code, refusal.code, refusal.what);
      assert.equal(failure.httpStatus, refusal.httpStatus, refusal.what);
      assert.ok(failure.message, refusal.what);
    }
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
